import { createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { nodeChecks } from '../../src/lib/server/accounts/checks';
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

/** What every `Keys` keeps. `makeDevice` answers how to open the keys of one new device, anew each time. */
export function keysContract(name: string, makeDevice: () => () => Keys): void {
	describe(`the device’s own key: ${name}`, () => {
		let open: () => Keys;
		let keys: Keys;
		beforeEach(() => {
			open = makeDevice();
			keys = open();
		});

		test('is a point the server can read, and the same whenever and wherever it is asked for', async () => {
			const [key, ...others] = await Promise.all([keys.make(), open().make(), open().make()]);
			expect(key).toMatch(/^[A-Za-z0-9_-]{87}$/);
			expect(others).toEqual([key, key]);
			expect(await open().make()).toBe(key);
		});

		test('is another on another device', async () => {
			expect(await makeDevice()().make()).not.toBe(await keys.make());
		});

		test('signs nothing before it is made', async () => {
			expect(await keys.sign(TEXT)).toBeUndefined();
		});

		test('signs what the server can check, after a restart too', async () => {
			const key = await keys.make();
			const signature = await open().sign(TEXT);
			expect(signature).toMatch(/^[A-Za-z0-9_-]{86}$/);
			expect(isSigned(key, TEXT, signature!)).toBe(true);
			expect(isSigned(key, `${TEXT}!`, signature!)).toBe(false);
			expect(nodeChecks.verify(key, TEXT, signature!)).toBe(true);
			expect(await keys.verify(key, TEXT, signature!)).toBe(true);
		});

		test('signs whatever text there is', async () => {
			const key = await keys.make();
			for (let i = 0; i < 40; i += 1) {
				const text = `${'é'.repeat(i)}.${i}`;
				const signature = await keys.sign(text);
				expect(signature).toHaveLength(86);
				expect(nodeChecks.verify(key, text, signature!)).toBe(true);
			}
		});

		test('once forgotten, is no more, and the next is another', async () => {
			const before = await keys.make();
			await keys.forget();
			expect(await keys.sign(TEXT)).toBeUndefined();
			expect(await keys.make()).not.toBe(before);
		});

		test('digests a text as everybody does', async () => {
			// FIPS 180-2, appendix B.1.
			expect(await keys.digest('abc')).toBe('ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0');
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
}
