import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { accountsId, opsId, ordersId, reportId } from '../../src/lib/domain/ids';
import { revokeAccount } from '../../src/lib/server/accounts/revocation';
import { dump } from '../../src/lib/server/backup/dump';
import { verify, writeBackup } from '../../src/lib/server/backup/file';
import { restore } from '../../src/lib/server/backup/restore';
import { serverRandomness as random } from '../../src/lib/server/randomness';
import { openEmbedded } from '../../src/lib/server/store/embedded';
import type { Store } from '../../src/lib/server/store/store';
import { couchDbPlace, embeddedPlace, newFolder } from '../contracts/places';
import { contents, MARIE, NOON, openNetwork, PAUL, type Network } from '../contracts/relay-bench';
import { fill, forget, OWN } from '../contracts/relay-erasure.contract';
import type { Place } from '../contracts/store.contract';
import { couchdbUrl } from '../couchdb/couch';

let folder: string;
let backup: string;
beforeEach(async () => {
	folder = await newFolder();
	backup = join(folder, 'backup.gz');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function save(store: Store, path = backup, only?: string) {
	const written = await writeBackup(path, await dump(store, { at: NOON, only }));
	if ('unusable' in written) throw new Error(written.unusable);
	return written.manifest.databases;
}
const load = (store: Store, files: [string, ...string[]] = [backup], replace = false) =>
	restore({ store, random }, files, { replace });

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
		const { ops: _counted, ...after } = await save(to, join(folder, 'again.gz'));
		const { ops: _before, ...wanted } = before;
		expect(after).toEqual(wanted);
		expect(Object.keys(wanted).length).toBeGreaterThan(8);
		const left = (await contents(from))['ops']!.filter(({ _id }) => !/^(gap|relay)~/.test(_id));
		const back = (await contents(to))['ops']!.filter(({ _id }) => _id !== opsId.instance);
		expect(back).toEqual(left);
		expect(await to.get('ops', opsId.instance)).toBeDefined();
	});

	test('never brings back who was forgotten, nor a device that was revoked', async () => {
		const network = openNetwork(from);
		await fill(network);
		await network.settle();
		await save(from);
		await forget(network);
		await revokeAccount({ store: from, clock: network.clock }, 'phone00002', 'coordinator');
		await network.settle();
		const orders = join(folder, 'orders.gz');
		await save(from, orders, 'orders');
		// Onto a clean machine with the orders kept elsewhere, and over the store itself.
		for (const [store, files, replace] of [
			[to, [backup, orders], false],
			[from, [backup], true]
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
	});
});

