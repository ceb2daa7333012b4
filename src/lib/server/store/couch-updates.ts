import type { CouchHttp } from './couch-http';

const LONGPOLL = 50_000;
const PAUSE_AFTER_ERROR = 2_000;

interface Updates {
	readonly results: readonly { readonly db_name: string; readonly type: string }[];
	readonly last_seq: string;
}

/** Where CouchDB notes which databases change. It has none by itself, and then its feed says 404. */
const NOTES = '_global_changes';

/** Follows CouchDB's feed of changed databases until stopped, through restarts of CouchDB. */
export function followUpdates(
	{ reach, stopping }: CouchHttp,
	patience: number,
	changed: (name: string) => void
): () => void {
	let live = true;
	/** Asked for first: a wait that is broken off before it says anything would leave a gap. */
	let since: string | undefined;

	const ask = (): Promise<Response> =>
		since === undefined
			? reach('_db_updates?since=now')
			: reach(
					`_db_updates?feed=longpoll&timeout=${LONGPOLL}&since=${encodeURIComponent(since)}`,
					{},
					LONGPOLL + patience
				);

	async function hear(): Promise<void> {
		const response = await ask();
		if (response.status === 404) {
			await reach(NOTES, { method: 'PUT' });
			since = '0';
		}
		if (!response.ok) throw new Error(`_db_updates: ${response.status}`);
		const { results, last_seq } = (await response.json()) as Updates;
		since = last_seq;
		for (const { db_name, type } of results) if (live && type !== 'deleted') changed(db_name);
	}

	void (async () => {
		while (live && !stopping.aborted) {
			try {
				await hear();
			} catch {
				if (stopping.aborted) return;
				await new Promise((resolve) => setTimeout(resolve, PAUSE_AFTER_ERROR).unref());
			}
		}
	})();
	return () => (live = false);
}
