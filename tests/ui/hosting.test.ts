import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instantOf } from '../../src/lib/domain/calendar';
import type { Claim, LedgerPage } from '../../src/lib/domain/folds/ledger';
import type { FactId } from '../../src/lib/domain/ids';
import { SERVER } from '../../src/lib/domain/places/holders';
import { untoldOf } from '../../src/lib/domain/places/untold';
import { hostVerbs } from '../../src/lib/host-verbs';
import { m } from '../../src/lib/paraglide/messages';
import { Acts } from '../../src/lib/ui/desk/acts.svelte';
import { hostingOf } from '../../src/lib/ui/desk/hosting';
import { closeCentre } from '../../src/lib/usecases/close-centre';
import {
	centre,
	DAY,
	given,
	KARIM,
	MARIE,
	openDesk,
	openHolder,
	type Desk
} from '../support/host-desk';
import { MURAT } from '../support/kiosk';

const KIOSK = 'kiosk1.1';
const ROOMS = [...MURAT.spaces, { id: 'room', kind: 'room' as const, count: 1 }];

/** The host's acts as the screen runs them, with what the strip says. */
function screenOf(desk: Desk) {
	const acts = new Acts();
	const app = hostVerbs(desk, { thenSend: (done) => done, thenAwait: (done) => done });
	const hosting = hostingOf(app, acts, { unit: (unit) => unit, person: (person) => person ?? '' });
	return {
		...hosting,
		said: () => acts.said,
		async undone(): Promise<string | undefined> {
			expect(acts.said?.undo).toBeDefined();
			await acts.undo();
			return acts.said?.text;
		}
	};
}
const placesOf = ({ claims }: LedgerPage, person = MARIE): string[] =>
	Object.values(claims)
		.filter((claim) => claim.person === person && !claim.cancelled)
		.flatMap(({ held }) => (held ?? []).map(([unit, slot]) => `${unit} ${slot}`))
		.sort();
const KEPT = { kind: 'place.transferred', fields: { rights: [['desk-1', 'am', 0]], to: KIOSK } };

/** Marie has both half-days at two desks: no desk was free all day. */
async function onTwoDesks(desk: Desk): Promise<Claim> {
	const claimed = { person: MARIE, space: 'desk', slots: ['am', 'pm'], to: SERVER };
	const [asked] = desk.says([{ kind: 'place.claimed', fields: claimed }]);
	const rights = [
		['desk-2', 'am', 0],
		['desk-1', 'pm', 0]
	];
	const granted = { claim: asked!._id, rights };
	await desk.hear([asked!, ...desk.says([{ kind: 'place.granted', fields: granted }])]);
	return desk.claim(asked!._id);
}

