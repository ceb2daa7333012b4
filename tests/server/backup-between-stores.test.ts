import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { accountsId, opsId, reportId } from '../../src/lib/domain/ids';
import { revokeAccount } from '../../src/lib/server/accounts/revocation';
import type { Store } from '../../src/lib/server/store/store';
import { couchDbPlace, embeddedPlace } from '../contracts/places';
import { contents, MARIE, NOON, openNetwork, PAUL } from '../contracts/relay-bench';
import { fill, forget, OWN } from '../contracts/relay-erasure.contract';
import type { Place } from '../contracts/store.contract';
import { couchdbUrl } from '../couchdb/couch';
import { backupFolder } from './backup-bench';

const { its, save, load } = backupFolder();

const PLACES: readonly (readonly [string, () => Promise<Place>])[] = [
	['the embedded store', embeddedPlace],
	...(couchdbUrl ? [['Apache CouchDB', couchDbPlace] as const] : [])
];
const WAYS = PLACES.flatMap(([from, a]) => PLACES.map(([to, b]) => [from, to, a, b] as const));

describe.each(WAYS)('a backup of %s, put back into %s', (_from, _to, makeFrom, makeTo) => {
	let places: readonly [Place, Place];
	let from: Store;
	let to: Store;
	beforeEach(async () => {
		places = [await makeFrom(), await makeTo()];
		[from, to] = [await places[0].open(), await places[1].open()];
	});
	afterEach(async () => {
		await Promise.all([from.close(), to.close()]);
		await Promise.all(places.map((place) => place.end()));
	});

	test('holds what it held, hash for hash; what is counted is counted anew', async () => {
		const network = openNetwork(from);
		await fill(network);
		await network.settle();
		const before = await save(from);
		expect(await load(to)).toHaveProperty('restored');
		const { ops: _counted, ...after } = await save(to, join(its.folder, 'again.gz'));
		const { ops: _before, ...wanted } = before;
		expect(after).toEqual(wanted);
		expect(Object.keys(wanted).length).toBeGreaterThan(8);
		const left = (await contents(from))['ops']!.filter(({ _id }) => !/^(gap|relay)~/.test(_id));
		const back = (await contents(to))['ops']!;
		const isNamed = ({ _id }: { readonly _id: string }): boolean => _id === opsId.instance;
		expect(back.filter((doc) => !isNamed(doc))).toEqual(left.filter((doc) => !isNamed(doc)));
		// What was put back is another store, and its relay gives places in another numbering.
		expect(back.find(isNamed)).toHaveProperty('name');
		expect(left.find(isNamed)).toHaveProperty('name');
		expect(back.find(isNamed)).not.toEqual(left.find(isNamed));
	});

	test('never brings back who was forgotten, nor a device that was revoked', async () => {
		const network = openNetwork(from);
		await fill(network);
		await network.settle();
		await save(from);
		await forget(network);
		await revokeAccount({ store: from, clock: network.clock }, 'phone00002', 'coordinator');
		await network.settle();
		const orders = join(its.folder, 'orders.gz');
		await save(from, orders, 'orders');
		// Onto a clean machine with the orders kept elsewhere, and over the store itself.
		for (const [store, files, replace] of [
			[to, [its.backup, orders], false],
			[from, [its.backup], true]
		] as const) {
			expect(await load(store, [...files] as [string, string], replace)).toHaveProperty('restored');
			const all = await contents(store);
			expect(JSON.stringify(all)).not.toMatch(/Marie|Durand|TWFyaWU/);
			expect(Object.keys(all)).not.toContain(OWN);
			const phone = await store.get('accounts', accountsId.account('phone00002'));
			expect(phone).toMatchObject({ person: PAUL, revoked: NOON });
			expect(await store.get('orders', reportId.erase(1))).toMatchObject({ person: MARIE });
			const after = openNetwork(store);
			await after.settle();
			await after.claim('host0001');
			await after.settle();
			expect(JSON.stringify(await contents(store))).not.toMatch(/Marie|Durand|TWFyaWU/);
		}
	}, 120_000);
});
