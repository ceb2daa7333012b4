import { expect, test } from 'vitest';
import type { App } from '../../src/lib/app';
import { instantOf } from '../../src/lib/domain/calendar';
import { placeVerbs } from '../../src/lib/place-verbs';
import { Acts } from '../../src/lib/ui/booking/acts.svelte';
import { asked, MORNING, openPhone, places, told, TUESDAY } from '../support/phone';

const RESTORED = 'Redemandée. Si quelqu’un l’a prise entre-temps, vous le saurez ici.';
const ALL_DAY = { ...MORNING, slots: ['am', 'pm'] } as const;
const same = <R>(done: Promise<R>): Promise<R> => done;

/** What somebody does with a phone in their hand: its real verbs, on a log in memory. */
async function inHand() {
	const phone = await openPhone();
	const verbs = placeVerbs(phone, same, same);
	let mine = await places(phone);
	const look = async () => (mine = await places(phone));
	const acts = new Acts(verbs as unknown as App, () => mine);
	const undo = async () => {
		await look();
		await acts.undo(acts.takeBack!);
		await look();
	};
	return { ...phone, verbs, acts, look, undo, standing: () => mine.map((one) => one.standing) };
}
type Hand = Awaited<ReturnType<typeof inHand>>;

async function confirmed(hand: Hand, wish: Parameters<Hand['verbs']['requestPlace']>[0] = MORNING) {
	const { booking } = await asked(hand.verbs.requestPlace(wish));
	await hand.hear([told(booking, { day: wish.day, slots: [...wish.slots] })]);
	return (await hand.look()).find(({ id }) => id === booking)!;
}

test('a cancellation that is taken back says that the place is asked for again, and it is', async () => {
	const hand = await inHand();
	await hand.acts.cancel([await confirmed(hand)], 'card');
	await hand.undo();
	expect(hand.acts).toMatchObject({ said: RESTORED, problem: undefined, takeBack: undefined });
	expect(hand.standing()).toEqual(['cancelled', 'requested']);
});

test('where only a part of the day is left that is what is said to be asked for again', async () => {
	const hand = await inHand();
	const place = await confirmed(hand, ALL_DAY);
	hand.clock.set(instantOf(TUESDAY, '14:00'));
	await hand.acts.cancel([place], 'card');
	await hand.undo();
	expect(hand.acts.said).toBe(
		'Redemandée pour le temps qui reste. Si quelqu’un l’a prise entre-temps, vous le saurez ici.'
	);
	expect(hand.standing()).toEqual(['cancelled', 'requested']);
});

test('a place that is not asked for again is never said to be: why not is', async () => {
	const hand = await inHand();
	const place = await confirmed(hand);
	// The centre is closed that day by now.
	await hand.acts.cancel([{ ...place, day: '2026-12-01' }], 'card');
	await hand.undo();
	expect(hand.acts.said).toBeUndefined();
	expect(hand.acts.problem).toEqual({
		at: 'undo',
		text: 'La place du mardi 1er décembre n’est pas redemandée. Le centre est fermé ce jour-là\u202f: Inventaire'
	});
});

test('of a series the dates that are asked for again are, and each of the others is named', async () => {
	const hand = await inHand();
	const place = await confirmed(hand);
	await hand.acts.cancel([place, { ...place, day: '2026-12-25' }], 'card');
	await hand.undo();
	expect(hand.acts.said).toBe(RESTORED);
	expect(hand.acts.problem?.text).toBe(
		'La place du vendredi 25 décembre n’est pas redemandée. Jour férié\u202f: Noël. Le centre est fermé.'
	);
});

test('a phone that cannot write says so, and the way back stays', async () => {
	const hand = await inHand();
	await hand.acts.cancel([await confirmed(hand)], 'card');
	hand.verbs.requestAgain = () => Promise.resolve({ failed: 'no-room' });
	await hand.undo();
	expect(hand.acts.said).toBeUndefined();
	expect(hand.acts.problem?.text).toMatch(/^Ce téléphone n’a plus de place/);
	expect(hand.acts.takeBack).toBeDefined();

	hand.verbs.cancelBooking = () => Promise.resolve({ failed: 'no-room' });
	await hand.acts.request({ ...MORNING, day: '2026-11-25' }, 'desk');
	await hand.undo();
	expect(hand.acts.said).toBeUndefined();
	expect(hand.acts.problem?.text).toMatch(/^Ce téléphone n’a plus de place/);
});

test('a change that came about and cannot be changed back says why, and stays', async () => {
	const hand = await inHand();
	const place = await confirmed(hand);
	await hand.acts.request({ ...MORNING, day: '2026-11-25', replaces: place.id }, 'desk');
	const change = (await hand.look()).at(-1)!;
	await hand.hear([
		told(place.id, { standing: 'replaced' }),
		told(change.id, {
			claim: `2026-11-25~murat~srv0123456789abc.1~000001`,
			day: '2026-11-25'
		})
	]);
	hand.clock.set(instantOf(TUESDAY, '14:00'));
	await hand.undo();
	expect(hand.acts.said).toBeUndefined();
	expect(hand.acts.problem?.text).toBe(
		'La place du mardi 24 novembre n’est pas redemandée. Ce moment est déjà passé.'
	);
	expect(hand.standing()).toEqual(['confirmed']);
});
