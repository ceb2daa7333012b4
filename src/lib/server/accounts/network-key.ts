import { createPrivateKey, generateKeyPairSync, sign, type JsonWebKey } from 'node:crypto';
import { accountsId } from '../../domain/ids';
import type { Doc, Store } from '../store/store';

/** The network's own hand: what it signs, every device can check offline. */
export interface NetworkSigner {
	/** 65 bytes of a P-256 point, uncompressed, base64url: as `EnrolmentRequest.key`. */
	readonly publicKey: string;
	/** ECDSA P-256 with SHA-256 over UTF-8: r and s of 32 bytes each (IEEE P1363), base64url. */
	sign(text: string): string;
}

/**
 * The key pair of this network, made when first asked for and never again: badges
 * on paper are checked against it for years. Of several servers that start at once
 * on one store, all take the one that was written first.
 */
export async function networkSigner(store: Store): Promise<NetworkSigner> {
	const doc = (await store.get('accounts', accountsId.networkKey)) ?? (await make(store));
	const { jwk, publicKey } = doc as unknown as KeyDoc;
	const key = createPrivateKey({ key: jwk, format: 'jwk' });
	return {
		publicKey,
		sign: (text) =>
			sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')
	};
}

interface KeyDoc {
	readonly publicKey: string;
	/** The private key as a JSON Web Key (RFC 7518, section 6.2). */
	readonly jwk: JsonWebKey;
}

async function make(store: Store): Promise<Doc> {
	const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
	const jwk = privateKey.export({ format: 'jwk' });
	const point = [Buffer.of(4), ...[jwk.x!, jwk.y!].map((n) => Buffer.from(n, 'base64url'))];
	const made = { publicKey: Buffer.concat(point).toString('base64url'), jwk };
	const doc = { _id: accountsId.networkKey, ...made };
	const [inserted] = await store.insert('accounts', [doc]);
	return inserted?.is === 'there' ? inserted.doc : doc;
}
