import { erasuresFor } from '$lib/server/accounts/erasures';
import { answering } from '$lib/server/accounts/route';
import { server } from '$lib/server/main';
import type { RequestHandler } from './$types';

/** Orders to forget somebody, and who has not confirmed them: `Erasure[]`. */
export const GET: RequestHandler = answering(server, {
	roles: ['host', 'coordinator'],
	act: async ({ accounts, holder }) => ({ ok: await erasuresFor(accounts.store, holder) })
});