describe('a backup', () => {
	let places: Place[];
	let store: Store;
	let clean: Store;
	let network: Network;
	beforeEach(async () => {
		places = [await embeddedPlace(), await embeddedPlace()];
		[store, clean] = (await Promise.all(places.map((place) => place.open()))) as [Store, Store];
		network = openNetwork(store);
		await fill(network);
	});
	afterEach(async () => {
		await Promise.all([store.close(), clean.close()]);
		await Promise.all(places.map((place) => place.end()));
	});

	test('is for nobody else’s eyes, and is there whole or not at all', async () => {
		await save(store);
		expect(statSync(backup).mode & 0o777).toBe(0o600);
		expect(readdirSync(folder)).toEqual(['backup.gz']);
		const before = readFileSync(backup);
		const [first] = await dump(store, { at: NOON });
		expect(await writeBackup(backup, [first!])).toEqual({ unusable: 'damaged' });
		expect(readFileSync(backup)).toEqual(before);
		expect(readdirSync(folder)).toEqual(['backup.gz']);
	});

	test('that breaks off anywhere is refused, and nothing is written', async () => {
		await save(store);
		const whole = readFileSync(backup);
		for (let cut = 0; cut < whole.length; cut += Math.ceil(whole.length / 40)) {
			writeFileSync(backup, whole.subarray(0, cut));
			expect(await load(clean), `cut at ${cut}`).toHaveProperty('unusable');
		}
		writeFileSync(backup, whole.subarray(0, -1));
		expect(await load(clean)).toEqual({ unusable: 'damaged', file: backup });
		expect(await clean.databases()).toEqual([]);
	});

	test('in which anything was changed is refused, and nothing is written', async () => {
		await save(store);
		const lines = gunzipSync(readFileSync(backup)).toString().split('\n').slice(0, -1);
		const changed: string[][] = [
			lines.slice(0, -1),
			[...lines, lines.at(-1)!],
			lines.toSpliced(2, 1),
			lines.map((line) => line.replace('Paul Martin', 'Paul Marten')),
			[lines[0]!, lines[2]!, lines[1]!, ...lines.slice(3)],
			[lines[0]!.replace('people_murat', 'people_ydes2'), ...lines.slice(1)],
			[...lines, '["people_allanche",{"_id":"report~x"}]'],
			[...lines, 'nonsense'],
			lines.slice(1)
		];
		for (const [i, each] of changed.entries()) {
			writeFileSync(backup, gzipSync(`${each.join('\n')}\n`));
			const refused = { unusable: i === changed.length - 1 ? 'not-a-backup' : 'damaged' };
			expect(await load(clean), `change ${i}`).toEqual({ ...refused, file: backup });
		}
		expect(await clean.databases()).toEqual([]);
		writeFileSync(backup, gzipSync(`${lines.join('\n')}\n`));
		expect(await load(clean)).toHaveProperty('restored');
	});

	test('that is none, or of a later version, is said to be so', async () => {
		expect(await verify(join(folder, 'nowhere.gz'))).toEqual({ unusable: 'unreadable' });
		expect(await verify(folder)).toEqual({ unusable: 'unreadable' });
		writeFileSync(backup, 'something else');
		expect(await verify(backup)).toEqual({ unusable: 'not-a-backup' });
		writeFileSync(backup, gzipSync('{"backup":2,"at":1,"databases":{}}\n'));
		expect(await verify(backup)).toEqual({ unusable: 'newer' });
	});

	test('takes the place of nothing unless that is asked for', async () => {
		await save(store);
		await clean.insert('public', [{ _id: 'a' }]);
		expect(await load(clean)).toEqual({ occupied: ['public'] });
		expect(await contents(clean)).toEqual({ public: [{ _id: 'a' }] });
		await clean.ensure('member_aaaaaaaaaaaaaaaa');
		await clean.insert('member_aaaaaaaaaaaaaaaa', [{ _id: 'a' }]);
		expect(await load(clean, [backup], true)).toHaveProperty('restored');
		const { ops: _ops, ...all } = await contents(clean);
		const { ops: _own, ...wanted } = await contents(store);
		expect(all).toEqual(wanted);
		// A person's own database that was dropped comes back when it is in the backup.
		await clean.drop(OWN);
		await clean.insert('network', [{ _id: 'b' }]);
		await save(store);
		expect(await load(clean, [backup], true)).toHaveProperty('restored');
		expect(await clean.databases()).toContain(OWN);
	});

	test('made while facts came in hides no loss: numbers are counted anew', async () => {
		await network.claim('kioskmura');
		await network.settle();
		// `centre_murat` was copied before its last fact came, `ops` after the relay had counted it.
		const last = (await store.range('centre_murat', '', '~')).at(-1)!;
		const early = {
			...store,
			range: async (db: string, a: string, b: string) =>
				(await store.range(db, a, b)).filter(({ _id }) => _id !== last._id)
		};
		await save(early);
		await load(clean);
		await openNetwork(clean).settle();
		const alarms = await clean.range('ops', 'alarm~gap~', 'alarm~gap~\uffff');
		expect(alarms).toMatchObject([{ open: true, subject: 'kioskmura.1' }]);
		// Put back whole, nothing is missing, and the alarm of another store is not inherited.
		await save(clean, join(folder, 'other.gz'));
		await load(store, [join(folder, 'other.gz')], true);
		await store.insert('centre_murat', [last]);
		await openNetwork(store).settle();
		expect(await store.range('ops', 'alarm~', 'alarm~\uffff')).toEqual([]);
	});

	test('and orders of two histories hold together: no number is given to two people', async () => {
		await save(store);
		await load(clean);
		const other = openNetwork(clean);
		await network.say('people_murat', 'person.erased', { person: MARIE });
		await network.settle();
		await other.say('people_murat', 'person.erased', { person: PAUL }, { device: 'host0002' });
		await other.settle();
		const orders = join(folder, 'orders.gz');
		await save(store, orders, 'orders');
		expect(await load(clean, [backup, orders], true)).toHaveProperty('restored');
		const said = await clean.range('orders', 'report~erase~', 'report~erase~\uffff');
		expect(said.map(({ _id }) => _id)).toEqual([1, 2, 3].map(reportId.erase));
		expect(said.map(({ person }) => person).sort()).toEqual(['p_first00001', MARIE, PAUL].sort());
		expect(JSON.stringify(await contents(clean))).not.toMatch(/Marie|Paul/);
		const after = openNetwork(clean);
		await after.say('people_ydes', 'person.erased', { person: 'p_other00001' });
		await after.settle();
		expect(await clean.get('orders', reportId.erase(4))).toMatchObject({ person: 'p_other00001' });
		expect(await clean.get('orders', ordersId.counter)).toMatchObject({ n: 4 });
	});

	test('from before somebody was forgotten leaves no byte of them in any file', async () => {
		await store.close();
		const own = join(folder, 'store');
		const kept = openEmbedded(own);
		const other = openNetwork(kept);
		await fill(other);
		await other.settle();
		await save(kept);
		await forget(other);
		await other.settle();
		await load(kept, [backup], true);
		await openNetwork(kept).settle();
		await kept.close();
		const files = readdirSync(own, { recursive: true, withFileTypes: true })
			.filter((entry) => entry.isFile())
			.map((entry) => readFileSync(join(entry.parentPath, entry.name)));
		for (const name of ['Marie Durand', 'Marie D.', 'TWFyaWUgRHVyYW5k'])
			expect(files.filter((bytes) => bytes.includes(name))).toEqual([]);
		expect(files.some((bytes) => bytes.includes('Paul Martin'))).toBe(true);
	});
});
