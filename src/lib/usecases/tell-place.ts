import { pageKey, type FactId } from '../domain/ids';
import { wordFor, type News } from '../domain/places/untold';
import type { Clock } from '../ports/clock';
import type { FactLog } from '../ports/fact-log';
import { placeOf } from './assign-place';
import type { NoRoom } from './people';
import { placeDraft } from './places';

/** A host has told somebody what became of their place, or takes that back. Said again, it changes nothing. */
export async function tellPlace(
	{ log, clock }: { log: FactLog; clock: Clock },
	{ claim, of, back = false }: { claim: FactId; of: News; back?: boolean }
): Promise<{ readonly told: boolean } | NoRoom> {
	const { centre, day } = placeOf(claim);
	const key = pageKey.ledger(centre, day);
	const wall = clock.now();
	const done = await log.commit([key], (read, device) => {
		const its = read(key, 'ledger').claims[claim];
		const word = its && wordFor(its, of, { back });
		if (word === undefined) return { drafts: [], result: false };
		const draft = placeDraft({ centre, day, wall, device })('place.told', { claim, of: word });
		return { drafts: [draft], result: true };
	});
	return 'failed' in done ? done : { told: done.result };
}
