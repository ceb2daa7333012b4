import { isRecord } from '../../domain/parse';
import { END_OF_LINES, PROTOCOL, type SegmentHeader, type SyncAnswer } from '../../domain/protocol';
import type { Segment } from '../../domain/segments';
import type { Bytes, Failure, Network } from '../../ports/network';
import { handOver, type HandOver } from './hand-over';
import { linesOf, readWhole, Stalled } from './stream';

/** No byte for so long, milliseconds, and the request is given up. */
export const PATIENCE = 20_000;

type Fetch = typeof fetch;

/** The way to the server at `origin`, over `fetch`. */
export function httpNetwork(origin: string, ask: Fetch = fetch, patience = PATIENCE): Network {
	async function post(path: string, value: unknown): Promise<Reached> {
		const body = await packed(JSON.stringify(value));
		const giveUp = new AbortController();
		const timer = setTimeout(() => giveUp.abort(), patience);
		try {
			const response = await ask(`${origin}${path}`, {
				method: 'POST',
				headers: { 'content-type': 'application/json', ...body.headers },
				body: body.bytes,
				// No `cache` here: no POST is answered from one, and saying so costs 43 bytes each time.
				// Nobody needs to know where in the app this was asked.
				referrerPolicy: 'no-referrer',
				signal: giveUp.signal
			});
			return { response, up: body.bytes.length, giveUp };
		} catch {
			const why = giveUp.signal.aborted ? 'timeout' : 'no-link';
			return { failure: { why }, up: body.bytes.length };
		} finally {
			clearTimeout(timer);
		}
	}

	return {
		async exchange(request) {
			const reached = await post('/sync', request);
			if ('failure' in reached)
				return { failure: reached.failure, bytes: { up: reached.up, down: 0 } };
			const { response, up, giveUp } = reached;
			const bytes: Bytes = { up, down: sizeOf(response) };
			const failure = failureOf(response, 'application/json');
			if (failure) {
				giveUp.abort();
				return { failure, bytes };
			}
			try {
				const text = await readWhole(response, patience, () => giveUp.abort());
				const answer = parseAnswer(text);
				return answer ? { answer, bytes } : { failure: { why: 'portal' }, bytes };
			} catch (error) {
				return { failure: { why: error instanceof Stalled ? 'timeout' : 'no-link' }, bytes };
			}
		},

		async segments(request, each) {
			const reached = await post('/segments', request);
			if ('failure' in reached)
				return { failure: reached.failure, bytes: { up: reached.up, down: 0 } };
			const { response, up, giveUp } = reached;
			const failure = failureOf(response, 'application/x-ndjson');
			if (failure) {
				giveUp.abort();
				return { failure, bytes: { up, down: 0 } };
			}
			const bytes = (): Bytes => ({ up, down: sizeOf(response) });
			const keeping = handOver(each);
			const broken = await read(response, giveUp, request.db, keeping);
			// That a segment could not be kept is not the link's doing: it is the caller's to hear.
			await keeping.done();
			return { ...(broken && { failure: broken }), bytes: bytes() };
		}
	};

	async function read(
		response: Response,
		giveUp: AbortController,
		db: string,
		keeping: HandOver<Segment>
	): Promise<Failure | undefined> {
		let whole = false;
		try {
			for await (const line of linesOf(response, patience, () => giveUp.abort())) {
				whole = line === END_OF_LINES;
				if (whole) continue;
				const segment = await parseSegment(db, line);
				if (!segment) return { why: 'misunderstood' };
				await keeping.give(segment);
			}
			// Something on the way may end an answer as if that were all.
			return whole ? undefined : { why: 'no-link' };
		} catch (error) {
			return { why: error instanceof Stalled ? 'timeout' : 'no-link' };
		}
	}
}

type Reached =
	| { readonly response: Response; readonly up: number; readonly giveUp: AbortController }
	| { readonly failure: Failure; readonly up: number };

/** What the server's status, or somebody else's answer, says of the link. */
function failureOf(response: Response, type: string): Failure | undefined {
	const ours = response.headers.get('content-type')?.startsWith(type) ?? false;
	switch (response.status) {
		case 200:
			return ours ? undefined : { why: 'portal' };
		case 511:
			// "Network Authentication Required", RFC 6585: never our server's.
			return { why: 'portal' };
		case 401:
			return { why: 'unauthorized' };
		case 413:
			return { why: 'too-large' };
		case 400:
		case 415:
		case 422:
			return { why: 'misunderstood' };
	}
	if (response.status !== 429 && response.status < 500) return { why: 'portal' };
	const retryAfter = retryAfterIn(response.headers.get('retry-after'));
	return { why: 'busy', ...(retryAfter !== undefined && { retryAfter }) };
}

/** A timer asked to wait for more than 24 days does not wait at all. */
const LONGEST_AWAY = 86_400_000;

/** `Retry-After` in milliseconds: seconds, or a date (RFC 9110, 10.2.3). At most a day. */
function retryAfterIn(header: string | null): number | undefined {
	if (!header) return undefined;
	const wait = /^\d+$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - Date.now();
	return Number.isNaN(wait) ? undefined : Math.min(LONGEST_AWAY, Math.max(0, wait));
}

function parseAnswer(text: string): SyncAnswer | undefined {
	try {
		const value: unknown = JSON.parse(text);
		const good =
			isRecord(value) &&
			value['sync'] === PROTOCOL &&
			typeof value['now'] === 'number' &&
			typeof value['instance'] === 'string';
		return good ? (value as unknown as SyncAnswer) : undefined;
	} catch {
		return undefined;
	}
}

async function parseSegment(db: string, line: string): Promise<Segment | undefined> {
	const tab = line.indexOf('\t');
	try {
		const { day, hash, count } = JSON.parse(line.slice(0, tab)) as SegmentHeader;
		const text = line.slice(tab + 1);
		return (await hashOf(text)) === hash ? { db, day, hash, count, text } : undefined;
	} catch {
		return undefined;
	}
}

/** As the server names segments: the first 96 bits of SHA-256, base64url. */
async function hashOf(text: string): Promise<string> {
	const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
	return btoa(String.fromCharCode(...new Uint8Array(digest).subarray(0, 12)))
		.replaceAll('+', '-')
		.replaceAll('/', '_');
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

/** Compressed bytes of the answer as its header, or the browser's own account, has it. */
function sizeOf(response: Response): number {
	const length = Number(response.headers.get('content-length'));
	if (length > 0) return length;
	const [entry] = performance.getEntriesByName(response.url, 'resource').slice(-1);
	return (entry as PerformanceResourceTiming | undefined)?.encodedBodySize ?? 0;
}
