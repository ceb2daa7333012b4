import { expect, test } from 'vitest';
import * as bundled from '../../src/lib/server/store/rules-bundled';
import { inside } from '../../couchdb/provision.mjs';
import { CASES, DATABASE_NAMES, WHO } from './rules';

test('the server is built with the very rules that provisioning writes into CouchDB', () => {
	for (const db of [...DATABASE_NAMES, 'generations'])
		expect(bundled.inside(db)).toEqual(inside(db));
	const { db, doc } = CASES.find(({ ok, who }) => !ok && who === 'kiosk')!;
	expect(bundled.rules(db, { ...doc, _id: String(doc['_id']) }, undefined, WHO.kiosk)).toEqual(
		expect.any(String)
	);
});
