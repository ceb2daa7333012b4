import { handIn } from '$lib/server/accounts/quarantine';
import { parseQuarantine } from '$lib/server/accounts/request';
import { answering } from '$lib/server/accounts/route';
import { server } from '$lib/server/main';
import type { RequestHandler } from './$types';

/** What a revoked device had not sent: `QuarantineRequest` in, an outcome for each fact out. */
export const POST: RequestHandler = answering(server, {
	body: parseQuarantine,
	act: ({ accounts, value }) => handIn(accounts, value)
});
