import type { Clock, Timers } from '../../src/lib/ports/clock';
import type { FactLog } from '../../src/lib/ports/fact-log';
import type { Mark } from '../../src/lib/ports/mark';
import type { Network } from '../../src/lib/ports/network';
import type { Tables } from '../../src/lib/ports/tables';
import type { Store } from '../../src/lib/server/store/store';

/** A mistake made around a port on its way in, to see whether the simulation notices. */
export interface Mutant {
	readonly tables?: (tables: Tables, clock: Clock) => Tables;
	readonly log?: (log: FactLog) => FactLog;
	readonly network?: (network: Network) => Network;
	readonly mark?: (mark: Mark) => Mark;
	readonly store?: (store: Store, timers: Timers) => Store;
	/** Of the relay alone. */
	readonly relayStore?: (store: Store) => Store;
	/** Histories in which it can be seen at all; without it, all. */
	readonly isIn?: (seed: number) => boolean;
	/** Puts a wrong rule in the place of a right one for one history; the answer puts it back. */
	readonly rules?: () => () => void;
}
