import Dexie, { type EntityTable } from 'dexie';
import { fromBase64Url, toBase64Url } from '../../domain/base64url';
import type { Keys } from '../../ports/keys';

const CURVE = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const SIGNATURE = { name: 'ECDSA', hash: 'SHA-256' } as const;
const OWN = 'own';
const SIGNATURE_BYTES = 64;

interface KeyRow {
	readonly name: typeof OWN;
	readonly pair: CryptoKeyPair;
}

/**
 * The device's key pair, made so that no script can read it and kept as such: what
 * IndexedDB holds is a handle. WebCrypto's signatures are r and s as they are
 * (IEEE P1363). Its own small database, since the fact log's tables hold text alone.
 */
export function browserKeys(name: string): Keys {
	const db = new Dexie(name, { cache: 'disabled', chromeTransactionDurability: 'strict' });
	db.version(1).stores({ keys: 'name' });
	db.on('versionchange', () => db.close());
	const keys = db.table('keys') as EntityTable<KeyRow, 'name'>;
	const encoded = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

	return {
		async make() {
			const there = await keys.get(OWN);
			return pointOf(there?.pair ?? (await first(keys)));
		},
		async sign(text) {
			const own = await keys.get(OWN);
			if (!own) return undefined;
			const signature = await crypto.subtle.sign(SIGNATURE, own.pair.privateKey, encoded(text));
			return toBase64Url(new Uint8Array(signature));
		},
		async verify(key, text, signature) {
			const [point, given] = [fromBase64Url(key), fromBase64Url(signature)];
			if (!point || given?.length !== SIGNATURE_BYTES) return false;
			const checking = await crypto.subtle
				.importKey('raw', point, CURVE, false, ['verify'])
				// 65 bytes that are no point of the curve are nobody's key.
				.catch(() => undefined);
			if (!checking) return false;
			return crypto.subtle.verify(SIGNATURE, checking, given, encoded(text));
		},
		digest: async (text) =>
			toBase64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', encoded(text)))),
		forget: () => keys.delete(OWN)
	};
}

/** Made before the transaction, which waits for nothing; of two tabs that make one, the first one's stays. */
async function first(keys: EntityTable<KeyRow, 'name'>): Promise<CryptoKeyPair> {
	const pair = await crypto.subtle.generateKey(CURVE, false, ['sign', 'verify']);
	return keys.db.transaction('rw!', keys, async () => {
		const there = await keys.get(OWN);
		if (there) return there.pair;
		await keys.add({ name: OWN, pair });
		return pair;
	});
}

async function pointOf({ publicKey }: CryptoKeyPair): Promise<string> {
	return toBase64Url(new Uint8Array(await crypto.subtle.exportKey('raw', publicKey)));
}
