import type { Clock } from './ports/clock';
import type { FactLog } from './ports/fact-log';
import type { Randomness } from './ports/randomness';
import type { Tools } from './tools';
import { checkIn, type CheckIn } from './usecases/check-in';
import { checkOut, type CheckOut } from './usecases/check-out';
import type { Placing } from './usecases/find-place';
import { identify } from './usecases/identify';
import { scan } from './usecases/scan';
import { undo } from './usecases/undo';

/** What is done at the door. All of it works with no link. */
export interface KioskVerbs {
	checkIn(arrival: CheckIn): ReturnType<typeof checkIn>;
	checkOut(departure: CheckOut): ReturnType<typeof checkOut>;
	/** `was` is the place somebody had who now takes back their departure. */
	undo(fact: string, was?: Placing): ReturnType<typeof undo>;
	identify(typed: Parameters<typeof identify>[1]): ReturnType<typeof identify>;
	/** Whose badge a scanned text is. */
	scan(text: string): ReturnType<typeof scan>;
}

export function kioskVerbs(
	around: { log: FactLog; clock: Clock; random: Randomness } & Tools,
	thenSend: <R>(done: Promise<R>) => Promise<R>,
	/** An answer is on its way: asks for it a few times. */
	askSoon: () => void
): KioskVerbs {
	return {
		async checkIn(arrival) {
			const done = await thenSend(checkIn(around, arrival));
			if ('place' in done && done.place?.is === 'asked') askSoon();
			return done;
		},
		checkOut: (departure) => thenSend(checkOut(around, departure)),
		undo: (fact, was) => thenSend(undo(around, fact, was)),
		identify: (typed) => identify(around, typed),
		scan: (text) => scan(around, text)
	};
}
