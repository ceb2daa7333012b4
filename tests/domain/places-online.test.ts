import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { notOnline, parseAvailability } from '../../src/lib/domain/availability';
import type { LedgerPage, Right } from '../../src/lib/domain/folds/ledger';
import { onlineOn, parseCounts } from '../../src/lib/domain/places/online';
import { slotsWithin, type Slot } from '../../src/lib/domain/places/slots';
import { unitsOf } from '../../src/lib/domain/places/units';

const centre = {
	spaces: [
		{ id: 'desk', kind: 'desk', count: 4 },
		{ id: 'meeting-room', kind: 'room', count: 2 }
	]
} as const;
const DAY = [['00:00', '24:00']] as const;
const places = centre.spaces.flatMap((space) =>
	unitsOf(space).flatMap((unit) =>
		slotsWithin(DAY, space).map((slot) => ({ space: space.id, unit, slot }))
	)
);
const pageWith = (rights: Record<string, Right>): LedgerPage => ({
	...{ claims: {}, rights, fenced: [], unknown: 0 }
});

describe('what is to be had online', () => {
	test('the counts a phone reads are those of the ledger, in every slot of every space', () => {
		const holding = fc.record({
			holder: fc.constantFrom('server', 'k7f3.1'),
			gen: fc.nat(3),
			given: fc.boolean()
		});
		fc.assert(
			fc.property(fc.array(fc.tuple(fc.constantFrom(...places), holding)), (held) => {
				const rights = Object.fromEntries(
					held.map(([{ unit, slot }, { holder, gen, given }]): [string, Right] => [
						`${unit}@${slot}`,
						{ holder, gen, ...(given && { claim: '2026-11-24~murat~k7f3.1~000001' }) }
					])
				);
				const counted = (space: string, slot: Slot, counts: (right: Right) => boolean): number =>
					places.filter(
						(place) =>
							place.space === space &&
							place.slot === slot &&
							counts(rights[`${place.unit}@${slot}`] ?? { holder: 'server', gen: 0 })
					).length;
				const said = onlineOn(pageWith(rights), centre);
				const base = { desks: 4, taken: { am: 0, pm: 0 }, visits: 0 };
				const report = parseAvailability(JSON.parse(JSON.stringify({ ...base, ...said })));
				for (const { space, slot } of places) {
					const gone = counted(space, slot, (right) => right.holder !== 'server' || !!right.claim);
					const kept = counted(space, slot, (right) => right.holder !== 'server' && !right.claim);
					expect(notOnline(report, space, slot)).toBe(gone);
					expect(report?.kept?.[space]?.[slot] ?? 0).toBe(kept);
				}
			})
		);
	});

	test('a report that says nothing of places is no promise that all are free', () => {
		const report = parseAvailability({ desks: 4, taken: { am: 0, pm: 0 }, visits: 0 });
		expect(notOnline(report, 'desk', 'am')).toBeUndefined();
		expect(notOnline(undefined, 'desk', 'am')).toBeUndefined();
	});

	test('what it says of a desk that is no more is left out', () => {
		const page = pageWith({ 'desk-9@am': { holder: 'server', gen: 0, claim: 'x' } });
		expect(onlineOn(page, centre)).toEqual({ online: {}, kept: {} });
	});

	test('no other value is taken for counts, and none throws or takes long', () => {
		fc.assert(
			fc.property(fc.jsonValue(), (value) => {
				const counts = parseCounts({ desk: value });
				if (typeof value !== 'string') expect(counts).toBeUndefined();
			})
		);
		for (const wrong of ['am*', 'am*-1', '25:00-26:00', '09:15-10:00', 'am*9999', 'am pm ', 'x'])
			expect([wrong, parseCounts({ desk: wrong })]).toEqual([wrong, undefined]);
		const endless = Array.from({ length: 10_000 }, () => '00:00-24:30').join(' ');
		expect(parseCounts({ desk: endless })).toBeUndefined();
	});
});
