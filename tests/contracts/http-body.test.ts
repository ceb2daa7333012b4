import { constants, createGzip, gzipSync, type Gzip } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { answerJson, answerLines, readJson, REQUEST_BYTES } from '../../src/lib/server/http/body';

type Sent = string | Uint8Array | ReadableStream<Uint8Array>;

function request(body: Sent | null, headers: Record<string, string> = {}): Request {
	const all = { 'content-type': 'application/json', ...headers };
	// Undici wants `duplex` where a body comes bit by bit; the types do not know it.
	const init = { method: 'POST', headers: all, body, duplex: 'half' } as RequestInit;
	return new Request('http://localhost/sync', init);
}
const gzipped = { 'content-encoding': 'gzip' };
/** JSON of exactly so many bytes. */
const weighing = (bytes: number): string => `"${'x'.repeat(bytes - 2)}"`;

/** Zeros without end, packed as tightly as gzip can, made only as they are asked for. */
function bomb(): { stream: ReadableStream<Uint8Array>; taken(): number } {
	const gzip: Gzip = createGzip({ level: constants.Z_BEST_COMPRESSION });
	const packed = gzip[Symbol.asyncIterator]();
	const zeros = Buffer.alloc(1_000_000, '0');
	let taken = 0;
	const stream = new ReadableStream<Uint8Array>({
		async pull(controller) {
			gzip.write(zeros);
			gzip.flush(constants.Z_SYNC_FLUSH);
			const { value } = (await packed.next()) as { value: Buffer };
			taken += value.length;
			controller.enqueue(new Uint8Array(value));
		}
	});
	return { stream, taken: () => taken };
}

describe('the body of a request', () => {
	test('JSON is read, plain or gzipped', async () => {
		const value = { text: 'é😀', list: [1, null] };
		const text = JSON.stringify(value);
		expect(await readJson(request(text))).toEqual({ value });
		const named = { 'content-type': 'application/json; charset=utf-8' };
		expect(await readJson(request(text, named))).toEqual({ value });
		expect(await readJson(request(gzipSync(text), gzipped))).toEqual({ value });
	});

	test.each<[string, Sent | null, Record<string, string>]>([
		['that is missing', null, {}],
		['that is empty', '', {}],
		['that is no JSON', '{"a":', {}],
		['that says gzip and is not', '{"a":1}', gzipped],
		['whose gzip ends too soon', gzipSync('{"a":1}').subarray(0, -4), gzipped]
	])('a body %s is answered 400', async (_, body, headers) => {
		expect(await readJson(request(body, headers))).toEqual({ status: 400 });
	});

	test.each([
		[{ 'content-type': 'text/plain' }],
		[{ 'content-type': 'application/jsonp' }],
		[{ 'content-type': 'multipart/form-data' }],
		[{ 'content-encoding': 'br' }],
		[{ 'content-encoding': 'gzip, gzip' }]
	])('a body of another sort is answered 415: %o', async (headers) => {
		expect(await readJson(request('{}', headers))).toEqual({ status: 415 });
	});

	test('two megabytes are read, and not a byte more, however they travel', async () => {
		const most = weighing(REQUEST_BYTES);
		const more = weighing(REQUEST_BYTES + 1);
		expect(await readJson(request(most))).toEqual({ value: most.slice(1, -1) });
		expect(await readJson(request(gzipSync(most), gzipped))).toHaveProperty('value');
		expect(await readJson(request(more))).toEqual({ status: 413 });
		expect(await readJson(request(gzipSync(more), gzipped))).toEqual({ status: 413 });
	});

	test('a body whose sender goes away is answered 400, one the web server refuses 413', async () => {
		const gone = new ReadableStream<Uint8Array>({
			start: (controller) => controller.error(new Error('reset'))
		});
		expect(await readJson(request(gone))).toEqual({ status: 400 });
		const heavy = new ReadableStream<Uint8Array>({
			start: (controller) => controller.error(Object.assign(new Error(), { status: 413 }))
		});
		expect(await readJson(request(heavy))).toEqual({ status: 413 });
	});

	test('a gzip bomb is answered 413 without being unpacked', async () => {
		const { stream, taken } = bomb();
		expect(await readJson(request(stream, gzipped))).toEqual({ status: 413 });
		// A thousand zeros a byte: what was taken unpacks to little more than the limit.
		expect(taken()).toBeLessThan((20 * REQUEST_BYTES) / 1_000);
	});
});

describe('an answer', () => {
	const asking = (accepted: string): Request => request('{}', { 'accept-encoding': accepted });
	const long = { text: 'abc'.repeat(500) };

	test.each([
		['gzip, deflate, br', 'br'],
		['gzip', 'gzip'],
		['', null]
	])('to who accepts “%s” is coded %s', async (accepted, coding) => {
		const answer = await answerJson(asking(accepted), long, { status: 201 });
		expect([answer.status, answer.headers.get('content-encoding')]).toEqual([201, coding]);
		const body = await answer.arrayBuffer();
		expect(answer.headers.get('content-length')).toBe(String(body.byteLength));
		if (coding) expect(body.byteLength).toBeLessThan(200);
		else expect(JSON.parse(Buffer.from(body).toString())).toEqual(long);
		expect(answer.headers.get('cache-control')).toBe('no-store');
	});

	test('that is short is not worth compressing', async () => {
		const answer = await answerJson(asking('br, gzip'), { ok: true });
		expect(answer.headers.get('content-encoding')).toBeNull();
		expect(await answer.json()).toEqual({ ok: true });
	});

	test.each(['br', 'gzip', ''])('in lines and “%s” may be left by who asked', async (coding) => {
		let ended = (): void => {};
		const end = new Promise<void>((resolve) => (ended = resolve));
		async function* source(): AsyncIterable<string> {
			try {
				for (;;) yield Math.random().toString(36).repeat(500);
			} finally {
				ended();
			}
		}
		const reader = answerLines(asking(coding), source()).body!.getReader();
		expect((await reader.read()).done).toBe(false);
		await reader.cancel();
		await end;
	});

	test.each(['br', 'gzip', ''])(
		'in lines and “%s” breaks off where its source does',
		async (coding) => {
			async function* source(): AsyncIterable<string> {
				yield 'one';
				throw new Error('disk');
			}
			const answer = answerLines(asking(coding), source());
			await expect(answer.text()).rejects.toThrow();
		}
	);
});
