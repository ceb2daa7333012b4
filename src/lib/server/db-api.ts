import { isRecord } from '../domain/parse';
import type { Pouch } from './store/pouch';
import { statusOf } from './store/pouch';

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
	/** Parsed; `undefined` where none was sent. */
	readonly body: unknown;
	/** The account that asks: its checkpoints are its own. */
	readonly account: string;
}
export interface Answer {
	readonly status: number;
	readonly body: unknown;
}

const MOST_ROWS = 5_000;
/** As replicators name their checkpoints. */
const CHECKPOINT = /^_local\/[\w.=+~-]{1,120}$/;
const CHECKPOINT_BYTES = 65_536;

export async function answerAsCouchDb(pouch: Pouch, name: string, asked: Asked): Promise<Answer> {
	try {
		return await route(pouch, name, asked);
	} catch (error) {
		if (error instanceof SyntaxError || error instanceof NotServed)
			return { status: 400, body: { error: 'bad_request', reason: error.message } };
		const status = statusOf(error) ?? 500;
		const { name: what = 'error', reason = 'failed' } = error as { name?: string; reason?: string };
		return { status, body: { error: what, reason } };
	}
}

/** Saying so is better than answering something else than was asked. */
class NotServed extends Error {}

async function route(pouch: Pouch, name: string, asked: Asked): Promise<Answer> {
	const { method, path, query, body, account } = asked;
	const given = isRecord(body) ? body : {};
	switch (`${method} ${path.startsWith('_local/') ? '_local' : path}`) {
		case 'GET ': {
			const { doc_count, update_seq } = await pouch.info();
			return ok({ db_name: name, doc_count, update_seq, instance_start_time: '0' });
		}
		case 'GET _changes':
		case 'POST _changes':
			return ok(await changes(pouch, query, given));
		case 'GET _all_docs':
		case 'POST _all_docs': {
			const answer = await pouch.allDocs({ ...allDocsOptions(query), ...keysIn(given) });
			return ok({ ...answer, rows: answer.rows.filter(({ id }) => !isDesign(id)) });
		}
		case 'POST _bulk_get': {
			const docs = wanted(given);
			// Asked for nothing, PouchDB never answers.
			if (docs.length === 0) return ok({ results: [] });
			return ok(await pouch.bulkGet({ docs, revs: isTrue(query, 'revs') }));
		}
		case 'POST _revs_diff':
			return ok(await pouch.revsDiff(given));
		case 'POST _ensure_full_commit':
			// CouchDB asks for it before its checkpoint; what is here is on the disk already.
			return { status: 201, body: { ok: true, instance_start_time: '0' } };
		case 'GET _local':
			return ok({ ...(await pouch.get(ownCheckpoint(account, path))), _id: path });
		case 'PUT _local':
			return keepCheckpoint(pouch, { account, path, body: given });
	}
	if (method === 'GET' && !path.startsWith('_')) {
		const open = query.get('open_revs');
		const options = { rev: query.get('rev') ?? undefined, revs: isTrue(query, 'revs') };
		if (open === null) return ok(await pouch.get(path, options));
		const revs = open === 'all' ? 'all' : strings(JSON.parse(open));
		return ok(await pouch.get(path, { revs: true, open_revs: revs }));
	}
	return refused('read only here: facts are written through /sync');
}

const ok = (body: unknown): Answer => ({ status: 200, body });
const refused = (reason: string): Answer => ({ status: 403, body: { error: 'forbidden', reason } });

async function keepCheckpoint(
	pouch: Pouch,
	{ account, path, body }: { account: string; path: string; body: PouchDB.Body }
): Promise<Answer> {
	const bytes = JSON.stringify(body).length;
	if (!CHECKPOINT.test(path) || bytes > CHECKPOINT_BYTES || '_attachments' in body)
		return refused('only checkpoints are kept here');
	const written = await pouch.put({ ...body, _id: ownCheckpoint(account, path) });
	return { status: 201, body: { ...written, id: path } };
}

/** Two readers may name theirs alike, and one must not move the other's. */
const ownCheckpoint = (account: string, path: string): string =>
	`_local/${account}.${path.slice('_local/'.length)}`;

/** An answer is what there is now; who wants more asks again. */
async function changes(pouch: Pouch, query: URLSearchParams, body: PouchDB.Body) {
	if ((query.get('feed') ?? 'normal') !== 'normal') throw new NotServed('feed=normal only');
	const filter = query.get('filter') ?? '_doc_ids';
	if (filter !== '_doc_ids') throw new NotServed('no filter but _doc_ids');
	const limit = limitIn(query);
	const options = {
		limit,
		batch_size: limit,
		style: query.get('style') === 'all_docs' ? 'all_docs' : 'main_only',
		include_docs: isTrue(query, 'include_docs'),
		descending: isTrue(query, 'descending'),
		...(Array.isArray(body['doc_ids']) && { doc_ids: strings(body['doc_ids']) })
	};
	for (let since = sequenceIn(query); ;) {
		const { results, last_seq } = await pouch.changes({ ...options, since });
		const shown = results.filter(({ id }) => !isDesign(id));
		// Nothing at all would be taken for the end.
		if (shown.length > 0 || results.length < limit) return { results: shown, last_seq };
		since = last_seq;
	}
}

/** The embedded store counts; what CouchDB gives is its own business. */
function sequenceIn(query: URLSearchParams): string | number {
	const since = query.get('since') ?? '0';
	return /^\d{1,15}$/.test(since) ? Number(since) : since;
}

/** Rules of the database itself, which only its own server can obey. */
const isDesign = (id: string | undefined): boolean => id?.startsWith('_design/') ?? false;

const isTrue = (query: URLSearchParams, name: string): boolean => query.get(name) === 'true';

const strings = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

function limitIn(query: URLSearchParams): number {
	const asked = Number(query.get('limit') ?? MOST_ROWS);
	return Number.isInteger(asked) && asked >= 1 ? Math.min(asked, MOST_ROWS) : MOST_ROWS;
}

function allDocsOptions(query: URLSearchParams): PouchDB.Body {
	const key = (...names: string[]): string | undefined => {
		const text = names.map((name) => query.get(name)).find((value) => value !== null);
		return text === null || text === undefined ? undefined : String(JSON.parse(text));
	};
	const options = {
		limit: limitIn(query),
		include_docs: isTrue(query, 'include_docs'),
		descending: isTrue(query, 'descending'),
		inclusive_end: query.get('inclusive_end') !== 'false',
		startkey: key('startkey', 'start_key'),
		endkey: key('endkey', 'end_key'),
		key: key('key'),
		skip: Number(query.get('skip') ?? 0) || undefined
	};
	return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

const keysIn = ({ keys }: PouchDB.Body): PouchDB.Body =>
	Array.isArray(keys) ? { keys: strings(keys).slice(0, MOST_ROWS) } : {};

/** What `_bulk_get` is asked for, as far as it makes sense. */
const wanted = ({ docs }: PouchDB.Body): PouchDB.Body[] =>
	(Array.isArray(docs) ? docs : [])
		.slice(0, MOST_ROWS)
		.filter(isRecord)
		.filter(({ id }) => typeof id === 'string' && !isDesign(id))
		.map(({ id, rev }) => ({ id, ...(typeof rev === 'string' && { rev }) }));
