import { createBrotliCompress, createGzip, constants, createGunzip } from 'node:zlib';
import { pipeline as piped, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Largest request after decompression, bytes. */
export const REQUEST_BYTES = 2_000_000;

export type Body = { readonly value: unknown } | { readonly status: 400 | 413 | 415 };

/** A JSON body, gzipped or not, never more of it in memory than is allowed. */
export async function readJson(request: Request): Promise<Body> {
	if (!/^application\/json\b/.test(request.headers.get('content-type') ?? ''))
		return { status: 415 };
	const encoding = request.headers.get('content-encoding') ?? 'identity';
	if (encoding !== 'gzip' && encoding !== 'identity') return { status: 415 };
	if (!request.body) return { status: 400 };
	const chunks: Buffer[] = [];
	let size = 0;
	const take = async (plain: AsyncIterable<Buffer>): Promise<void> => {
		for await (const chunk of plain) {
			size += chunk.length;
			if (size > REQUEST_BYTES) throw new Error('too large');
			chunks.push(chunk);
		}
	};
	try {
		const raw = Readable.fromWeb(request.body as import('node:stream/web').ReadableStream);
		// An error anywhere ends all of it: an unheard one would end the process.
		await (encoding === 'gzip' ? pipeline(raw, createGunzip(), take) : pipeline(raw, take));
		return { value: JSON.parse(Buffer.concat(chunks).toString('utf8')) };
	} catch (error) {
		// The server around us has a limit of its own, for the body as it travels.
		const isTooLarge = size > REQUEST_BYTES || (error as { status?: number }).status === 413;
		return { status: isTooLarge ? 413 : 400 };
	}
}

type Coding = 'br' | 'gzip' | 'identity';

const codingFor = (request: Request): Coding => {
	const accepted = request.headers.get('accept-encoding') ?? '';
	if (/\bbr\b/.test(accepted)) return 'br';
	return /\bgzip\b/.test(accepted) ? 'gzip' : 'identity';
};

/** Small enough that compressing gains nothing. */
const WORTH_COMPRESSING = 200;

export async function answerJson(
	request: Request,
	value: unknown,
	init: { status?: number; headers?: Record<string, string> } = {}
): Promise<Response> {
	const text = JSON.stringify(value);
	const coding = text.length < WORTH_COMPRESSING ? 'identity' : codingFor(request);
	const body = await collect(compressed(Readable.from([Buffer.from(text)]), coding));
	return new Response(new Uint8Array(body), {
		status: init.status ?? 200,
		headers: headersFor('application/json', coding, {
			...init.headers,
			'content-length': String(body.length)
		})
	});
}

/** Lines of text, compressed as they come. */
export function answerLines(request: Request, lines: AsyncIterable<string>): Response {
	const coding = codingFor(request);
	const body = compressed(Readable.from(encoded(lines)), coding);
	return new Response(Readable.toWeb(body) as ReadableStream, {
		headers: headersFor('application/x-ndjson', coding)
	});
}

async function* encoded(lines: AsyncIterable<string>): AsyncIterable<Buffer> {
	for await (const line of lines) yield Buffer.from(`${line}\n`);
}

function compressed(source: Readable, coding: Coding): Readable {
	if (coding === 'identity') return source;
	const coder =
		coding === 'gzip'
			? createGzip()
			: createBrotliCompress({
					params: {
						[constants.BROTLI_PARAM_QUALITY]: 5,
						[constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
						[constants.BROTLI_PARAM_LGWIN]: 22
					}
				});
	// Whoever reads the coder hears of an error; a reader that goes away is none.
	return piped(source, coder, () => {});
}

async function collect(stream: Readable): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk);
	return Buffer.concat(chunks);
}

const headersFor = (
	type: string,
	coding: Coding,
	more: Record<string, string> = {}
): Record<string, string> => ({
	'content-type': type,
	'cache-control': 'no-store',
	...(coding !== 'identity' && { 'content-encoding': coding }),
	...more
});
