import { parseAlarmClosed } from '$lib/domain/matters';
import { closeAlarm, mattersFor } from '$lib/server/accounts/matters';
import { answering } from '$lib/server/accounts/route';
import { server } from '$lib/server/main';
import type { RequestHandler } from './$types';

/** What waits for a decision, and stands nowhere else: `Matters`. */
export const GET: RequestHandler = answering(server, {
	roles: ['coordinator'],
	act: async ({ accounts }) => ({ ok: await mattersFor(accounts) })
});

/** Somebody has looked at an alarm: `AlarmClosed` in, `true` out. */
export const POST: RequestHandler = answering(server, {
	roles: ['coordinator'],
	body: parseAlarmClosed,
	act: ({ accounts, holder, value }) => closeAlarm(accounts, holder, value)
});
