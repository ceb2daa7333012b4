import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Fact } from '../../src/lib/domain/facts';
import { factId, pageKey } from '../../src/lib/domain/ids';
import { foldPage, type PersonPage, type StaffPage } from '../../src/lib/domain/pages';

const PERSON = 'p_marie0001';
const code = (n: number) => ({ salt: `salt${n}`, iterations: 600_000, hash: `hash${n}` });

let seq = 0;
const said = (kind: string, fields: object, count = (seq += 1)): Fact => ({
	_id: factId({
		day: '2026-11-23',
		scope: 'murat',
		device: 'h0st',
		epoch: 1,
		seq: (seq += 1)
	}),
	kind,
	v: 1,
	count,
	at: { wall: 0 },
	by: 'p_helene001',
	person: PERSON,
	...fields
});
const personOf = (...facts: Fact[]): PersonPage =>
	foldPage(pageKey.person(PERSON), facts).value as PersonPage;
const registered = (count?: number) =>
	said('person.registered', { name: 'Marie Dubois', category: 'seeker', rules: '1' }, count);

describe('what is known of a person', () => {
	test('two hosts who change different things both have their way; of the same thing, the later', () => {
		const page = personOf(
			registered(1),
			said('person.amended', { change: { commune: 'Murat' } }, 2),
			said('person.amended', { change: { phone: '06 00 00 00 00' } }, 2),
			said('person.amended', { change: { commune: 'Allanche' } }, 3)
		);
		expect(page).toMatchObject({
			name: 'Marie Dubois',
			commune: 'Allanche',
			phone: '06 00 00 00 00'
		});
	});

	test('500 changes of one person made apart lose no field, in whatever order they come', () => {
		const fields = ['commune', 'phone', 'email', 'adult', 'name'];
		const changes = Array.from({ length: 500 }, (_, i) =>
			said('person.amended', { change: { [fields[i % 5]!]: `said ${i}` } }, 2 + (i % 40))
		);
		const whole = personOf(registered(1), ...changes);
		for (const field of fields) expect(whole).toHaveProperty(field);
		fc.assert(
			fc.property(fc.shuffledSubarray(changes, { minLength: 500 }), (shuffled) => {
				expect(personOf(...shuffled, registered(1))).toEqual({
					...whole,
					since: expect.any(String)
				});
			}),
			{ numRuns: 10 }
		);
	});

	test('the latest number and code are good, those before are dead', () => {
		const page = personOf(
			registered(),
			said('person.coded', { number: '1420', code: code(1) }),
			said('person.coded', { number: '2337', code: code(2) })
		);
		expect(page).toMatchObject({ number: '2337', code: code(2) });
	});

	test('one badge is good; those before it, and those lost, stay void whatever is said again', () => {
		const first = said('person.badged', { badge: 'b_first0001' });
		const second = said('person.badged', { badge: 'b_second001' });
		const lost = said('person.unbadged', { badge: 'b_second001' });
		const again = said('person.badged', { badge: 'b_first0001' });
		expect(personOf(first, second)).toMatchObject({ badge: 'b_second001', void: ['b_first0001'] });
		expect(personOf(first, second, lost).badge).toBeUndefined();
		expect(personOf(first, second, lost, again).badge).toBeUndefined();
	});

	test('what somebody types at the door does not undo what a host wrote down', () => {
		const page = personOf(registered(), said('person.introduced', { name: 'Mimi' }));
		expect(page.name).toBe('Marie Dubois');
		expect(personOf(said('person.introduced', { name: 'Mimi' })).name).toBe('Mimi');
	});
});

test('staff are those appointed and not dismissed since, each with the last code given', () => {
	const page = foldPage(pageKey.staff('murat'), [
		said('staff.appointed', { name: 'Hélène', code: code(1) }, 1),
		said('staff.appointed', { name: 'Paul', person: 'p_paul00001', code: code(2) }, 2),
		said('staff.appointed', { name: 'Hélène', code: code(3) }, 3),
		said('staff.dismissed', { person: 'p_paul00001' }, 4)
	]).value as StaffPage;
	expect(page.people).toEqual({ [PERSON]: { name: 'Hélène', code: code(3) } });
});
