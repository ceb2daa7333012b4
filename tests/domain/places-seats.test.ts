import { describe, expect, test } from 'vitest';
import { instantOf } from '../../src/lib/domain/calendar';
import type { Claim } from '../../src/lib/domain/folds/ledger';
import { insteadOf } from '../../src/lib/domain/places/instead';
import { SERVER } from '../../src/lib/domain/places/holders';
import { notIn, seatsOf, slotsIn } from '../../src/lib/domain/places/seats';
import { slotsLeft } from '../../src/lib/domain/places/wish';
import { DAY, KIOSK, telling } from '../support/ledger-facts';

const claim = (fields: Partial<Claim>): Claim => ({
	...{ id: 'x', space: 'desk', slots: ['am', 'pm'], to: SERVER, count: 1 },
	...fields
});

describe('what somebody has', () => {
	test('is all of it, on however many desks', () => {
		const held = [
			['desk-2', 'am', 0],
			['desk-1', 'pm', 3]
		] as const;
		expect(seatsOf(claim({ held, unit: 'desk-9' }))).toEqual([
			{ unit: 'desk-2', slots: ['am'] },
			{ unit: 'desk-1', slots: ['pm'] }
		]);
		expect(slotsIn(claim({ held }))).toEqual(['am', 'pm']);
	});

	test('before it has an answer is what was asked for, on no desk where none was named', () => {
		expect(seatsOf(claim({ unit: 'desk-9' }))).toEqual([{ unit: 'desk-9', slots: ['am', 'pm'] }]);
		expect(seatsOf(claim({}))).toEqual([]);
		expect(slotsIn(claim({}))).toEqual(['am', 'pm']);
	});

	test('is to come until it ends', () => {
		const left = (slots: string[], time: string) =>
			slotsLeft({ day: DAY, slots }, instantOf(DAY, time));
		expect(left(['am', 'pm'], '12:59')).toEqual(['am', 'pm']);
		expect(left(['am', 'pm'], '13:00')).toEqual(['pm']);
		expect(left(['10:00', '10:30'], '10:40')).toEqual(['10:30']);
	});

	test('is lost where what is chosen instead does not cover it', () => {
		expect(notIn(['am', 'pm'], ['am'])).toEqual(['pm']);
		expect(notIn(['am', 'pm'], ['pm', 'am'])).toEqual([]);
		expect(notIn(['10:00', '14:00'], ['am'])).toEqual(['14:00']);
		expect(notIn(['am'], ['09:00', '09:30'])).toEqual(['am']);
	});
});

describe('who is sent on before the first has answered', () => {
	test('goes from where they sit, and wants nothing of the first any more', () => {
		const told = telling();
		const had = told.claim();
		told.say(SERVER, 'place.granted', { claim: had, rights: [['desk-2', 'am', 0]] });
		const wish = told.claim({ to: KIOSK, unit: 'desk-1', replaces: had });
		const next = told.claim({ to: KIOSK, unit: 'desk-1', replaces: wish });
		const instead = (givers: string[]) => insteadOf(told.page(), next, givers);
		expect(instead([SERVER])).toEqual({ replaces: had, dropped: [next, wish] });
		// The kiosk answers its own in turn.
		expect(instead([KIOSK])).toEqual({ replaces: next, dropped: [] });
	});

	test('goes from where they have been put, once that is known', () => {
		const told = telling();
		const had = told.claim();
		told.say(SERVER, 'place.granted', { claim: had, rights: [['desk-2', 'am', 0]] });
		const wish = told.claim({ unit: 'desk-1', replaces: had });
		told.say(SERVER, 'place.granted', { claim: wish, rights: [['desk-1', 'am', 0]] });
		expect(insteadOf(told.page(), wish, [KIOSK])).toEqual({ replaces: wish, dropped: [] });
	});

	test('is not searched for without end where wishes name one another', () => {
		const told = telling();
		const wish = told.claim({ to: KIOSK });
		const page = told.page();
		page.claims[wish]!.replaces = wish;
		expect(insteadOf(page, wish, [SERVER])).toEqual({ replaces: wish, dropped: [] });
	});
});
