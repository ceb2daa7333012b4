import { quarantinedFor } from '$lib/server/accounts/quarantine';
import { answering } from '$lib/server/accounts/route';
import { server } from '$lib/server/main';
import type { RequestHandler } from './$types';

/** What revoked devices had not sent: `Quarantined[]`. */
export const GET: RequestHandler = answering(server, {
	roles: ['host', 'coordinator'],
	act: async ({ accounts, holder }) => ({ ok: await quarantinedFor(accounts.store, holder) })
});
