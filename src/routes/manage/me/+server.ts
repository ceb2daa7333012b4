import { readAccount } from '$lib/server/accounts/account';
import { enrolled } from '$lib/server/accounts/enrolment';
import { answering, ENROLLED } from '$lib/server/accounts/route';
import { server } from '$lib/server/main';
import type { RequestHandler } from './$types';

/** What the one that asks was made when it was enrolled: `Enrolled`. A device may have lost what it knew of itself. */
export const GET: RequestHandler = answering(server, {
	roles: ENROLLED,
	act: async ({ accounts, holder }) => {
		const account = await readAccount(accounts.store, holder.account);
		return account ? { ok: await enrolled(accounts, account) } : { refused: 'no-such-device' };
	}
});
