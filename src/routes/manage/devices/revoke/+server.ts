import { parseRevocation } from '$lib/server/accounts/request';
import { revoke } from '$lib/server/accounts/revocation';
import { answering } from '$lib/server/accounts/route';
import { server } from '$lib/server/main';
import type { RequestHandler } from './$types';

/** Ends an account within reach: `{ account }` in, `true` out. */
export const POST: RequestHandler = answering(server, {
	roles: ['member', 'host', 'trainer', 'coordinator'],
	body: parseRevocation,
	act: ({ accounts, holder, value }) => revoke(accounts, holder, value.account)
});
