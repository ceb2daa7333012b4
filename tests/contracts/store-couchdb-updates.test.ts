import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openCouchDb, type CouchDb } from '../../src/lib/server/store/couchdb';

/*
 * A CouchDB in a state that no test may bring the real one into, which others use:
 * it notes no changes, or breaks off a wait.
 */

interface Asked {
	readonly url: URL;
	readonly method: string | undefined;
	answer(status: number, body: unknown): void;
	breakOff(): void;
}

let server: Server;
let store: CouchDb;
let asked: Asked[];
beforeEach(async () => {
	asked = [];
	server = createServer((request: IncomingMessage, response: ServerResponse) => {
		asked.push({
			url: new URL(request.url!, 'http://couchdb'),
			method: request.method,
			answer(status, body) {
				response.writeHead(status, { 'content-type': 'application/json' });
				response.end(JSON.stringify(body));
			},
			breakOff: () => request.socket.destroy()
		});
	});
	await once(server.listen(0, '127.0.0.1'), 'listening');
	store = openCouchDb(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
afterEach(async () => {
	await store.close();
	server.closeAllConnections();
	server.close();
});

const next = (): Promise<Asked> =>
	vi.waitFor(
		() => {
			expect(asked).not.toEqual([]);
			return asked.shift()!;
		},
		{ timeout: 20_000 }
	);
const updated = (...names: string[]) => names.map((db_name) => ({ db_name, type: 'updated' }));

test('a CouchDB that notes no changes is made to, and what it notes from then on is heard of', async () => {
	const heard: string[] = [];
	store.follow((db) => heard.push(db));
	(await next()).answer(404, { error: 'not_found', reason: 'Database does not exist.' });
	const made = await next();
	expect([made.method, made.url.pathname]).toEqual(['PUT', '/_global_changes']);
	made.answer(201, { ok: true });
	const listening = await next();
	expect(listening.url.searchParams.get('since')).toBe('0');
	listening.answer(200, { results: updated('_dbs', 'ops-g1'), last_seq: '2-x' });
	await vi.waitFor(() => expect(heard).toEqual(['ops']));
});

test('what changed while the very first wait was broken off is heard of', async () => {
	const heard: string[] = [];
	store.follow((db) => heard.push(db));
	const first = await next();
	// Answered at once: a wait would say where it began only when it ends.
	expect(first.url.searchParams.has('feed')).toBe(false);
	first.answer(200, { results: [], last_seq: '7-x' });
	(await next()).breakOff();
	const again = await next();
	expect(again.url.searchParams.get('since')).toBe('7-x');
	again.answer(200, { results: updated('member_0123456789abcdef-g1'), last_seq: '8-x' });
	await vi.waitFor(() => expect(heard).toEqual(['member_0123456789abcdef']));
});
