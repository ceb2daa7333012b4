import { version } from '$app/environment';
import { reachOf, VISITOR } from '$lib/domain/rights';
import { server } from '$lib/server/main';
import { json } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

/**
 * Whether the server can read its store, which one that is, and how far the relay
 * has read what anybody may read: how much there is of the rest is nobody's business.
 */
export const GET: RequestHandler = async () => {
	const headers = { 'cache-control': 'no-store' };
	const { store, relay } = await server();
	try {
		await store.get('ops', 'instance');
		const position = relay ? Object.entries(relay.position()).filter(isPublic) : null;
		const read = position && Object.fromEntries(position);
		return json({ status: 'ok', store: store.kind, version, relay: read }, { headers });
	} catch {
		const body = { status: 'store-unavailable', store: store.kind, version, relay: null };
		return json(body, { status: 503, headers });
	}
};

const isPublic = ([db]: readonly [string, unknown]): boolean => reachOf(VISITOR, db) !== undefined;
