import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DeviceListed } from '../../src/lib/domain/accounts';
import { heardOf, LATELY } from '../../src/lib/domain/coverage';

const NOW = 1_800_000_000_000;
const device = (more: Partial<DeviceListed>): DeviceListed => ({
	account: 'a1',
	role: 'kiosk',
	centre: 'murat',
	since: 0,
	names: [],
	...more
});

describe('how much of a centre has been heard', () => {
	test('is not known before the server has said which devices there are', () => {
		expect(heardOf('murat', undefined, NOW).coverage).toEqual({ is: 'unknown' });
	});
	test('is nothing without a kiosk, whatever desks, phones and other centres say', () => {
		const others = [
			device({ role: 'host', seen: NOW }),
			device({ role: 'member', seen: NOW }),
			device({ centre: 'ydes', seen: NOW }),
			device({ revoked: 5, seen: NOW })
		];
		const heard = heardOf('murat', others, NOW);
		expect(heard.coverage).toEqual({ is: 'no-kiosk' });
		expect([heard.devices, heard.heard]).toEqual([1, 1]);
	});
	test('is whole up to the kiosk that spoke longest ago', () => {
		const kiosks = [device({ seen: NOW - 5, waiting: 2 }), device({ seen: NOW - 60_000 })];
		const heard = heardOf('murat', kiosks, NOW);
		expect(heard.coverage).toEqual({ is: 'whole', at: NOW - 60_000 });
		expect(heard.waiting).toBe(2);
	});
	test('is not known since when where a kiosk has never spoken', () => {
		const one = device({ seen: NOW });
		expect(heardOf('murat', [one, device({})], NOW).coverage).toEqual({ is: 'part', silent: 1 });
		expect(heardOf('murat', [device({})], NOW).coverage).toEqual({ is: 'silent' });
	});
	test('is whole only if every kiosk spoke lately, and then no silent one is left out', () => {
		const ages = fc.array(fc.option(fc.integer({ min: 0, max: 3 * LATELY })), { minLength: 1 });
		fc.assert(
			fc.property(ages, (all) => {
				const kiosks = all.map((age) => device(age === null ? {} : { seen: NOW - age }));
				const silent = all.filter((age) => age === null || age > LATELY);
				const { coverage, heard, devices } = heardOf('murat', kiosks, NOW);
				expect(heard + silent.length).toBe(devices);
				expect(coverage.is === 'whole').toBe(silent.length === 0);
				expect(coverage.is === 'silent').toBe(silent.length === all.length);
				if (coverage.is === 'whole') expect(coverage.at).toBe(NOW - Math.max(...(all as number[])));
				else if (coverage.is !== 'unknown' && coverage.is !== 'no-kiosk' && coverage.until)
					for (const age of silent) expect(coverage.until).toBeLessThanOrEqual(NOW - (age ?? 0));
			})
		);
	});
});
