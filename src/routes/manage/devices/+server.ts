import { devicesFor } from '$lib/server/accounts/devices';
import { answering } from '$lib/server/accounts/route';
import { server } from '$lib/server/main';
import type { RequestHandler } from './$types';

/** The devices within reach: `DeviceListed[]`. */
export const GET: RequestHandler = answering(server, {
	roles: ['member', 'host', 'trainer', 'coordinator'],
	act: async ({ accounts, holder }) => ({ ok: await devicesFor(accounts.store, holder) })
});