describe('a move that is taken back', () => {
	test('ends where it began while whoever keeps the other place has not answered, though the server answers first', async () => {
		const desk = await openDesk();
		await desk.hear(desk.says([KEPT]));
		const claim = await desk.claim(await given(desk));
		const screen = screenOf(desk);
		await screen.move(claim, { unit: 'desk-1', slots: ['am'] }, 'Chaise cassée');
		expect(await screen.undone()).toBe(m.plan_undone());
		await desk.answered();
		const wishes = Object.values((await desk.page()).claims);
		expect(wishes.filter(({ refused }) => refused)).toEqual([]);
		// The kiosk is back: nobody wants anything of it any more.
		expect(wishes.filter(({ to, cancelled }) => to === KIOSK && !cancelled)).toEqual([]);
		expect(placesOf(await desk.page())).toEqual(['desk-3 am']);
		expect(untoldOf(await desk.page(), { centre: MURAT, closures: [], day: DAY })).toEqual([]);
	});

	test('ends where it began whatever was granted, and by whom, before anybody heard of it', async () => {
		const steps = fc.constantFrom('send', 'pass', 'serve', 'kiosk', 'back', 'hear');
		const run = fc.array(steps, { maxLength: 9 });
		const at = fc.constantFrom('desk-1', 'desk-3');
		await fc.assert(
			fc.asyncProperty(run, run, at, at, async (before, after, from, to) => {
				fc.pre(from !== to);
				const desk = await openDesk();
				const [server, kiosk] = [openHolder(SERVER), openHolder(KIOSK)];
				server.says([KEPT]);
				const step: Record<string, () => unknown> = {
					send: async () => server.hears(await desk.written()),
					pass: () => kiosk.hears(server.known()),
					serve: () => server.answers(),
					kiosk: () => kiosk.answers(),
					back: () => server.hears(kiosk.known()),
					hear: () => desk.hear(server.known())
				};
				const take = async (names: readonly string[]): Promise<void> => {
					for (const name of names) await step[name]!();
				};
				const all = ['send', 'serve', 'pass', 'kiosk', 'back', 'serve', 'hear'];
				await take(['hear']);
				const asked = (await desk.give(MARIE, from)) as { claim: FactId };
				await take([...all, ...all]);
				const screen = screenOf(desk);
				await screen.move(await desk.claim(asked.claim), { unit: to, slots: ['am'] }, 'Bruit');
				await take(before);
				expect(await screen.undone()).toBe(m.plan_undone());
				await take(after);
				await take([...all, ...all, ...all]);
				for (const page of [await desk.page(), server.page(), kiosk.page()])
					expect(placesOf(page)).toEqual([`${from} am`]);
			}),
			{ numRuns: Number(process.env['PLACES_RUNS'] ?? 120) }
		);
	});

	test('and one that is moved on at once ends where the host sent them last', async () => {
		const desk = await openDesk();
		await desk.hear(desk.says([KEPT]));
		const claim = await desk.claim(await given(desk));
		const screen = screenOf(desk);
		await screen.move(claim, { unit: 'desk-1', slots: ['am'] }, 'Chaise cassée');
		const [asked] = Object.values((await desk.page()).claims).filter(({ to }) => to === KIOSK);
		await screen.move(asked!, { unit: 'desk-5', slots: ['am'] }, 'Trop de bruit');
		await desk.answered();
		expect(placesOf(await desk.page())).toEqual(['desk-5 am']);
		expect((await desk.claim(asked!.id)).cancelled).toBeDefined();
	});

	test('of a place on two desks gives both half-days back', async () => {
		const desk = await openDesk();
		const claim = await onTwoDesks(desk);
		const screen = screenOf(desk);
		await screen.move(claim, { unit: 'desk-5', slots: ['am', 'pm'] }, 'Ménage');
		await desk.answered();
		expect(placesOf(await desk.page())).toEqual(['desk-5 am', 'desk-5 pm']);
		expect(await screen.undone()).toBe(m.plan_undone());
		await desk.answered();
		expect(placesOf(await desk.page())).toEqual(['desk-1 pm', 'desk-2 am']);
	});

	test('is not half taken back: where one of two desks is somebody else’s by now, that is said', async () => {
		const desk = await openDesk();
		const claim = await onTwoDesks(desk);
		const screen = screenOf(desk);
		await screen.move(claim, { unit: 'desk-5', slots: ['am', 'pm'] }, 'Ménage');
		await desk.answered();
		await desk.give(KARIM, 'desk-1', ['pm']);
		await desk.answered();
		const why = m.plan_problem_taken({ unit: 'desk-1' });
		expect(await screen.undone()).toBe(m.plan_undo_failed({ why }));
		expect(placesOf(await desk.page())).toEqual(['desk-5 am', 'desk-5 pm']);
	});

	test('after one o’clock brings back the afternoon that is still to come', async () => {
		const desk = await openDesk();
		const { claim: id } = (await desk.give(MARIE, 'desk-3', ['am', 'pm'])) as { claim: FactId };
		await desk.answered();
		desk.clock.set(instantOf(DAY, '14:00'));
		const screen = screenOf(desk);
		await screen.move(await desk.claim(id), { unit: 'desk-5', slots: ['pm'] }, 'Ménage');
		await desk.answered();
		expect(await screen.undone()).toBe(m.plan_undone());
		await desk.answered();
		expect(placesOf(await desk.page())).toEqual(['desk-3 pm']);
	});

	test('puts a wish for no desk in particular back, though the desk it was given instead was granted', async () => {
		const desk = await openDesk();
		const wish = { person: MARIE, space: 'desk', slots: ['am'], to: SERVER };
		const [asked] = desk.says([{ kind: 'place.claimed', fields: wish }]);
		await desk.hear([asked!]);
		const screen = screenOf(desk);
		await screen.move(await desk.claim(asked!._id), { unit: 'desk-5', slots: ['am'] }, 'Calme');
		const before = Object.keys((await desk.page()).claims);
		const [moved] = before.filter((id) => id !== asked!._id);
		const granted = { claim: moved, rights: [['desk-5', 'am', 0]] };
		await desk.hear(desk.says([{ kind: 'place.granted', fields: granted }]));
		expect(await screen.undone()).toBe(m.plan_undone());
		await desk.answered();
		expect(placesOf(await desk.page())).toEqual(['desk-1 am']);
	});
});

