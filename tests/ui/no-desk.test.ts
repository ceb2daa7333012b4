import { describe, expect, test } from 'vitest';
import { instantOf } from '../../src/lib/domain/calendar';
import type { LedgerPage } from '../../src/lib/domain/folds/ledger';
import { SERVER } from '../../src/lib/domain/places/holders';
import { placesToday, whyNoDesk } from '../../src/lib/ui/kiosk/places-today';
import { MURAT } from '../support/kiosk';
import { DAY, KIOSK, MARIE, OTHER, PAUL, telling } from '../support/ledger-facts';

const sight = { centre: MURAT, closures: [], day: DAY, now: instantOf(DAY, '09:00') };
const why = (page: LedgerPage, of: Partial<typeof sight> = {}) =>
	whyNoDesk(page, MARIE, KIOSK, { ...sight, ...of });

describe('who came to work and has no desk', () => {
	test('hears that the centre is not open in this half-day, and not that all the desks are taken', () => {
		const morning = [['08:30', '12:30']] as const;
		const centre = { ...MURAT, hours: Array.from({ length: 7 }, () => morning) } as typeof MURAT;
		expect(why(telling().page(), { centre, now: instantOf(DAY, '14:00') })).toBe('outside-hours');
	});

	test('hears that all are taken only where they are', () => {
		const told = telling();
		expect(why(told.page())).toBe('unasked');
		for (let n = 1; n <= 6; n += 1) {
			const claim = told.claim({ person: PAUL });
			told.say(SERVER, 'place.granted', { claim, rights: [[`desk-${n}`, 'am', 0]] });
		}
		expect(why(told.page())).toBe('full');
	});

	test('hears what the last answer was, unless desks have become free since', () => {
		const told = telling();
		const first = told.claim();
		told.say(SERVER, 'place.refused', { claim: first, why: 'full' });
		expect(why(told.page())).toBe('unasked');
		const second = told.claim();
		told.say(SERVER, 'place.refused', { claim: second, why: 'overlap' });
		expect(why(told.page())).toBe('overlap');
	});

	test('and waits for another kiosk is shown as waiting for that one', () => {
		const told = telling();
		told.claim({ to: OTHER });
		expect(placesToday(told.page(), MARIE, sight)).toMatchObject([{ is: 'requested', to: OTHER }]);
	});
});
