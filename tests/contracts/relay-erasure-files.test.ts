import { cpSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openEmbedded } from '../../src/lib/server/store/embedded';
import type { Store } from '../../src/lib/server/store/store';
import { newFolder } from './places';
import { openNetwork } from './relay-bench';
import { fill, forget } from './relay-erasure.contract';

/** The name as text, and as badges spell it. */
const NAMES = ['Marie Durand', 'Marie D.', Buffer.from('Marie Durand').toString('base64url')];

let folder: string;
let filled: string;
beforeEach(async () => {
	[folder, filled] = [await newFolder(), await newFolder()];
	const store = openEmbedded(filled);
	const network = openNetwork(store);
	await fill(network);
	await network.settle();
	await forget(network);
	await store.close();
	putBack();
	const files = NAMES.flatMap(filesSaying);
	named = [...new Set(files.map((path) => basename(dirname(path))))];
});
afterEach(() => {
	for (const one of [folder, filled]) rmSync(one, { recursive: true, force: true });
});

const filesSaying = (name: string): string[] =>
	readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name))
		.filter((path) => readFileSync(path).includes(name));

/**
 * Databases, generation and all, that said a name when they were filled and still
 * have a file. LevelDB compresses what it moves, and a name in there is not found.
 */
let named: readonly string[];
const stillThere = (): string[] =>
	readdirSync(folder).filter(
		(name) => named.includes(name) && readdirSync(join(folder, name)).length > 0
	);

/** The store as it was before anybody was forgotten. */
function putBack(): void {
	rmSync(folder, { recursive: true, force: true });
	cpSync(filled, folder, { recursive: true });
}

class Died extends Error {}

/** A store whose process ends before its `n`th write, and does nothing after. */
function dyingAt(n: number, store: Store): { store: Store; steps: () => number } {
	let steps = 0;
	const step =
		<A extends unknown[], R>(run: (...args: A) => Promise<R>) =>
		async (...args: A): Promise<R> => {
			if ((steps += 1) > n) throw new Died();
			return run(...args);
		};
	const { insert, revise, rewrite, drop } = store;
	return {
		store: {
			...store,
			insert: step(insert),
			revise: step(revise),
			rewrite: step(rewrite),
			drop: step(drop)
		},
		steps: () => steps
	};
}

async function run(n: number): Promise<number> {
	const real = openEmbedded(folder);
	const { store, steps } = dyingAt(n, real);
	await openNetwork(store)
		.settle()
		.catch((error: unknown) => {
			if (!(error instanceof Died)) throw error;
		});
	await real.close();
	return steps();
}

test('once somebody is forgotten, no byte of any file of the store says their name', async () => {
	expect(named.length).toBeGreaterThan(6);
	for (const name of NAMES) expect(filesSaying(name), name).not.toEqual([]);
	await run(Infinity);
	for (const name of NAMES) expect(filesSaying(name), name).toEqual([]);
	expect(stillThere()).toEqual([]);
});

test(
	'nor when the server died at any step of it and was started again',
	{ timeout: 240_000 },
	async () => {
		putBack();
		const steps = await run(Infinity);
		expect(steps).toBeGreaterThan(30);
		for (let n = 0; n < steps; n += 1) {
			putBack();
			await run(n);
			await run(Infinity);
			for (const name of NAMES) expect(filesSaying(name), `${name}, died at ${n}`).toEqual([]);
			expect(stillThere(), `died at ${n}`).toEqual([]);
			const store = openEmbedded(folder);
			const orders = await store.range('orders', 'erasure~', 'erasure~\uffff');
			expect(
				orders.map((order) => [order['n'], order['done']]),
				`died at ${n}`
			).toEqual([
				[2, true],
				[1, true]
			]);
			expect((await store.range('ops', 'alarm~', 'alarm~\uffff')).length).toBe(0);
			await store.close();
		}
	}
);