describe('a place given instead of another', () => {
	test('is taken back to the place before, not to none', async () => {
		const desk = await openDesk();
		const kept = await desk.claim(await given(desk));
		const screen = screenOf(desk);
		const to = { centre, day: DAY, person: MARIE, unit: 'desk-5', slots: ['am'] };
		await screen.give({ ...to, replaces: kept }, 'Marie');
		await desk.answered();
		expect(placesOf(await desk.page())).toEqual(['desk-5 am']);
		expect(await screen.undone()).toBe(m.plan_undone());
		await desk.answered();
		expect(placesOf(await desk.page())).toEqual(['desk-3 am']);
	});
});

describe('an end that is taken back', () => {
	test('brings back both half-days of a place on two desks', async () => {
		const desk = await openDesk();
		const claim = await onTwoDesks(desk);
		const screen = screenOf(desk);
		await screen.end(claim, 'Fuite d’eau');
		await desk.answered();
		expect(await screen.undone()).toBe(m.plan_undone());
		await desk.answered();
		expect(placesOf(await desk.page())).toEqual(['desk-1 pm', 'desk-2 am']);
		expect(untoldOf(await desk.page(), { centre: MURAT, closures: [], day: DAY })).toEqual([]);
	});

	test.each([
		['desk-3', ['am', 'pm'], '14:00', ['desk-3 pm']],
		['room-1', ['10:00', '10:30', '11:00'], '10:40', ['room-1 10:30', 'room-1 11:00']]
	])('brings back what is still to come of %s', async (unit, slots, time, left) => {
		const desk = await openDesk(ROOMS);
		const { claim } = (await desk.give(MARIE, unit, slots)) as { claim: FactId };
		await desk.answered();
		desk.clock.set(instantOf(DAY, time));
		const screen = screenOf(desk);
		await screen.end(await desk.claim(claim), 'Fuite d’eau');
		await desk.answered();
		expect(await screen.undone()).toBe(m.plan_undone());
		await desk.answered();
		expect(placesOf(await desk.page())).toEqual(left);
	});

	test('brings back the afternoon of a desk that was blocked all day', async () => {
		const desk = await openDesk();
		const screen = screenOf(desk);
		const seat = { unit: 'desk-2', slots: ['am', 'pm'] };
		await screen.block({ centre, day: DAY, ...seat, why: 'Écran en panne' });
		await desk.answered();
		desk.clock.set(instantOf(DAY, '14:00'));
		const [block] = Object.values((await desk.page()).claims);
		await screen.end(block!, '');
		expect(await screen.undone()).toBe(m.plan_undone());
		await desk.answered();
		expect(await desk.give(KARIM, 'desk-2', ['pm'])).toEqual({ problem: 'taken' });
	});

	test('says so where nothing of the place is still to come, or the day is closed by now', async () => {
		const desk = await openDesk();
		const claim = await desk.claim(await given(desk));
		const screen = screenOf(desk);
		await screen.end(claim, 'Fuite d’eau');
		await closeCentre(desk, { centre, from: DAY, to: DAY, why: 'Neige' });
		expect(await screen.undone()).toBe(m.plan_undo_failed({ why: m.plan_problem_closed() }));
		const other = await openDesk();
		const late = screenOf(other);
		await late.end(await other.claim(await given(other)), 'Fuite d’eau');
		other.clock.set(instantOf(DAY, '13:00'));
		expect(await late.undone()).toBe(m.plan_undo_failed({ why: m.plan_problem_past() }));
	});

	test('does not give a place back that its owner had cancelled before the host did', async () => {
		const desk = await openDesk();
		const claim = { ...(await desk.claim(await given(desk))) };
		const word = { claim: claim.id, why: 'owner' };
		await desk.hear(desk.says([{ kind: 'place.cancelled', fields: word }]));
		const screen = screenOf(desk);
		await screen.end(claim, 'Fuite d’eau');
		expect(screen.said()).toEqual({ text: m.plan_done_cancelled({ name: MARIE }) });
	});
});
