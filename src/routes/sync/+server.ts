import { answerJson, readJson } from '$lib/server/http/body';
import { parseSyncRequest } from '$lib/server/gateway/request';
import { reportDefect } from '$lib/server/http/report';
import { unauthorized, tooMany } from '$lib/server/http/answers';
import { server } from '$lib/server/main';
import type { RequestHandler } from './$types';

/** What devices have to say, and what is new for them: `SyncRequest` in, `SyncAnswer` out. */
export const POST: RequestHandler = async ({ request, locals }) => {
	if ('unauthorized' in locals.asker) return unauthorized(request, locals.asker);
	const { holder } = locals.asker;
	const { gateway, rate } = await server();
	// Before the body is read: who asks too often costs as little as can be.
	const early = rate.take(locals.bucket, { requests: 1 });
	if (early) return tooMany(request, early);
	const body = await readJson(request);
	if ('status' in body) return answerJson(request, { error: 'unreadable' }, body);
	const asked = parseSyncRequest(body.value);
	if (!asked) return answerJson(request, { error: 'not-understood' }, { status: 422 });
	// Facts come from devices that are enrolled: this one's session has been lost on the way.
	if (holder.role === 'visitor' && asked.facts.length > 0)
		return unauthorized(request, { unauthorized: 'unknown' });
	const busy = rate.take(locals.bucket, { facts: asked.facts.length });
	if (busy) return tooMany(request, busy);
	try {
		return await answerJson(request, await gateway.exchange(asked, holder));
	} catch (error) {
		reportDefect(error);
		const headers = { 'retry-after': '5' };
		return answerJson(request, { error: 'store-unavailable' }, { status: 503, headers });
	}
};
