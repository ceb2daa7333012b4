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
	await server.stop();
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

test('its health says which store answers, which version it is and how far the relay has read', async () => {
	server = await startServer({ folder });
	await vi.waitFor(async () => {
		const health = await (await fetch(`${server.url}/health`)).json();
		expect(health).toMatchObject({ status: 'ok', store: 'embedded' });
		expect(health.version).toMatch(/\w/);
		expect(health.relay).toMatchObject({ public: '7', centre_murat: '0' });
	});
});

test('asked to listen to the whole network, it says why it does not, and does not', async () => {
	server = await startServer({ folder, env: { HOST: '0.0.0.0' } });
	expect(server.said()).toContain('HOST=0.0.0.0 is not used');
	const others = Object.values(networkInterfaces())
		.flat()
		.filter((address) => address?.family === 'IPv4' && !address.internal);
	for (const address of others)
		await expect(fetch(`http://${address!.address}:${server.port}/health`)).rejects.toThrow();
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
