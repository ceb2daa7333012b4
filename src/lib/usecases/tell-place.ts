import { pageKey, type FactId } from '../domain/ids';
import { wordFor } from '../domain/places/told';
import type { Clock } from '../ports/clock';
import type { FactLog } from '../ports/fact-log';
import { placeOf } from './assign-place';
import type { NoRoom } from './people';
import { placeDraft } from './places';

/** A host has told somebody what became of their place, or takes that back. Said again, it changes nothing. */
export async function tellPlace(
	{ log, clock }: { log: FactLog; clock: Clock },
	{ claim, words, back = false }: { claim: FactId; words: readonly string[]; back?: boolean }
): Promise<{ readonly told: boolean } | NoRoom> {
	const { centre, day } = placeOf(claim);
	const key = pageKey.ledger(centre, day);
	const wall = clock.now();
	const done = await log.commit([key], (read, device) => {
		const its = read(key, 'ledger').claims[claim];
		const draft = placeDraft({ centre, day, wall, device });
		const drafts = words.flatMap((word) => {
			const of = its && wordFor(its, word, { back });
			return of === undefined ? [] : [draft('place.told', { claim, of })];
		});
		return { drafts, result: drafts.length > 0 };
	});
	return 'failed' in done ? done : { told: done.result };
}
