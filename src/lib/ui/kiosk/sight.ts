import { closuresOf } from '../../domain/folds/centre';
import { database, pageKey, type Day, type Slug } from '../../domain/ids';
import { isHalfDay, type Slot } from '../../domain/places/slots';
import type { WatchableLog } from '../../ports/fact-log';
import { m } from '../../paraglide/messages';
import { holderNameOf } from '../../usecases/places';
import { slotsWord } from '../place-words';

/** The places of one day as this kiosk knows them, the closures that hide them, and as which holder it speaks. */
export const watchDay = (log: WatchableLog, centre: Slug, day: Day) =>
	log.watch(async (read) => ({
		ledger: await read.page('ledger', pageKey.ledger(centre, day)),
		closures: closuresOf(await read.page('centre', pageKey.centre(centre))),
		me: holderNameOf(await read.device()),
		heard: await read.heard(database.centre(centre))
	}));

/** `ce matin`, `10:00–11:30`. */
export function todayWord(slots: readonly Slot[]): string {
	if (!slots.every(isHalfDay)) return slotsWord(slots);
	if (slots.length > 1) return m.kiosk_place_day();
	return slots[0] === 'am' ? m.kiosk_place_am() : m.kiosk_place_pm();
}
