import type { FactLog } from '../ports/fact-log';
import type { Network } from '../ports/network';

interface Around {
	readonly log: FactLog;
	readonly network: Network;
	readonly isRunning: () => boolean;
}

/**
 * Fetches the segments that are announced and not yet here, newest first, beside
 * the exchanges: a check-in does not wait for last month. The next exchange that
 * succeeds asks for what is still missing.
 */
export function segmentLoader({ log, network, isRunning }: Around): () => Promise<void> {
	let loading = false;
	return async () => {
		if (loading || !isRunning()) return;
		loading = true;
		try {
			const { pending } = await log.outbox({ facts: 0, bytes: 0 });
			for (const [db, names] of Object.entries(pending)) {
				const newestFirst = names.toSorted((a, b) => (a.day < b.day ? 1 : -1));
				const done = await network.segments({ db, names: newestFirst }, (segment) =>
					isRunning() ? log.land(segment) : Promise.resolve()
				);
				await log.tally('segments', done.bytes);
				if (done.failure) return;
				if (isRunning()) await log.forgo(db, names);
			}
		} finally {
			loading = false;
		}
	};
}
