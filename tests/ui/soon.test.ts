import { expect, test } from 'vitest';
import { later } from '../../src/lib/later';
import { soon } from '../../src/lib/soon';

/** Counts how often it is asked, and fails the first so many times. */
function shelf<Part>(part: Part, failing = 0) {
	const asked = { times: 0 };
	const load = async (): Promise<Part> => {
		asked.times += 1;
		if (asked.times <= failing) throw new Error('no link');
		return part;
	};
	return { asked, load };
}

test('a part of the app is fetched once, however many want it, and is there at once afterwards', async () => {
	const { asked, load } = shelf('scenes');
	const part = soon(load);
	expect(part.there).toBeUndefined();
	expect(await Promise.all([part.fetch(), part.fetch()])).toEqual(['scenes', 'scenes']);
	expect(part.there).toBe('scenes');
	await part.fetch();
	expect(asked.times).toBe(1);
});

test('a fetch that failed is told to whoever waits, and the next one tries again', async () => {
	const { load } = shelf('scenes', 1);
	const part = soon(load);
	await expect(part.fetch()).rejects.toThrow('no link');
	expect(part.there).toBeUndefined();
	expect(await part.fetch()).toBe('scenes');
});

test('a part that is brought near comes by itself, before anybody asks', async () => {
	const { asked, load } = shelf('scenes');
	const part = soon(load);
	part.prefetch();
	part.prefetch();
	await expect.poll(() => part.there).toBe('scenes');
	expect(asked.times).toBe(1);
});

test('a verb that is used before its code is here waits for it, and one that failed can be used again', async () => {
	const { load } = shelf({ add: async (a: number, b: number) => a + b }, 1);
	const verbs = later(soon(load), { add: true });
	await expect(verbs.add(1, 2)).rejects.toThrow('no link');
	expect(await verbs.add(1, 2)).toBe(3);
});
