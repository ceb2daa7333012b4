import { version } from '$app/environment';
import { server } from '$lib/server/main';
import { json } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

/** Whether the server can read its store, which one that is, and how far the relay has read. */
export const GET: RequestHandler = async () => {
	const headers = { 'cache-control': 'no-store' };
	const { store, relay } = await server();
	try {
		await store.get('ops', 'instance');
		const position = relay?.position() ?? null;
		return json({ status: 'ok', store: store.kind, version, relay: position }, { headers });
	} catch {
		const body = { status: 'store-unavailable', store: store.kind, version, relay: null };
		return json(body, { status: 503, headers });
	}
};
