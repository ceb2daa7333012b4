import { invite } from '$lib/server/accounts/invitations';
import { parsePlace } from '$lib/server/accounts/request';
import { answering } from '$lib/server/accounts/route';
import { server } from '$lib/server/main';
import type { RequestHandler } from './$types';

/** Invites a device: `Place` in, `Invitation` out. */
export const POST: RequestHandler = answering(server, {
	roles: ['host', 'coordinator'],
	body: parsePlace,
	act: ({ accounts, holder, value }) => invite(accounts, holder, value)
});
