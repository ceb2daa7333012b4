import 'fake-indexeddb/auto';
import { createPublicKey, generateKeyPairSync, randomBytes, sign, verify } from 'node:crypto';
import Dexie from 'dexie';
import { beforeEach, describe, expect, test } from 'vitest';
import { browserKeys } from '../../src/lib/adapters/browser/keys';
import { browserCodes } from '../../src/lib/adapters/browser/verifier';
import type { Keys } from '../../src/lib/ports/keys';

const TEXT = 'telecentres|session|a1|défi|';

/** As the server reads a device's key. */
function nodeKey(point: string) {
	const bytes = Buffer.from(point, 'base64url');
	const [x, y] = [bytes.subarray(1, 33), bytes.subarray(33)].map((n) => n.toString('base64url'));
	return createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y } as never, format: 'jwk' });
}
const isSigned = (point: string, text: string, signature: string): boolean =>
	verify(
		'sha256',
		Buffer.from(text),
		{ key: nodeKey(point), dsaEncoding: 'ieee-p1363' },
		Buffer.from(signature, 'base64url')
	);

describe('the device’s own key', () => {
	let name: string;
	let keys: Keys;
	beforeEach(() => {
		name = `keys-${randomBytes(6).toString('hex')}`;
		keys = browserKeys(name);
	});

	test('is a point the server can read, and the same whenever and wherever it is asked for', async () => {
		const [key, ...others] = await Promise.all([
			keys.make(),
			browserKeys(name).make(),
			browserKeys(name).make()
		]);
		expect(key).toMatch(/^[A-Za-z0-9_-]{87}$/);
		expect(others).toEqual([key, key]);
		expect(await browserKeys(name).make()).toBe(key);
	});

	test('signs what the server can check, after a restart too', async () => {
		const key = await keys.make();
		const signature = await browserKeys(name).sign(TEXT);
		expect(signature).toMatch(/^[A-Za-z0-9_-]{86}$/);
		expect(isSigned(key, TEXT, signature!)).toBe(true);
		expect(isSigned(key, `${TEXT}!`, signature!)).toBe(false);
		expect(await keys.verify(key, TEXT, signature!)).toBe(true);
	});

	test('cannot be taken out of the browser', async () => {
		await keys.make();
		const db = await new Dexie(name).open();
		const [row] = await db.table('keys').toArray();
		db.close();
		for (const format of ['jwk', 'pkcs8'] as const)
			await expect(crypto.subtle.exportKey(format, row.pair.privateKey)).rejects.toThrow();
	});

	test('once forgotten, is no more, and the next is another', async () => {
		const before = await keys.make();
		await keys.forget();
		expect(await keys.sign(TEXT)).toBeUndefined();
		expect(await keys.make()).not.toBe(before);
	});

	test('knows the network’s signatures from all others, and from what is none', async () => {
		const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
		const { x, y } = publicKey.export({ format: 'jwk' });
		const point = Buffer.concat([
			Buffer.of(4),
			Buffer.from(x!, 'base64url'),
			Buffer.from(y!, 'base64url')
		]).toString('base64url');
		const signed = (dsaEncoding: 'ieee-p1363' | 'der'): string =>
			sign('sha256', Buffer.from(TEXT), { key: privateKey, dsaEncoding }).toString('base64url');
		const good = signed('ieee-p1363');
		expect(await keys.verify(point, TEXT, good)).toBe(true);
		const forged = Buffer.from(good, 'base64url');
		forged[10]! ^= 1;
		for (const [key, text, signature] of [
			[point, TEXT.replace('a1', 'a2'), good],
			[point, TEXT, forged.toString('base64url')],
			[point, TEXT, signed('der')],
			[point, TEXT, ''],
			[point, TEXT, 'A'.repeat(86)],
			[point, TEXT, 'é'.repeat(86)],
			[await keys.make(), TEXT, good],
			['', TEXT, good],
			[`${point.slice(0, -2)}AA`, TEXT, good],
			['A'.repeat(87), TEXT, good]
		] as const)
			expect(await keys.verify(key, text, signature)).toBe(false);
	});
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
