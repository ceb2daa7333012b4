import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DeviceListed } from '../../src/lib/domain/accounts';
import type { HeldPlaces } from '../../src/lib/domain/places/fences';
import { ALARMS, type Alarm, type Matters } from '../../src/lib/domain/matters';
import { decisionsOf } from '../../src/lib/ui/overview/decisions';
import { areDone, stepsOf } from '../../src/lib/ui/overview/steps';
import { SAMPLE_CENTRES } from '../../src/lib/server/sample-network';

const NOW = { now: 1_800_000_000_000, version: '1' };
const CENTRES = [{ slug: 'murat' }, { slug: 'ydes' }];
const kiosk = (centre: string, more: Partial<DeviceListed> = {}): DeviceListed => ({
	account: `a-${centre}`,
	role: 'kiosk',
	centre,
	since: NOW.now,
	names: [`${centre}1`],
	seen: NOW.now,
	...more
});
const NOTHING: Matters = { alarms: [], refused: [], untold: [], registered: false };
const all = [kiosk('murat'), kiosk('ydes')];
const held = (more: Partial<HeldPlaces>): HeldPlaces => ({
	holder: 'murat1.1',
	centre: 'murat',
	free: 3,
	given: [],
	...more
});
const of = (asked: Parameters<typeof decisionsOf>[1]) => decisionsOf(CENTRES, asked, NOW);

describe('what waits for a decision', () => {
	test('is nothing in a network that is well', () => {
		const erasures = [{ n: 1, person: 'p_1', at: 1, awaited: [] }];
		expect(of({ devices: all, matters: NOTHING, erasures, held: [held({})] })).toEqual([]);
	});
	test('is not made up before the server has answered', () => {
		expect(of({})).toEqual([]);
	});
	test('names centres without a kiosk once, a revoked one being none', () => {
		expect(of({ devices: [kiosk('ydes', { revoked: 1 })] })).toEqual([
			{ of: 'no-kiosk', centres: ['murat', 'ydes'] }
		]);
	});
	test('has the places of a kiosk that will not speak again, until they are taken back', () => {
		const lost = held({ revoked: true });
		expect(of({ devices: all, held: [lost] })).toEqual([{ of: 'held', held: lost }]);
		expect(of({ devices: all, held: [held({ former: true, free: 0 })] })).toEqual([]);
		const fenced = { from: '2026-12-01', at: 1 };
		expect(of({ devices: all, held: [held({ revoked: true, fenced })] })).toEqual([]);
	});
	test('has alarms first, each with the device it is about', () => {
		const alarm: Alarm = { what: 'gap', subject: 'ydes1.1', since: 1, device: 'ydes1', count: 2 };
		const untold = [{ centre: 'murat', count: 2 }];
		const devices = [kiosk('murat', { revoked: 1, quarantined: 4 }), kiosk('murat'), kiosk('ydes')];
		const found = of({ devices, matters: { ...NOTHING, alarms: [alarm], untold } });
		expect(found.map(({ of }) => of)).toEqual(['alarm', 'untold', 'quarantine']);
		expect(found[0]).toMatchObject({ device: { account: 'a-ydes' } });
	});
	test('loses none of the alarms and none of the refusals, however many', () => {
		const alarm = fc.record({
			what: fc.constantFrom(...ALARMS),
			subject: fc.string({ minLength: 1 }),
			since: fc.nat()
		});
		const refused = fc.record({ device: fc.string(), count: fc.nat(), last: fc.nat() });
		fc.assert(
			fc.property(fc.array(alarm), fc.array(refused), (alarms, refused) => {
				const found = of({ devices: all, matters: { ...NOTHING, alarms, refused } });
				expect(found.filter((one) => one.of === 'alarm').map((one) => one.alarm)).toEqual(alarms);
				expect(found.filter((one) => one.of === 'refused')).toHaveLength(refused.length);
			})
		);
	});
});

describe('the first steps of a network', () => {
	test('are ticked by what there is, and not known before the server has answered', () => {
		const none = stepsOf({ centres: [], devices: undefined, matters: undefined });
		expect(none).toEqual({
			...{ centre: false, spaces: false },
			...{ kiosk: undefined, host: undefined, person: undefined }
		});
		const devices = [kiosk('murat'), { ...kiosk('murat'), role: 'host' as const }];
		const some = { centres: SAMPLE_CENTRES, devices, matters: NOTHING };
		expect(areDone(stepsOf(some))).toBe(false);
		expect(areDone(stepsOf({ ...some, matters: { ...NOTHING, registered: true } }))).toBe(true);
	});
});
