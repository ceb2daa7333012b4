import type { Clock } from './ports/clock';
import type { FactLog } from './ports/fact-log';
import { describeCentre } from './usecases/describe-centre';

/** What the coordinator says of the network. All of it works with no link. */
export interface NetworkVerbs {
	describeCentre(said: Parameters<typeof describeCentre>[1]): ReturnType<typeof describeCentre>;
}

export const networkVerbs = (
	around: { log: FactLog; clock: Clock },
	thenSend: <R>(done: Promise<R>) => Promise<R>
): NetworkVerbs => ({
	describeCentre: (said) => thenSend(describeCentre(around, said))
});
