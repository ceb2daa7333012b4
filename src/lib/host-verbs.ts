import type { Clock } from './ports/clock';
import type { FactLog } from './ports/fact-log';
import { assignPlace } from './usecases/assign-place';
import { blockPlace } from './usecases/block-place';
import { cancelPlace } from './usecases/cancel-place';
import { closeCentre, reopenCentre } from './usecases/close-centre';
import { keepPlaces } from './usecases/keep-places';
import { movePlace } from './usecases/move-place';
import { restorePlace } from './usecases/restore-place';
import { tellPlace } from './usecases/tell-place';

/** What a host does with the places of a centre. All of it works with no link; who holds a place has the last word. */
export interface HostVerbs {
	assignPlace(to: Parameters<typeof assignPlace>[1]): ReturnType<typeof assignPlace>;
	movePlace(move: Parameters<typeof movePlace>[1]): ReturnType<typeof movePlace>;
	cancelPlace(which: Parameters<typeof cancelPlace>[1]): ReturnType<typeof cancelPlace>;
	restorePlace(what: Parameters<typeof restorePlace>[1]): ReturnType<typeof restorePlace>;
	blockPlace(block: Parameters<typeof blockPlace>[1]): ReturnType<typeof blockPlace>;
	closeCentre(closing: Parameters<typeof closeCentre>[1]): ReturnType<typeof closeCentre>;
	reopenCentre(closure: string): ReturnType<typeof reopenCentre>;
	keepPlaces(policy: Parameters<typeof keepPlaces>[1]): ReturnType<typeof keepPlaces>;
	tellPlace(told: Parameters<typeof tellPlace>[1]): ReturnType<typeof tellPlace>;
}

type Then = <R>(done: Promise<R>) => Promise<R>;

export function hostVerbs(
	around: { log: FactLog; clock: Clock },
	{ thenSend, thenAwait }: { thenSend: Then; thenAwait: Then }
): HostVerbs {
	return {
		assignPlace: (to) => thenAwait(assignPlace(around, to)),
		movePlace: (move) => thenAwait(movePlace(around, move)),
		cancelPlace: (which) => thenAwait(cancelPlace(around, which)),
		restorePlace: (what) => thenAwait(restorePlace(around, what)),
		blockPlace: (block) => thenAwait(blockPlace(around, block)),
		closeCentre: (closing) => thenSend(closeCentre(around, closing)),
		reopenCentre: (closure) => thenSend(reopenCentre(around, closure)),
		keepPlaces: (policy) => thenSend(keepPlaces(around, policy)),
		tellPlace: (told) => thenSend(tellPlace(around, told))
	};
}
