import type { Pouch } from './store/pouch-store';
import { statusOf } from './store/pouch-store';

/**
 * CouchDB's own HTTP for reading, so that a standard PouchDB or CouchDB can pull
 * a database. Nothing is written this way but the reader's own checkpoints:
 * https://docs.couchdb.org/en/stable/replication/protocol.html
 */
export interface Asked {
	readonly method: string;
	/** Below the database, without a leading slash. */
	readonly path: string;
	readonly query: URLSearchParams;
	readonly body: () => Promise<unknown>;
}
export interface Answer {
	readonly status: number;
	readonly body: unknown;
}

const MOST_ROWS = 5_000;

export async function answerAsCouchDb(pouch: Pouch, name: string, asked: Asked): Promise<Answer> {
	try {
		return await route(pouch, name, asked);
	} catch (error) {
		const status = statusOf(error) ?? 500;
		const { name: what = 'error', reason = 'failed' } = error as { name?: string; reason?: string };
		return { status, body: { error: what, reason } };
	}
}

async function route(pouch: Pouch, name: string, asked: Asked): Promise<Answer> {
	const { method, path, query } = asked;
	const what = `${method} ${path.startsWith('_local/') ? '_local' : path}`;
	switch (what) {
		case 'GET ':
			return ok({ ...(await pouch.info()), db_name: name });
		case 'GET _changes':
		case 'POST _changes':
			return ok(await pouch.changes(changesOptions(query)));
		case 'GET _all_docs':
			return ok(await pouch.allDocs(allDocsOptions(query)));
		case 'POST _all_docs': {
			const { keys } = (await asked.body()) as { keys?: string[] };
			return ok(await pouch.allDocs({ ...allDocsOptions(query), keys: strings(keys) }));
		}
		case 'POST _bulk_get':
			return ok(await pouch.bulkGet(await bulkGetOptions(asked)));
		case 'POST _revs_diff':
			return ok(await pouch.revsDiff((await asked.body()) as never));
		case 'GET _local':
			return ok(await pouch.get(path));
		case 'PUT _local':
			return created(await pouch.put({ ...((await asked.body()) as object), _id: path } as never));
	}
	if (method === 'GET' && !path.startsWith('_')) {
		const open = query.get('open_revs');
		const options = { rev: query.get('rev') ?? undefined, revs: query.get('revs') === 'true' };
		if (open === null) return ok(await pouch.get(path, options));
		const revs = open === 'all' ? 'all' : strings(JSON.parse(open));
		return ok(await pouch.get(path, { revs: true, open_revs: revs } as never));
	}
	const reason = 'read only here: facts are written through /sync';
	return { status: 403, body: { error: 'forbidden', reason } };
}

const ok = (body: unknown): Answer => ({ status: 200, body });
const created = (body: unknown): Answer => ({ status: 201, body });

const strings = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

const limitIn = (query: URLSearchParams): number => {
	const asked = Number(query.get('limit') ?? MOST_ROWS);
	return Number.isInteger(asked) && asked >= 0 ? Math.min(asked, MOST_ROWS) : MOST_ROWS;
};

/** `feed` is left out: an answer is what there is now, and who wants more asks again. */
const changesOptions = (query: URLSearchParams): PouchDB.Body =>
	({
		since: query.get('since') ?? 0,
		limit: limitIn(query),
		style: query.get('style') === 'all_docs' ? 'all_docs' : 'main_only',
		include_docs: query.get('include_docs') === 'true'
	}) as PouchDB.Body;

const parsedKey = (query: URLSearchParams, ...names: string[]): string | undefined => {
	const text = names.map((name) => query.get(name)).find((value) => value !== null);
	return text === undefined || text === null ? undefined : String(JSON.parse(text));
};

function allDocsOptions(query: URLSearchParams): PouchDB.Body {
	const startkey = parsedKey(query, 'startkey', 'start_key');
	const endkey = parsedKey(query, 'endkey', 'end_key');
	return {
		limit: limitIn(query),
		include_docs: query.get('include_docs') === 'true',
		descending: query.get('descending') === 'true',
		...(startkey !== undefined && { startkey }),
		...(endkey !== undefined && { endkey })
	} as PouchDB.Body;
}

async function bulkGetOptions({ body, query }: Asked): Promise<PouchDB.Body> {
	const { docs } = (await body()) as { docs?: { id: string; rev?: string }[] };
	const asked = (Array.isArray(docs) ? docs : []).slice(0, MOST_ROWS);
	return { docs: asked as never, revs: query.get('revs') === 'true' };
}
