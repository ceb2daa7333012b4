import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { RIGHTS, readersOf } from '../../src/lib/domain/rights';
import type { DatabaseSort } from '../../src/lib/domain/ids';
import { inside } from '../../couchdb/provision.mjs';

const folder = new URL('../../couchdb/security/', import.meta.url);
const sorts = Object.keys(RIGHTS) as DatabaseSort[];
const rolesIn = (text: string): readonly string[] => JSON.parse(text).members.roles;

test.each(sorts)(
	'%s is open to those whom the table of rights names, and to nobody else',
	(sort) => {
		const text = readFileSync(new URL(`${sort}.json`, folder), 'utf8');
		expect(rolesIn(text).toSorted()).toEqual([...readersOf(sort)].toSorted());
		expect(JSON.parse(text)).toEqual({
			admins: { names: [], roles: ['_admin'] },
			members: { names: [], roles: expect.anything() }
		});
	}
);

test('there is a file for every sort, and one more for what the server alone keeps', () => {
	const files = readdirSync(folder).map((name) => name.replace('.json', ''));
	expect(files.toSorted()).toEqual([...sorts, 'generations'].toSorted());
	const text = readFileSync(new URL('generations.json', folder), 'utf8');
	expect(rolesIn(text)).toEqual(['gateway', 'relay']);
});

test('a centre’s databases are for its own devices, a person’s for that person', () => {
	const roles = (db: string): readonly string[] => rolesIn(JSON.stringify(inside(db).security));
	expect(roles('roster_ydes')).toEqual(['gateway', 'relay', 'kiosk:ydes']);
	expect(roles('centre_saint-flour')).toContain('kiosk:saint-flour');
	expect(roles('member_0123456789abcdef')).toContain('own:member_0123456789abcdef');
	for (const db of ['accounts', 'ops', 'people_ydes', 'centre_ydes', 'roster_ydes'])
		expect(roles(db)).not.toContain('member');
});
