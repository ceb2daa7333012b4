import { describe, expect, test } from 'vitest';
import { deskFor } from '../../src/lib/domain/places/desk-for';
import { SERVER } from '../../src/lib/domain/places/holders';
import { DAY, grounds, KIOSK, OTHER, PAUL, telling } from '../support/ledger-facts';

const am = { day: DAY, slots: ['am'] as const };
type Told = ReturnType<typeof telling>;
const ask = (told: Told, slots: readonly ('am' | 'pm')[] = ['am']) =>
	deskFor(told.page(), KIOSK, { ...am, slots }, grounds);

/** Passes the right to a desk to a kiosk. */
const pass = (told: Told, to: string, unit: string, slots: readonly string[] = ['am']): void =>
	void told.say(SERVER, 'place.transferred', { rights: slots.map((slot) => [unit, slot, 0]), to });
/** A desk that is the server’s becomes somebody’s. */
function give(told: Told, unit: string, slots: readonly string[] = ['am']): void {
	const claim = told.claim({ person: PAUL, slots });
	told.say(SERVER, 'place.granted', { claim, rights: slots.map((slot) => [unit, slot, 0]) });
}

describe('a desk for who stands at a kiosk', () => {
	test('is the kiosk’s own, then the server’s, then another kiosk’s', () => {
		const told = telling();
		pass(told, KIOSK, 'desk-1');
		expect(ask(told)).toMatchObject({ from: 'here', rights: [['desk-1', 'am', 1]] });
		told.say(KIOSK, 'place.granted', {
			person: PAUL,
			space: 'desk',
			rights: [['desk-1', 'am', 1]]
		});
		expect(ask(told)).toMatchObject({ from: 'elsewhere', to: SERVER });
		pass(told, OTHER, 'desk-2');
		expect(ask(told)).toEqual({ from: 'elsewhere', space: 'desk', to: OTHER });
		told.say(OTHER, 'place.granted', {
			person: PAUL,
			space: 'desk',
			rights: [['desk-2', 'am', 1]]
		});
		expect(ask(told)).toEqual({ from: 'nobody', why: 'full' });
	});

	test('is asked of a kiosk that was heard of on the day rather than of one that was not', () => {
		const told = telling();
		pass(told, 'aaa.1', 'desk-1');
		pass(told, OTHER, 'desk-2', ['am', 'pm']);
		expect(ask(told)).toMatchObject({ to: 'aaa.1' });
		told.say(OTHER, 'place.granted', {
			person: PAUL,
			space: 'desk',
			rights: [['desk-2', 'pm', 1]]
		});
		expect(ask(told)).toMatchObject({ to: OTHER });
	});

	test('is asked of no number that its device, this one or another, no longer goes by', () => {
		const told = telling();
		pass(told, 'kiosk1.0', 'desk-1');
		pass(told, 'kiosk2.1', 'desk-2');
		expect(ask(told)).toMatchObject({ to: 'kiosk2.1' });
		told.say('kiosk2.2', 'place.claimed', {
			person: PAUL,
			space: 'desk',
			slots: ['pm'],
			to: SERVER
		});
		expect(ask(told)).toEqual({ from: 'nobody', why: 'out-of-reach' });
	});

	test('is not said to be taken where no one holder could give the whole of it', () => {
		const told = telling();
		pass(told, OTHER, 'desk-1', ['am']);
		give(told, 'desk-1', ['pm']);
		give(told, 'desk-2', ['am']);
		expect(ask(told, ['am', 'pm'])).toEqual({ from: 'nobody', why: 'out-of-reach' });
	});

	test('that nobody could give for another reason is refused for that one', () => {
		const page = telling().page();
		const hours = Array.from({ length: 7 }, () => [['08:30', '12:00'] as const]);
		const morning = { ...grounds, centre: { ...grounds.centre, hours } };
		const why = (of: object, sought: object = {}) =>
			deskFor(page, KIOSK, { ...am, ...sought }, { ...grounds, ...of });
		expect(why(morning, { slots: ['pm'] })).toMatchObject({ why: 'outside-hours' });
		expect(why({ closures: [{ from: DAY, to: DAY, why: 'Neige' }] })).toMatchObject({
			why: 'closed'
		});
		expect(why({ centre: { ...grounds.centre, spaces: [] } })).toMatchObject({
			why: 'unknown-space'
		});
	});
});
