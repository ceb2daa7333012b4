import { isDatabaseName } from '$lib/domain/ids';
import { answerAsCouchDb } from '$lib/server/db-api';
import { answerJson, readJson } from '$lib/server/http/body';
import { server } from '$lib/server/main';
import type { RequestHandler } from './$types';

export const trailingSlash = 'ignore';

/** A database as CouchDB would serve it, for reading. */
const answer: RequestHandler = async ({ request, params, url }) => {
	const { name, path } = params;
	const { store, use } = await server();
	if (!isDatabaseName(name) || !(await store.databases()).includes(name))
		return answerJson(request, { error: 'not_found', reason: 'missing' }, { status: 404 });
	// Read before a database is opened for it: who sends slowly keeps nobody waiting.
	const read = request.body ? await readJson(request) : { value: undefined };
	if ('status' in read) return answerJson(request, { error: 'unreadable' }, read);
	const asked = { method: request.method, path, query: url.searchParams, body: read.value };
	const answered = await use(name, (pouch) => answerAsCouchDb(pouch, name, asked));
	return answerJson(request, answered.body, { status: answered.status });
};

export const GET = answer;
export const POST = answer;
export const PUT = answer;
export const DELETE = answer;
