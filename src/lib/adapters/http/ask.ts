import type { Failure } from '../../ports/network';
import { readWhole, Stalled } from './stream';

/** No byte for so long, milliseconds, and the request is given up. */
export const PATIENCE = 20_000;

/** How the server is spoken to. */
export interface Line {
	readonly origin: string;
	readonly ask: typeof fetch;
	readonly patience: number;
}

export type Reached =
	| { readonly response: Response; readonly up: number; readonly giveUp: () => void }
	| { readonly failure: Failure; readonly up: number };

export const JSON_TYPE = 'application/json';

/** One request, until the head of its answer is there. */
export async function reach(
	{ origin, ask, patience }: Line,
	method: 'GET' | 'POST' | 'DELETE',
	path: string,
	value?: unknown
): Promise<Reached> {
	const body = value === undefined ? undefined : await packed(JSON.stringify(value));
	const up = body?.bytes.length ?? 0;
	const aborted = new AbortController();
	const timer = setTimeout(() => aborted.abort(), patience);
	try {
		const response = await ask(`${origin}${path}`, {
			method,
			...(body && { headers: { 'content-type': JSON_TYPE, ...body.headers }, body: body.bytes }),
			// Of a POST nothing is ever answered from a cache, and saying so costs 43 bytes each time.
			...(method === 'GET' && { cache: 'no-store' }),
			// Nobody needs to know where in the app this was asked.
			referrerPolicy: 'no-referrer',
			signal: aborted.signal
		});
		return { response, up, giveUp: () => aborted.abort() };
	} catch {
		return { failure: { why: aborted.signal.aborted ? 'timeout' : 'no-link' }, up };
	} finally {
		clearTimeout(timer);
	}
}

/** What an answer holds; nothing where the server says that it is all well and no more. */
export async function readJson(
	{ patience }: Line,
	{ response, giveUp }: Extract<Reached, { response: Response }>
): Promise<{ readonly value: unknown } | { readonly failure: Failure }> {
	try {
		const text = await readWhole(response, patience, giveUp);
		return { value: response.status === 204 ? undefined : JSON.parse(text) };
	} catch (error) {
		if (error instanceof SyntaxError) return { failure: { why: 'portal' } };
		return { failure: { why: error instanceof Stalled ? 'timeout' : 'no-link' } };
	}
}

/** Shorter than this, gzip's own header costs more than it saves. */
const WORTH_PACKING = 220;

async function packed(
	text: string
): Promise<{ bytes: Uint8Array<ArrayBuffer>; headers: Record<string, string> }> {
	const plain = new TextEncoder().encode(text);
	if (plain.length < WORTH_PACKING) return { bytes: plain, headers: {} };
	const stream = new Blob([plain]).stream().pipeThrough(new CompressionStream('gzip'));
	const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
	return { bytes, headers: { 'content-encoding': 'gzip' } };
}
