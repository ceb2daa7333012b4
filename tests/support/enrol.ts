import { generateKeyPairSync, sign } from 'node:crypto';
import type { Enrolled, EnrolmentRequest } from '../../src/lib/domain/accounts';

/** A device's own key pair, as a browser would make it. */
export interface DeviceKeys {
	/** As `EnrolmentRequest.key`. */
	readonly key: string;
	/** ECDSA P-256 with SHA-256, r and s, base64url. */
	sign(text: string): string;
}

export function newKeys(): DeviceKeys {
	const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
	const { x, y } = publicKey.export({ format: 'jwk' });
	const parts = [Buffer.of(4), Buffer.from(x!, 'base64url'), Buffer.from(y!, 'base64url')];
	return {
		key: Buffer.concat(parts).toString('base64url'),
		sign: (text) =>
			sign('sha256', Buffer.from(text), {
				key: privateKey,
				dsaEncoding: 'ieee-p1363'
			}).toString('base64url')
	};
}

/** A device that the server knows. */
export interface EnrolledDevice extends DeviceKeys {
	/** For the `cookie` header of its requests. */
	readonly cookie: string;
	readonly enrolled: Enrolled;
}

/** Takes an invitation, over HTTP, as a device does. */
export async function enrolOverHttp(
	url: string,
	code: string,
	label?: string,
	keys = newKeys()
): Promise<EnrolledDevice> {
	const request: EnrolmentRequest = { code, key: keys.key, ...(label && { label }) };
	const response = await fetch(`${url}/enrolment`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(request)
	});
	if (!response.ok) throw new Error(`not enrolled: ${response.status} ${await response.text()}`);
	const enrolled = (await response.json()) as Enrolled;
	return { ...keys, enrolled, cookie: cookieIn(response) };
}

/** The session an answer brings, as it is sent back. */
export const cookieIn = (response: Response): string =>
	response.headers.get('set-cookie')?.split(';')[0] ?? '';

/** What starting a server prints an invitation for. */
const PRINTED = {
	coordinator: /First coordinator\s+\S+\/enrol#([0-9a-z]{10})/,
	kiosk: /Try a kiosk\s+\S+\/enrol#([0-9a-z]{10})/,
	host: /Try a host’s desk\s+\S+\/enrol#([0-9a-z]{10})/,
	trainer: /Try as a trainer\s+\S+\/enrol#([0-9a-z]{10})/
};

/** The code for the first coordinator, or another, in what a server has said. */
export function firstCode(said: string, role: keyof typeof PRINTED = 'coordinator'): string {
	const code = PRINTED[role].exec(said)?.[1];
	if (!code) throw new Error(`no invitation for a ${role} was printed:\n${said}`);
	return code;
}

/** Asks as an enrolled device and reads JSON. */
export async function askAs(
	url: string,
	{ cookie }: Pick<EnrolledDevice, 'cookie'>,
	path: string,
	body?: unknown
): Promise<{ readonly status: number; readonly headers: Headers; readonly body: any }> {
	const response = await fetch(`${url}${path}`, {
		method: body === undefined ? 'GET' : 'POST',
		headers: { cookie, ...(body !== undefined && { 'content-type': 'application/json' }) },
		...(body !== undefined && { body: JSON.stringify(body) })
	});
	return { status: response.status, headers: response.headers, body: await response.json() };
}
