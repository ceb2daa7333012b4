import { createHmac } from 'node:crypto';
import type { Writer } from './store';

/** One CouchDB over HTTP, with the server's own account. */
export interface CouchHttp {
	/** An answer that has begun within `patience` milliseconds. `path` is below CouchDB's root. */
	reach(path: string, init?: RequestInit, patience?: number): Promise<Response>;
	/** The same, for an answer that may be relied on: 202 rejects. */
	ask(path: string, init?: RequestInit): Promise<Response>;
	/** A JSON body there and back, any status. */
	json(path: string, method?: string, body?: unknown, as?: Writer): Promise<JsonAnswer>;
	/** `ask` for who has the whole address. */
	readonly fetch: (input: string | Request | URL, init?: RequestInit) => Promise<Response>;
	readonly root: string;
	readonly stopping: AbortSignal;
	stop(): void;
}

export interface JsonAnswer {
	readonly status: number;
	readonly body: any;
}

export interface HttpOptions {
	/** Milliseconds until an answer must have begun. */
	readonly patience: number;
	/** CouchDB's `[chttpd_auth] secret`; without it the server writes everything as itself. */
	readonly proxySecret?: string | undefined;
}

export function reachCouchDb(
	address: string,
	{ patience: usual, proxySecret }: HttpOptions
): CouchHttp {
	const url = new URL(address);
	const account = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
	const own = { authorization: `Basic ${Buffer.from(account).toString('base64')}` };
	const root = `${url.origin}${url.pathname.replace(/\/$/, '')}`;
	const stopping = new AbortController();

	const send = (
		input: string | Request | URL,
		init: RequestInit = {},
		patience = usual
	): Promise<Response> => {
		const signals = [init.signal, stopping.signal, AbortSignal.timeout(patience)];
		const signal = AbortSignal.any(signals.filter((given) => given instanceof AbortSignal));
		const headers = new Headers(init.headers);
		if (url.username && !headers.has(USER))
			for (const [name, value] of Object.entries(own)) headers.set(name, value);
		return fetch(input, { ...init, headers, signal });
	};
	/** CouchDB answers 202 when too few nodes have confirmed a write: for us that is no acknowledgement. */
	const confirmed = async (
		input: string | Request | URL,
		init?: RequestInit
	): Promise<Response> => {
		const response = await send(input, init);
		if (response.status === 202)
			throw Object.assign(new Error('CouchDB has not confirmed the write'), { status: 503 });
		return response;
	};

	return {
		root,
		stopping: stopping.signal,
		stop: () => stopping.abort(),
		fetch: confirmed,
		reach: (path, init, patience) => send(`${root}/${path}`, init, patience),
		ask: (path, init) => confirmed(`${root}/${path}`, init),
		async json(path, method = 'GET', body, as) {
			const headers = {
				'content-type': 'application/json',
				...(as && proxySecret && proxyHeaders(as, proxySecret))
			};
			const response = await confirmed(`${root}/${path}`, {
				method,
				headers,
				...(body !== undefined && { body: JSON.stringify(body) })
			});
			return { status: response.status, body: await response.json() };
		}
	};
}

const USER = 'x-auth-couchdb-username';

/**
 * Speaking for somebody else: https://docs.couchdb.org/en/3.5.0/api/server/authn.html#proxy-authentication
 * The token proves the name alone: the roles are believed of whoever knows the
 * secret. CouchDB 3.5 takes SHA-256 by default (`[chttpd_auth] hash_algorithms`).
 */
function proxyHeaders({ name, roles }: Writer, secret: string): Record<string, string> {
	if (!PLAIN.test(name) || !roles.every((role) => PLAIN.test(role)))
		throw new Error(`nobody CouchDB may be told of: ${name} ${roles.join()}`);
	return {
		[USER]: name,
		'x-auth-couchdb-roles': roles.join(','),
		'x-auth-couchdb-token': createHmac('sha256', secret).update(name).digest('hex')
	};
}

/** Neither a header's nor a list's own signs, and none of CouchDB's own roles, which begin with `_`. */
const PLAIN = /^[a-z0-9][a-z0-9:_.-]{0,99}$/i;
