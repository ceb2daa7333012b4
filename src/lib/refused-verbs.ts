import type { Clock } from './ports/clock';
import type { FactLog } from './ports/fact-log';
import type { Office } from './ports/office';
import type { Tools } from './tools';
import { handOver } from './usecases/hand-over';
import { putAway } from './usecases/put-away';
import { takeUp } from './usecases/take-up';

/** What helps with what the server did not take. */
export interface RefusedVerbs {
	/** Says what was refused anew, where that may help. */
	takeUp(keys: readonly string[]): ReturnType<typeof takeUp>;
	/** Puts what was refused away, or brings it back. */
	putAway(keys: readonly string[], away?: boolean): ReturnType<typeof putAway>;
	/** Makes a file of what was refused, for whoever looks after the network. */
	handOver(keys: readonly string[], version: string): ReturnType<typeof handOver>;
}

export const refusedVerbs = (
	around: { log: FactLog; office: Office; clock: Clock } & Tools,
	thenSend: <R>(done: Promise<R>) => Promise<R>
): RefusedVerbs => ({
	takeUp: (keys) => thenSend(takeUp(around, keys)),
	putAway: (keys, away) => putAway(around, keys, away),
	handOver: (keys, version) => handOver(around, keys, version)
});
