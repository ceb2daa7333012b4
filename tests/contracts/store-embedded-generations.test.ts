import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openEmbedded, type Embedded } from '../../src/lib/server/store/embedded';
import { program } from './child';
import { newFolder } from './places';

const DB = 'centre_murat';
const SECRET = 'Marie-Dupont-0102030405';

let folder: string;
let store: Embedded;
beforeEach(async () => {
	folder = await newFolder();
	store = openEmbedded(folder);
});
afterEach(async () => {
	await store.close();
	rmSync(folder, { recursive: true, force: true });
});

/** Names of the files below the folder that hold a text. */
const filesWith = (text: string): string[] =>
	readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => {
		const path = join(folder, name);
		return statSync(path).isFile() && readFileSync(path).includes(text);
	});
const notSecret = ({ text }: Record<string, unknown>): boolean => text !== SECRET;
async function reopen(): Promise<void> {
	await store.close();
	store = openEmbedded(folder);
}

describe('leaving something for good in a folder', () => {
	test('not a byte of what was left is in any file, not even of what had long been removed', async () => {
		await store.insert(DB, [
			{ _id: 'a', text: 'stays' },
			{ _id: 'b', text: SECRET }
		]);
		await store.revise(DB, 'report~a', () => ({ text: SECRET }));
		await store.revise(DB, 'report~a', () => ({ text: 'another' }));
		expect(filesWith(SECRET)).not.toEqual([]);
		await store.rewrite(DB, notSecret);
		expect(filesWith(SECRET)).toEqual([]);
		expect(readdirSync(folder)).toEqual([`${DB}-g2`]);
		expect(await store.range(DB, '', '~')).toEqual([
			{ _id: 'a', text: 'stays' },
			{ _id: 'report~a', text: 'another' }
		]);
	});

	test('what was dropped leaves an empty folder, which keeps its number from being given again', async () => {
		await store.insert(DB, [{ _id: 'b', text: SECRET }]);
		await store.drop(DB);
		expect(filesWith(SECRET)).toEqual([]);
		expect(readdirSync(folder, { recursive: true })).toEqual([`${DB}-g1.gone`]);
		await reopen();
		await store.ensure(DB);
		expect(readdirSync(folder)).toContain(`${DB}-g2`);
		await reopen();
		expect(readdirSync(folder)).toEqual([`${DB}-g2`]);
	});

	test('a half-made next generation is thrown away when the folder is opened', async () => {
		await store.insert(DB, [{ _id: 'a' }]);
		mkdirSync(join(folder, `${DB}-g2.next`));
		writeFileSync(join(folder, `${DB}-g2.next`, '000001.log'), SECRET);
		await reopen();
		expect(readdirSync(folder)).toEqual([`${DB}-g1`]);
		expect(await store.databases()).toEqual([DB]);
		expect(await store.range(DB, '', '~')).toEqual([{ _id: 'a' }]);
	});

	test('a generation that should have been destroyed is destroyed when the folder is opened', async () => {
		await store.insert(DB, [{ _id: 'a' }, { _id: 'b', text: SECRET }]);
		await store.rewrite(DB, notSecret);
		mkdirSync(join(folder, `${DB}-g1`));
		writeFileSync(join(folder, `${DB}-g1`, '000001.log'), SECRET);
		mkdirSync(join(folder, `public-g3.gone`));
		writeFileSync(join(folder, `public-g3.gone`, '000001.log'), SECRET);
		mkdirSync(join(folder, `public-g2`));
		await reopen();
		expect(filesWith(SECRET)).toEqual([]);
		expect(readdirSync(folder).toSorted()).toEqual([`${DB}-g2`, 'public-g3.gone']);
		expect(await store.databases()).toEqual([DB]);
	});

	test('a rewrite that fails changes nothing, and the next one does it', async () => {
		await store.insert(DB, [{ _id: 'a' }, { _id: 'b', text: SECRET }]);
		const failing = store.rewrite(DB, ({ _id }) => {
			if (_id === 'b') throw new Error('no');
			return false;
		});
		await expect(failing).rejects.toThrow('no');
		expect(await store.range(DB, '', '~')).toHaveLength(2);
		expect(await store.insert(DB, [{ _id: 'c' }])).toEqual([{ is: 'stored' }]);
		expect(await store.rewrite(DB, notSecret)).toEqual({ kept: 2, left: 1 });
	});

	test('who asked before it was destroyed is answered, whichever is current by then', async () => {
		await store.close();
		store = openEmbedded(folder, { most: 1 });
		await store.insert(DB, [{ _id: 'a' }, { _id: 'b', text: SECRET }]);
		const asked = Array.from({ length: 20 }, () => store.range(DB, 'a', 'a'));
		const rewritten = store.rewrite(DB, notSecret);
		const meanwhile = Array.from({ length: 20 }, () => store.get(DB, 'a'));
		expect(await rewritten).toEqual({ kept: 1, left: 1 });
		for (const found of await Promise.all(asked)) expect(found).toEqual([{ _id: 'a' }]);
		for (const found of await Promise.all(meanwhile)) expect(found).toEqual({ _id: 'a' });
		expect(readdirSync(folder)).toEqual([`${DB}-g2`]);
	});

	test('a store that is closed in the middle of a rewrite has it all, or is done', async () => {
		const docs = Array.from({ length: 1_000 }, (_, i) => ({ _id: `doc~${i}`, text: SECRET }));
		await store.insert(DB, [...docs, { _id: 'a' }]);
		const rewritten = store.rewrite(DB, notSecret).then(
			() => 1,
			() => docs.length + 1
		);
		await store.close();
		store = openEmbedded(folder);
		expect(await store.range(DB, '', '~')).toHaveLength(await rewritten);
	});
});

describe('a process that is killed while it rewrites', () => {
	const ROUNDS = Number(process.env['KILL_ROUNDS'] ?? 8);

	test('has lost nothing it was to keep, and what it said is gone is gone', async () => {
		const writer = await program('./rewriter.process.ts');
		let [stored, gone] = [0, 0];
		for (let round = 0; round < ROUNDS; round += 1) {
			const child = writer.run(folder, String(stored + 1_000));
			const known: number[] = [];
			let rewrites = 0;
			child.on('message', (told: { stored?: number; gone?: number }) => {
				if (told.stored !== undefined) known.push(told.stored);
				if (told.gone === undefined) return;
				gone = told.gone;
				// A little later each time, so that it dies at another place.
				if ((rewrites += 1) === 2) setTimeout(() => child.kill('SIGKILL'), round * 3);
			});
			await once(child, 'exit');
			stored = known.at(-1) ?? stored;
			store = openEmbedded(folder);
			const there = new Set((await store.range(DB, '', '~')).map(({ _id }) => _id));
			expect(known.filter((n) => !there.has(`stays~${n}`))).toEqual([]);
			expect(known.filter((n) => n <= gone && filesWith(`secret-${n}-`).length > 0)).toEqual([]);
			expect(readdirSync(folder)).toHaveLength(1);
			await store.close();
		}
		writer.remove();
		store = openEmbedded(folder);
	});
});
