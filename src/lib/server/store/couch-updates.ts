import type { CouchHttp } from './couch-http';

const LONGPOLL = 50_000;
const PAUSE_AFTER_ERROR = 2_000;

interface Updates {
	readonly results: readonly { readonly db_name: string; readonly type: string }[];
	readonly last_seq: string;
}

/** Follows CouchDB's feed of changed databases until stopped, through restarts of CouchDB. */
export function followUpdates(
	{ reach, stopping }: CouchHttp,
	patience: number,
	changed: (name: string) => void
): () => void {
	let live = true;
	const ask = (since: string): Promise<Response> =>
		reach(
			`_db_updates?feed=longpoll&timeout=${LONGPOLL}&since=${encodeURIComponent(since)}`,
			{},
			LONGPOLL + patience
		);
	void (async () => {
		let since = 'now';
		while (live && !stopping.aborted) {
			try {
				const response = await ask(since);
				if (!response.ok) throw new Error(`_db_updates: ${response.status}`);
				const { results, last_seq } = (await response.json()) as Updates;
				since = last_seq;
				for (const { db_name, type } of results) if (live && type !== 'deleted') changed(db_name);
			} catch {
				if (stopping.aborted) return;
				await new Promise((resolve) => setTimeout(resolve, PAUSE_AFTER_ERROR).unref());
			}
		}
	})();
	return () => (live = false);
}
