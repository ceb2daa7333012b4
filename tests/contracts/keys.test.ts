import 'fake-indexeddb/auto';
import { randomBytes } from 'node:crypto';
import Dexie from 'dexie';
import { describe, expect, test } from 'vitest';
import { browserKeys } from '../../src/lib/adapters/browser/keys';
import { browserCodes } from '../../src/lib/adapters/browser/verifier';
import { keyChest, seededKeys } from '../support/seeded-hand';
import { keysContract } from './keys.contract';

const fresh = (): string => `keys-${randomBytes(6).toString('hex')}`;

keysContract('of a browser', () => {
	const name = fresh();
	return () => browserKeys(name);
});

// Stands in for all of it but one thing: what is kept in a test's memory can be taken out of it.
keysContract('of the simulation', () => {
	const chest = keyChest(fresh());
	return () => seededKeys(chest);
});

test('the key of a browser cannot be taken out of it', async () => {
	const name = fresh();
	await browserKeys(name).make();
	const db = await new Dexie(name).open();
	const [row] = await db.table('keys').toArray();
	db.close();
	for (const format of ['jwk', 'pkcs8'] as const)
		await expect(crypto.subtle.exportKey(format, row.pair.privateKey)).rejects.toThrow();
});

test('the same secret makes the same key and the same signatures, in every run', async () => {
	const [one, other] = [seededKeys(keyChest('a')), seededKeys(keyChest('a'))];
	expect(await one.make()).toBe(await other.make());
	expect(await one.sign('a text')).toBe(await other.sign('a text'));
});

describe('secret codes', () => {
	test('are checked against what was made of them, each time with other salt', async () => {
		const [a, b] = [
			await browserCodes.verifierOf('271828'),
			await browserCodes.verifierOf('271828')
		];
		expect(a.iterations).toBe(600_000);
		expect(a.salt).not.toBe(b.salt);
		expect(a.hash).not.toBe(b.hash);
		expect(JSON.stringify(a)).not.toContain('271828');
		expect(await browserCodes.isCode('271828', a)).toBe(true);
		expect(await browserCodes.isCode('271829', a)).toBe(false);
	});

	test.each([
		['salt that is no text of ours', { salt: '?', iterations: 1_000, hash: 'AA==' }],
		['no hash', { salt: 'AAAA', iterations: 1_000, hash: '' }],
		['more work than a tablet does in a day', { salt: 'AAAA', iterations: 1e15, hash: 'AA==' }],
		['no work at all', { salt: 'AAAA', iterations: 0, hash: 'AA==' }]
	])('nothing fits a verifier with %s', async (_, verifier) => {
		expect(await browserCodes.isCode('271828', verifier)).toBe(false);
		expect(await browserCodes.isCode('', verifier)).toBe(false);
	});
});
