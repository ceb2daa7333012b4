import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { problemsOf, slugOf } from '../../src/lib/domain/describing';
import { parseFact } from '../../src/lib/domain/parse';
import { factId } from '../../src/lib/domain/ids';
import { SAMPLE_CENTRES } from '../../src/lib/server/sample-network';
import { centreOf, draftOf } from '../../src/lib/ui/overview/draft';

const [aurillac] = SAMPLE_CENTRES;

describe('describing a centre', () => {
	test('a name becomes what stands in addresses', () => {
		expect(slugOf('Saint-Flour')).toBe('saint-flour');
		expect(slugOf('  Riom-ès-Montagnes ')).toBe('riom-es-montagnes');
		expect(slugOf('Le Bœuf')).toBe('le-boeuf');
		expect(slugOf('—')).toBe('');
	});
	test('whatever the name, what it becomes is one that facts can carry, or none', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (name) => {
				expect(slugOf(name)).toMatch(/^$|^[a-z0-9][a-z0-9-]{0,39}$/);
			})
		);
	});
	test('a centre that is opened in the form and saved unchanged is the same centre', () => {
		for (const centre of SAMPLE_CENTRES) {
			expect(centreOf(draftOf(centre), centre)).toEqual(centre);
			expect(problemsOf(centre)).toEqual([]);
		}
	});
	test('what is missing is named, each by its field', () => {
		expect(problemsOf(centreOf(draftOf(undefined), undefined))).toEqual([
			'name',
			'speciality',
			'postcode',
			'insee',
			'epci',
			'place',
			'spaces'
		]);
	});
	test('hours that end before they begin, or overlap, are not taken', () => {
		const wrong = (...day: [string, string][]) =>
			problemsOf({ ...aurillac!, hours: [day, ...aurillac!.hours.slice(1)] });
		expect(wrong(['12:30', '08:30'])).toEqual(['hours']);
		expect(wrong(['08:30', '12:30'], ['12:00', '17:30'])).toEqual(['hours']);
		expect(wrong(['08:30', ''])).toEqual(['hours']);
		expect(wrong()).toEqual([]);
	});
	test('a comma is a decimal point, and what is typed survives as a fact', () => {
		const draft = {
			...draftOf(aurillac),
			lat: '44,9261',
			lon: ' 2.4406 ',
			phone: '04 71 00 00 00'
		};
		const centre = centreOf(draft, aurillac);
		expect([centre.lat, centre.lon]).toEqual([44.9261, 2.4406]);
		const parts = { day: '2026-11-28', scope: 'aurillac', device: 'c0ffee', epoch: 1, seq: 1 };
		const head = { kind: 'centre.described', v: 1, count: 1, at: { wall: 1 }, by: 'c0ffee' };
		const fact = JSON.parse(JSON.stringify({ _id: factId(parts), ...head, centre }));
		expect(parseFact(fact, 'public')).toHaveProperty('fact');
	});
});
