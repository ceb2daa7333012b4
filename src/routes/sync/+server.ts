import { answerJson, readJson } from '$lib/server/http/body';
import { parseSyncRequest } from '$lib/server/gateway/request';
import { server } from '$lib/server/main';
import type { RequestHandler } from './$types';

/** What devices have to say, and what is new for them: `SyncRequest` in, `SyncAnswer` out. */
export const POST: RequestHandler = async ({ request }) => {
	const body = await readJson(request);
	if ('status' in body) return answerJson(request, { error: 'unreadable' }, body);
	const asked = parseSyncRequest(body.value);
	if (!asked) return answerJson(request, { error: 'not-understood' }, { status: 422 });
	const { gateway } = await server();
	try {
		return await answerJson(request, await gateway.exchange(asked));
	} catch (error) {
		console.error(error);
		const headers = { 'retry-after': '5' };
		return answerJson(request, { error: 'store-unavailable' }, { status: 503, headers });
	}
};
