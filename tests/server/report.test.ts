import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { reportDefect } from '../../src/lib/server/http/report';
import { get, say } from '../support/raw';
import { startServer } from '../support/server';

/** What the log gets of an error. */
function reported(error: unknown): string {
	const log = vi.spyOn(console, 'error').mockImplementation(() => {});
	reportDefect(error);
	const text = log.mock.calls.flat().join('\n');
	log.mockRestore();
	return text;
}

describe('64: a log says what broke and where, and nothing that can be somebody’s', () => {
	test('an error of this program: its name, and the lines it came by', () => {
		const text = reported(new TypeError('Marie D. is not iterable'));
		expect(text).toMatch(/^defect: TypeError\n\s+at .*report\.test\.ts:\d+:\d+/);
		expect(text).not.toContain('Marie');
	});

	test('what a parser quotes of what it could not read', () => {
		let error: unknown;
		try {
			JSON.parse('{"name":"Marie D.","code":271828');
		} catch (thrown) {
			error = thrown;
		}
		expect(reported(error)).toMatch(/^defect: SyntaxError\n/);
		expect(reported(error)).not.toMatch(/Marie|271828/);
	});

	test('a message of several lines, one of which looks like code', () => {
		const text = reported(new Error('no\n    at Marie (1420:27:18)\nsuch person'));
		expect(text).not.toMatch(/Marie|1420/);
		expect(text).toMatch(/\n\s+at .*report\.test\.ts/);
	});

	test('a database’s answer: its code, and not the document it is about', () => {
		const conflict = { status: 409, name: 'conflict', docId: 'person:marie', reason: 'Marie D.' };
		expect(reported(conflict)).toBe('defect: conflict 409');
	});

	test('a code and a cause, and what is thrown without being an error', () => {
		const cause = Object.assign(new Error('http://admin:secret@db'), { code: 'ECONNREFUSED' });
		const text = reported(new Error('Marie', { cause }));
		expect(text).toMatch(/defect: Error\n[^]*caused by defect: Error ECONNREFUSED\n/);
		expect(text).not.toMatch(/Marie|secret/);
		expect(reported('Marie')).toBe('defect: a thrown string');
		expect(reported(undefined)).toBe('defect: a thrown undefined');
	});

	test('names and codes made up of something else, and circles of causes', () => {
		const error: Error & { code?: string } = new Error('x');
		error.name = 'Marie D., 1420';
		error.code = 'born 1999-01-01';
		error.cause = error;
		expect(reported(error)).toMatch(/^defect: Error\n/);
		expect(reported(error)).not.toMatch(/Marie|1999/);
	});
});

test('64: whatever is sent to it, the server prints nothing of it', async () => {
	const folder = await mkdtemp(join(tmpdir(), 'telecentre-report-'));
	const server = await startServer({ folder });
	const { port, url } = server;
	const quiet = server.said();
	const json = { 'content-type': 'application/json' };
	await get(port, '/Marguerite');
	await get(port, '/db/Marguerite/%00');
	await say(port, `GET / HTTP/1.1\r\nhost: Marguerite\r\nMarguerite\r\n\r\n`);
	for (const body of ['{"Marguerite', '{"sync":"Marguerite"}', '["Marguerite"]', '{}'])
		for (const path of ['/sync', '/segments', '/db/public/_bulk_get', '/Marguerite'])
			await fetch(url + path, { method: 'POST', body, headers: json });
	await fetch(`${url}/sync`, {
		method: 'POST',
		body: 'Marguerite',
		headers: { ...json, 'content-encoding': 'gzip' }
	});
	expect(server.said()).toBe(quiet);
	expect(await server.stop()).toBe(0);
	expect(server.said()).toBe(quiet);
	await rm(folder, { recursive: true, force: true });
});
