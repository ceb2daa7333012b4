import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ordersId, reportId } from '../../src/lib/domain/ids';
import { dump } from '../../src/lib/server/backup/dump';
import { verify, writeBackup } from '../../src/lib/server/backup/file';
import { openEmbedded } from '../../src/lib/server/store/embedded';
import type { Store } from '../../src/lib/server/store/store';
import { embeddedPlace } from '../contracts/places';
import { contents, MARIE, NOON, openNetwork, PAUL, type Network } from '../contracts/relay-bench';
import { fill, forget, OWN } from '../contracts/relay-erasure.contract';
import type { Place } from '../contracts/store.contract';
import { backupFolder } from './backup-bench';

const { its, save, load } = backupFolder();

describe('65: a backup', () => {
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
		expect(statSync(its.backup).mode & 0o777).toBe(0o600);
		expect(readdirSync(its.folder)).toEqual(['backup.gz']);
		const before = readFileSync(its.backup);
		const [first] = await dump(store, { at: NOON });
		expect(await writeBackup(its.backup, [first!])).toEqual({ unusable: 'damaged' });
		expect(readFileSync(its.backup)).toEqual(before);
		expect(readdirSync(its.folder)).toEqual(['backup.gz']);
	});

	test('that breaks off anywhere is refused, and nothing is written', async () => {
		await save(store);
		const whole = readFileSync(its.backup);
		for (let cut = 0; cut < whole.length; cut += Math.ceil(whole.length / 40)) {
			writeFileSync(its.backup, whole.subarray(0, cut));
			expect(await load(clean), `cut at ${cut}`).toHaveProperty('unusable');
		}
		writeFileSync(its.backup, whole.subarray(0, -1));
		expect(await load(clean)).toEqual({ unusable: 'damaged', file: its.backup });
		expect(await clean.databases()).toEqual([]);
	});

	test('in which anything was changed is refused, and nothing is written', async () => {
		await save(store);
		const lines = gunzipSync(readFileSync(its.backup)).toString().split('\n').slice(0, -1);
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
			writeFileSync(its.backup, gzipSync(`${each.join('\n')}\n`));
			const refused = { unusable: i === changed.length - 1 ? 'not-a-backup' : 'damaged' };
			expect(await load(clean), `change ${i}`).toEqual({ ...refused, file: its.backup });
		}
		expect(await clean.databases()).toEqual([]);
		writeFileSync(its.backup, gzipSync(`${lines.join('\n')}\n`));
		expect(await load(clean)).toHaveProperty('restored');
	});

	test('that is none, or of a later version, is said to be so', async () => {
		expect(await verify(join(its.folder, 'nowhere.gz'))).toEqual({ unusable: 'unreadable' });
		expect(await verify(its.folder)).toEqual({ unusable: 'unreadable' });
		writeFileSync(its.backup, 'something else');
		expect(await verify(its.backup)).toEqual({ unusable: 'not-a-backup' });
		writeFileSync(its.backup, gzipSync('{"backup":2,"at":1,"databases":{}}\n'));
		expect(await verify(its.backup)).toEqual({ unusable: 'newer' });
	});

	test('takes the place of nothing unless that is asked for', async () => {
		await save(store);
		await clean.insert('public', [{ _id: 'a' }]);
		expect(await load(clean)).toEqual({ occupied: ['public'] });
		expect(await contents(clean)).toEqual({ public: [{ _id: 'a' }] });
		await clean.ensure('member_aaaaaaaaaaaaaaaa');
		await clean.insert('member_aaaaaaaaaaaaaaaa', [{ _id: 'a' }]);
		expect(await load(clean, [its.backup], true)).toHaveProperty('restored');
		const { ops: _ops, ...all } = await contents(clean);
		const { ops: _own, ...wanted } = await contents(store);
		expect(all).toEqual(wanted);
		// A person's own database that was dropped comes back when it is in the backup.
		await clean.drop(OWN);
		await clean.insert('network', [{ _id: 'b' }]);
		await save(store);
		expect(await load(clean, [its.backup], true)).toHaveProperty('restored');
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
		await save(clean, join(its.folder, 'other.gz'));
		await load(store, [join(its.folder, 'other.gz')], true);
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
		const orders = join(its.folder, 'orders.gz');
		await save(store, orders, 'orders');
		expect(await load(clean, [its.backup, orders], true)).toHaveProperty('restored');
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
		const own = join(its.folder, 'store');
		const kept = openEmbedded(own);
		const other = openNetwork(kept);
		await fill(other);
		await other.settle();
		await save(kept);
		await forget(other);
		await other.settle();
		await load(kept, [its.backup], true);
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
