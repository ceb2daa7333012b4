import {
	createECDH,
	createHash,
	createHmac,
	createPublicKey,
	verify,
	type KeyObject
} from 'node:crypto';
import { fromBase64Url } from '../../src/lib/domain/base64url';
import type { Keys } from '../../src/lib/ports/keys';

/**
 * Real ECDSA over P-256 whose keys and nonces follow from a secret: the same hand
 * signs the same text the same way, at once, and the product's own checks take it
 * for what it is. For histories that must be the same whenever they run; no key
 * here is anybody's secret.
 */
export interface Hand {
	/** 65 bytes of a point, uncompressed, base64url. */
	readonly publicKey: string;
	/** r and s of 32 bytes each, base64url. */
	sign(text: string): string;
}

const CURVE = 'prime256v1';
/** The order of the curve's generator (NIST SP 800-186, 3.2.1.3). */
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const BYTES = 32;

export function seededHand(secret: string): Hand {
	const key = scalarFrom('key', secret);
	const publicKey = pointOf(key).toString('base64url');
	return {
		publicKey,
		sign(text) {
			const nonce = scalarFrom(`nonce ${secret}`, text);
			const hashed = numberIn(createHash('sha256').update(text).digest());
			const r = numberIn(pointOf(nonce).subarray(1, 1 + BYTES)) % ORDER;
			const s = (inverse(nonce) * (hashed + r * key)) % ORDER;
			return Buffer.concat([bytesOf(r), bytesOf(s)]).toString('base64url');
		}
	};
}

/** What is kept of a device's key where the device keeps it: its tabs share it. */
export interface KeyChest {
	/** What its keys follow from. */
	readonly secret: string;
	/** How many it has made. */
	made: number;
	/** Its key now, if it has one. */
	own?: Hand;
}

export const keyChest = (secret: string): KeyChest => ({ secret, made: 0 });

/** The key in a chest; one is made where there is none. */
export const handIn = (chest: KeyChest): Hand =>
	(chest.own ??= seededHand(`${chest.secret} ${(chest.made += 1)}`));

/** A device's keys, each following from the chest's secret. */
export function seededKeys(chest: KeyChest): Keys {
	return {
		make: async () => handIn(chest).publicKey,
		sign: async (text) => chest.own?.sign(text),
		verify: async (key, text, signature) => isSigned(key, text, signature),
		digest: async (text) => digestOf(text),
		forget: async () => void delete chest.own
	};
}

/** SHA-256 of UTF-8, base64url. */
export const digestOf = (text: string): string =>
	createHash('sha256').update(text).digest('base64url');

const known = new Map<string, KeyObject | undefined>();
const answers = new Map<string, boolean>();
/** More than one history ever asks of. */
const MOST = 20_000;

/** By `node:crypto`, and once for each signature: the same are asked about over and over. */
export function isSigned(key: string, text: string, signature: string): boolean {
	const asked = `${key} ${signature} ${text}`;
	let answer = answers.get(asked);
	if (answer === undefined) {
		if (answers.size >= MOST) answers.clear();
		answers.set(asked, (answer = check(key, text, signature)));
	}
	return answer;
}

function check(key: string, text: string, signature: string): boolean {
	const given = fromBase64Url(signature);
	if (given?.length !== 2 * BYTES) return false;
	if (!known.has(key)) known.set(key, keyAt(key));
	const point = known.get(key);
	if (!point) return false;
	return verify('sha256', Buffer.from(text), { key: point, dsaEncoding: 'ieee-p1363' }, given);
}

function keyAt(point: string): KeyObject | undefined {
	const bytes = fromBase64Url(point);
	if (bytes?.length !== 1 + 2 * BYTES) return undefined;
	const [x, y] = [bytes.slice(1, 1 + BYTES), bytes.slice(1 + BYTES)].map((part) =>
		Buffer.from(part).toString('base64url')
	);
	try {
		return createPublicKey({ key: { kty: 'EC', crv: 'P-256', x: x!, y: y! }, format: 'jwk' });
	} catch {
		return undefined; // not on the curve
	}
}

/** A number that is a key or a nonce: from 1 to below the order. */
const scalarFrom = (secret: string, text: string): bigint =>
	(numberIn(createHmac('sha256', secret).update(text).digest()) % (ORDER - 1n)) + 1n;

/** So many times the generator. */
function pointOf(scalar: bigint): Buffer {
	const curve = createECDH(CURVE);
	curve.setPrivateKey(bytesOf(scalar));
	return curve.getPublicKey();
}

const numberIn = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
const bytesOf = (number: bigint): Buffer =>
	Buffer.from(number.toString(16).padStart(2 * BYTES, '0'), 'hex');

/** Modulo the order, by Euclid. */
function inverse(number: bigint): bigint {
	let [a, b, x, y] = [number % ORDER, ORDER, 1n, 0n];
	while (a > 1n) {
		const times = b / a;
		[a, b] = [b % a, a];
		[x, y] = [y - times * x, x];
	}
	return ((x % ORDER) + ORDER) % ORDER;
}
