import { addTo, nothingHappened, type Happened } from './faults';
import { runHistory, type Options, type Outcome } from './history';
import { report } from './shrink';

export interface Runs {
	readonly histories: number;
	/** Seeds of the histories that broke a promise. */
	readonly broken: readonly number[];
	readonly happened: Happened;
	readonly ends: Record<keyof Outcome['ends'], number>;
	readonly events: number;
	/** The first failure, shrunk, in words. */
	readonly report: string | undefined;
}

/** Runs so many histories from a seed on; stops after the first that breaks a promise, unless told not to. */
export async function runHistories(
	seed: number,
	count: number,
	options: Options & { readonly done?: (runs: Runs) => void; readonly goOn?: boolean } = {}
): Promise<Runs> {
	let runs: Runs = {
		histories: 0,
		broken: [],
		happened: nothingHappened(),
		ends: {
			'on the server': 0,
			refused: 0,
			'past its time': 0,
			'lost with its disk': 0,
			'lost by a restore': 0
		},
		events: 0,
		report: undefined
	};
	for (let at = seed; at < seed + count; at += 1) {
		const outcome = await runHistory(at, options);
		addTo(runs.happened, outcome.happened);
		for (const [end, facts] of Object.entries(outcome.ends))
			runs.ends[end as keyof Runs['ends']] += facts;
		const isBroken = outcome.violations.length > 0;
		runs = {
			...runs,
			histories: runs.histories + 1,
			events: runs.events + outcome.events,
			broken: isBroken ? [...runs.broken, at] : runs.broken,
			report: runs.report ?? (isBroken ? await report(at, options) : undefined)
		};
		options.done?.(runs);
		if (isBroken && !options.goOn) break;
	}
	return runs;
}
