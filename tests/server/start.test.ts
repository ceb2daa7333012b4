import { mkdtemp, rm } from 'node:fs/promises';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startServer, type RunningServer } from '../support/server';

let folder: string;
let server: RunningServer;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'telecentre-start-'));
});
afterEach(async () => {
	await server?.stop();
	await rm(folder, { recursive: true, force: true });
});

const centresIn = async (url: string): Promise<number> => {
	const range = new URLSearchParams({ startkey: '"0"', endkey: '"a"', include_docs: 'true' });
	const { rows } = await (await fetch(`${url}/db/public/_all_docs?${range}`)).json();
	return rows.filter((row: { doc: { kind?: string } }) => row.doc.kind === 'centre.described')
		.length;
};

test('a first start seeds the seven sample centres, a second adds nothing, and both stop cleanly', async () => {
	for (const _start of ['first', 'second']) {
		server = await startServer({ folder });
		expect(await centresIn(server.url)).toBe(7);
		expect(await server.stop()).toBe(0);
	}
});

test('its health says which store answers, which version it is and how far the relay has read what is public', async () => {
	server = await startServer({ folder });
	await vi.waitFor(async () => {
		const health = await (await fetch(`${server.url}/health`)).json();
		expect(health).toMatchObject({ status: 'ok', store: 'embedded' });
		expect(health.version).toMatch(/\w/);
		// What a position looks like is the store's affair; that it is beyond the beginning is not.
		expect(health.relay.public).toMatch(/[1-9]/);
		// How many people a centre has is not for anybody to watch.
		expect(Object.keys(health.relay)).toEqual(['public']);
	});
});

const othersReachUsAt = Object.values(networkInterfaces())
	.flat()
	.filter((address) => address?.family === 'IPv4' && !address.internal)
	.map((address) => address!.address);

test('asked to listen to the whole network in the open, it says what is missing, and does not start', async () => {
	const starting = startServer({ folder, env: { HOST: '0.0.0.0' } });
	await expect(starting).rejects.toThrow(/without encryption[^]*Missing: ORIGIN/);
});

test('behind an https address it listens where it is asked to, and is itself at that address only', async () => {
	server = await startServer({
		folder,
		env: { HOST: '0.0.0.0', ORIGIN: 'https://telecentre.example' }
	});
	for (const address of othersReachUsAt) {
		const answer = await fetch(`http://${address}:${server.port}/kiosk`, {
			headers: { accept: 'text/html' }
		});
		expect(answer.status).toBe(403);
		expect(await answer.text()).toContain('<a href="https://telecentre.example">');
		expect((await fetch(`http://${address}:${server.port}/health`)).status).toBe(403);
	}
});

test('a page of another site, or under another site’s name, is not answered', async () => {
	server = await startServer({ folder });
	const post = (headers: Record<string, string>): Promise<Response> =>
		fetch(`${server.url}/sync`, { method: 'POST', body: '{}', headers });
	const json = { 'content-type': 'application/json' };
	expect((await post({ ...json, origin: 'https://elsewhere.example' })).status).toBe(403);
	expect((await post({ ...json, origin: server.url })).status).toBe(422);
	expect((await post({ 'content-type': 'application/xml' })).status).toBe(415);
});
