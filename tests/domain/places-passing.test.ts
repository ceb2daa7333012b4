import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rightAt } from '../../src/lib/domain/folds/ledger';
import { SERVER } from '../../src/lib/domain/places/holders';
import { toPass, toReturn } from '../../src/lib/domain/places/passing';
import { factOf, grounds, KIOSK, OTHER, PAUL, telling } from '../support/ledger-facts';
import { ledgerOf, play, stepsWithCopies } from '../support/places-history';

const { day, closures } = grounds;
const centre = {
	...grounds.centre,
	spaces: [
		{ id: 'desk', kind: 'desk' as const, count: 4 },
		{ id: 'room', kind: 'room' as const, count: 1 }
	]
};
const basis = { centre, closures, day, kept: { desk: 2, room: 0 } };

describe('places kept for who walks in', () => {
	test('the first ones are shared out among the kiosks, whole days at a time, and the rest stay the server’s', () => {
		const passed = toPass(telling().page(), [KIOSK, OTHER], basis);
		expect(Object.fromEntries(passed)).toEqual({
			[KIOSK]: [
				['desk-1', 'am', 0],
				['desk-1', 'pm', 0]
			],
			[OTHER]: [
				['desk-2', 'am', 0],
				['desk-2', 'pm', 0]
			]
		});
		expect(toPass(telling().page(), [], basis).size).toBe(0);
	});

	test('nothing is passed on for a day on which the centre is closed', () => {
		const shut = { ...basis, closures: [{ from: day, to: day, why: 'neige' }] };
		expect(toPass(telling().page(), [KIOSK], shut).size).toBe(0);
		expect(toPass(telling().page(), [KIOSK], { ...basis, day: '2026-12-25' }).size).toBe(0);
	});

	test('what has been booked, or is held by another already, is not passed on', () => {
		const told = telling();
		const claim = told.claim({ person: PAUL });
		told.say(SERVER, 'place.granted', { claim, rights: [['desk-1', 'am', 0]] });
		told.say(SERVER, 'place.transferred', { rights: [['desk-2', 'am', 0]], to: OTHER });
		expect(toPass(told.page(), [KIOSK], basis).get(KIOSK)).toEqual([
			['desk-1', 'pm', 0],
			['desk-2', 'pm', 0]
		]);
	});

	test('what is kept no more goes back, but for where somebody sits', () => {
		const told = telling();
		const rights = [...toPass(told.page(), [KIOSK], basis).get(KIOSK)!];
		told.say(SERVER, 'place.transferred', { rights, to: KIOSK });
		expect(toReturn(told.page(), KIOSK, basis)).toEqual([]);
		told.say(KIOSK, 'place.granted', {
			...{ person: PAUL, space: 'desk', rights: [['desk-2', 'am', 1]] }
		});
		const fewer = { ...basis, kept: { desk: 1 } };
		expect(toReturn(told.page(), KIOSK, fewer)).toEqual([['desk-2', 'pm', 1]]);
		expect(toReturn(told.page(), OTHER, fewer)).toEqual([]);
	});

	test('whatever has happened, what is passed on or given back is the writer’s and free, and is the other’s then', () => {
		fc.assert(
			fc.property(stepsWithCopies, fc.nat(4), (steps, desks) => {
				const { log } = play(steps);
				const page = ledgerOf(log);
				const its = { ...basis, kept: { desk: desks, room: desks % 2 } };
				const moves = [
					...[...toPass(page, [KIOSK, OTHER], its)].map((move) => [SERVER, ...move] as const),
					...[KIOSK, OTHER].map((me) => [me, SERVER, toReturn(page, me, its)] as const)
				];
				for (const [from, to, rights] of moves) {
					const fact = factOf(from, 'place.transferred', { to, rights }, 5_000, 50_000);
					const after = ledgerOf([...log, fact]);
					expect(after.claims).toEqual(page.claims);
					for (const [unit, slot] of rights) {
						expect(rightAt(page, unit, slot)).toMatchObject({ holder: from });
						expect(rightAt(after, unit, slot)).toMatchObject({ holder: to });
					}
				}
			})
		);
	});
});
