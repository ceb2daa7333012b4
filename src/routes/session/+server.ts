import { newChallenge } from '$lib/server/accounts/challenge';
import { renew, signOut } from '$lib/server/accounts/renewal';
import { parseSession } from '$lib/server/accounts/request';
import { answering, ENROLLED } from '$lib/server/accounts/route';
import { server } from '$lib/server/main';
import type { RequestHandler } from './$types';

/** Something to sign: `{ challenge }`, good for a few minutes. */
export const GET: RequestHandler = answering(server, {
	act: async ({ accounts }) => ({ ok: await newChallenge(accounts) })
});

/** A new session for who holds the key: `SessionRequest` in, `Enrolled` out. */
export const POST: RequestHandler = answering(server, {
	body: parseSession,
	act: ({ accounts, value }) => renew(accounts, value)
});

/** Ends the account of the device that asks. */
export const DELETE: RequestHandler = answering(server, {
	roles: ENROLLED,
	act: ({ accounts, holder }) => signOut(accounts, holder)
});
