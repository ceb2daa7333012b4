import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** A certificate that signs itself: what a server needs to speak TLS in a test. */
export interface Certificate {
	/** PEM. */
	readonly key: string;
	/** PEM. */
	readonly cert: string;
	/** SHA-256 of its public key, base64: what Chromium's `--ignore-certificate-errors-spki-list` takes. */
	readonly spki: string;
}

const DAY = 86_400_000;

/** For one name, from yesterday on and for ten days. Written out by hand: Node reads certificates and makes none. Source: RFC 5280, 4.1. */
export function certificateFor(name: string): Certificate {
	const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
	const spki = publicKey.export({ type: 'spki', format: 'der' });
	const who = sequence(set(sequence(oid('550403'), tagged(0x0c, Buffer.from(name)))));
	const algorithm = sequence(oid('2a8648ce3d040302'));
	const toSign = sequence(
		tagged(0xa0, integer(Buffer.from([2]))),
		integer(randomBytes(8)),
		algorithm,
		who,
		sequence(time(Date.now() - DAY), time(Date.now() + 10 * DAY)),
		who,
		spki,
		tagged(
			0xa3,
			sequence(sequence(oid('551d11'), tagged(0x04, sequence(tagged(0x82, Buffer.from(name))))))
		)
	);
	const signature = tagged(0x03, Buffer.from([0]), sign('sha256', toSign, privateKey));
	const pem = sequence(toSign, algorithm, signature).toString('base64').replace(/.{64}/g, '$&\n');
	return {
		key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
		cert: `-----BEGIN CERTIFICATE-----\n${pem}\n-----END CERTIFICATE-----\n`,
		spki: createHash('sha256').update(spki).digest('base64')
	};
}

function tagged(tag: number, ...parts: readonly Buffer[]): Buffer {
	const content = Buffer.concat(parts);
	const { length } = content;
	const size =
		length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
	return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

const sequence = (...parts: readonly Buffer[]): Buffer => tagged(0x30, ...parts);
const set = (...parts: readonly Buffer[]): Buffer => tagged(0x31, ...parts);
const oid = (hex: string): Buffer => tagged(0x06, Buffer.from(hex, 'hex'));
/** With a zero in front, so that it is never negative. */
const integer = (bytes: Buffer): Buffer =>
	tagged(0x02, bytes[0]! & 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes);
/** UTCTime, `YYMMDDHHMMSSZ`. */
const time = (at: number): Buffer =>
	tagged(
		0x17,
		Buffer.from(
			`${new Date(at)
				.toISOString()
				.replace(/[-:T]|\..*/g, '')
				.slice(2)}Z`
		)
	);
