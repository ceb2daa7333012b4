import { hostVerbs, type HostVerbs } from './host-verbs';
import type { Clock } from './ports/clock';
import type { FactLog } from './ports/fact-log';
import type { Randomness } from './ports/randomness';
import { acceptOffer } from './usecases/accept-offer';
import { cancelBooking } from './usecases/cancel-booking';
import { claimDay } from './usecases/claim-day';
import { extendStay } from './usecases/extend-stay';
import { requestAgain } from './usecases/request-again';
import { requestPlace } from './usecases/request-place';
import { requestSeries } from './usecases/request-series';
import { seeBooking } from './usecases/see-booking';
import { withdrawClaim } from './usecases/withdraw-claim';

/** What is done about places. All of it works with no link. */
export interface PlaceVerbs extends HostVerbs {
	claimDay(wish: Parameters<typeof claimDay>[1]): ReturnType<typeof claimDay>;
	withdrawClaim(claim: string): ReturnType<typeof withdrawClaim>;
	extendStay(stay: Parameters<typeof extendStay>[1]): ReturnType<typeof extendStay>;
	/** On somebody’s own phone. */
	requestPlace(wish: Parameters<typeof requestPlace>[1]): ReturnType<typeof requestPlace>;
	requestAgain(...given: Given): ReturnType<typeof requestAgain>;
	requestSeries(wish: Parameters<typeof requestSeries>[1]): ReturnType<typeof requestSeries>;
	cancelBooking(places: Parameters<typeof cancelBooking>[1]): ReturnType<typeof cancelBooking>;
	acceptOffer(place: string): ReturnType<typeof acceptOffer>;
	seeBooking(shown: Parameters<typeof seeBooking>[1]): ReturnType<typeof seeBooking>;
}

type Given = [place: Parameters<typeof requestAgain>[1], replaces?: string];
type Then = <R>(done: Promise<R>) => Promise<R>;

export function placeVerbs(
	around: { log: FactLog; clock: Clock; random: Randomness },
	thenSend: Then,
	/** Sends, and then asks a few times more, since an answer is on its way. */
	thenAwait: Then
): PlaceVerbs {
	return {
		...hostVerbs(around, { thenSend, thenAwait }),
		claimDay: (wish) => thenAwait(claimDay(around, wish)),
		withdrawClaim: (claim) => thenSend(withdrawClaim(around, claim)),
		extendStay: (stay) => thenAwait(extendStay(around, stay)),
		requestPlace: (wish) => thenAwait(requestPlace(around, wish)),
		requestAgain: (...given) => thenAwait(requestAgain(around, ...given)),
		requestSeries: (wish) => thenAwait(requestSeries(around, wish)),
		cancelBooking: (places) => thenAwait(cancelBooking(around, places)),
		acceptOffer: (place) => thenAwait(acceptOffer(around, place)),
		seeBooking: (shown) => thenSend(seeBooking(around, shown))
	};
}
