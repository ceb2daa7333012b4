import {
	appendFileSync,
	cpSync,
	mkdtempSync,
	readdirSync,
	rmSync,
	statSync,
	truncateSync
} from 'node:fs';
import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openEmbedded } from '../../src/lib/server/store/embedded';

const DB = 'centre_murat';
const DATABASE = `${DB}-g1`;

describe('a store whose machine lost power in the middle of a write', () => {
	let root: string;
	/** Size of LevelDB's log after each commit: what a power cut after it leaves at least. */
	const ends: number[] = [];
	const docs = Array.from({ length: 12 }, (_, i) => ({
		_id: `doc~${String(i).padStart(2, '0')}`,
		text: String(i).repeat(4_000)
	}));

	beforeAll(async () => {
		root = mkdtempSync(join(tmpdir(), 'torn-'));
		const store = openEmbedded(join(root, 'whole'));
		for (const doc of docs) {
			await store.insert(DB, [doc]);
			ends.push(statSync(logOf('whole')).size);
		}
		await store.close();
	});
	afterAll(() => rmSync(root, { recursive: true, force: true }));

	const logOf = (copy: string): string => {
		const folder = join(root, copy, DATABASE);
		const logs = readdirSync(folder).filter((name) => name.endsWith('.log'));
		return join(folder, logs.toSorted().at(-1) as string);
	};

	/** What a store holds that was left like this, and whether it can go on from there. */
	async function reopened(name: string, tear: (log: string) => void): Promise<readonly unknown[]> {
		cpSync(join(root, 'whole'), join(root, name), { recursive: true });
		tear(logOf(name));
		let store = openEmbedded(join(root, name));
		const found = await store.range(DB, 'doc~', 'doc~\uffff');
		expect(await store.insert(DB, [{ _id: 'next' }])).toEqual([{ is: 'stored' }]);
		await store.close();
		store = openEmbedded(join(root, name));
		const changes = await store.changes(DB, null, 100);
		expect(changes).toMatchObject({ docs: [...found, { _id: 'next' }] });
		await store.close();
		return found;
	}

	test('it recovers to the last commit that was whole, wherever the write was cut', async () => {
		const cuts = ends.slice(3).flatMap((end, i) => [end, end - 1, end - 7, ends[i + 2]! + 1]);
		for (const cut of cuts) {
			const whole = docs.filter((_, i) => ends[i]! <= cut);
			expect(await reopened(`cut-${cut}`, (log) => truncateSync(log, cut))).toEqual(whole);
		}
	});

	test('rubbish or zeros behind the last commit cost nothing', async () => {
		const zeros = Buffer.alloc(8_192);
		const rubbish = Buffer.from(Array.from({ length: 5_000 }, (_, i) => (i * 7_919) % 256));
		expect(await reopened('zeros', (log) => appendFileSync(log, zeros))).toEqual(docs);
		expect(await reopened('rubbish', (log) => appendFileSync(log, rubbish))).toEqual(docs);
	});

	test('a last commit whose bytes are wrong is dropped, and nothing before it', async () => {
		const found = await reopened('flipped', (log) => {
			const bytes = readFileSync(log);
			bytes[bytes.length - 100]! ^= 0xff;
			writeFileSync(log, bytes);
		});
		expect(found).toEqual(docs.slice(0, -1));
	});
});
