import { reachOf } from '$lib/domain/rights';
import { answerAsCouchDb } from '$lib/server/db-api';
import { tooMany, unauthorized } from '$lib/server/http/answers';
import { answerJson, readJson } from '$lib/server/http/body';
import { server } from '$lib/server/main';
import type { RequestHandler } from './$types';

export const trailingSlash = 'ignore';

/**
 * A database as CouchDB would serve it, for reading, to who may read all of it:
 * CouchDB's interface knows no window of days. What may not be read and what
 * does not exist are answered alike.
 */
const answer: RequestHandler = async ({ request, params, url, locals }) => {
	if ('unauthorized' in locals.asker) return unauthorized(request, locals.asker);
	const { holder } = locals.asker;
	const { name, path } = params;
	const { presence, use, rate } = await server();
	const busy = rate.take(locals.bucket, { requests: 1 });
	if (busy) return tooMany(request, busy);
	if (reachOf(holder, name) !== 'all' || !(await presence.isThere(name)))
		return answerJson(request, { error: 'not_found', reason: 'missing' }, { status: 404 });
	// Read before a database is opened for it: who sends slowly keeps nobody waiting.
	const read = request.body ? await readJson(request) : { value: undefined };
	if ('status' in read) return answerJson(request, { error: 'unreadable' }, read);
	const { method } = request;
	const asked = {
		method,
		path,
		query: url.searchParams,
		body: read.value,
		account: holder.account || 'visitor'
	};
	const answered = await use(name, (pouch) => answerAsCouchDb(pouch, name, asked));
	return answerJson(request, answered.body, { status: answered.status });
};

export const GET = answer;
export const POST = answer;
export const PUT = answer;
export const DELETE = answer;
