import { generateKeyPairSync, sign } from 'node:crypto';
import { badgeText, badgeWith, type Badge } from '../../src/lib/domain/badge';

/** A network's own key, as the server has it: what is signed with it, every device can check. */
export interface NetworkHand {
	/** As `Enrolled.networkKey`. */
	readonly publicKey: string;
	/** The text of a badge's QR. */
	badge(badge: Badge): string;
	/** Its signature over a text: r and s, base64url. */
	sign(text: string): string;
}

export function networkHand(): NetworkHand {
	const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
	const { x, y } = publicKey.export({ format: 'jwk' });
	const point = [Buffer.of(4), ...[x!, y!].map((n) => Buffer.from(n, 'base64url'))];
	const signed = (text: string): string =>
		sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString(
			'base64url'
		);
	return {
		publicKey: Buffer.concat(point).toString('base64url'),
		badge(badge) {
			const text = badgeText(badge);
			return badgeWith(text, signed(text));
		},
		sign: signed
	};
}
