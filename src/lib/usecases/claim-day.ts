import { local } from '../domain/calendar';
import type { Centre } from '../domain/centres';
import { closuresOf } from '../domain/folds/centre';
import { pageKey, type Day, type FactId } from '../domain/ids';
import type { PlaceRefusal } from '../domain/kinds';
import { freeFor } from '../domain/places/decide';
import { SERVER } from '../domain/places/holders';
import { anyMeet, type Slot } from '../domain/places/slots';
import { isOver, standingOf } from '../domain/places/standing';
import { theirClaims } from '../domain/places/theirs';
import { problemOf } from '../domain/places/wish';
import type { Clock } from '../ports/clock';
import type { FactLog } from '../ports/fact-log';
import { placeDraft } from './places';

export interface DayWish {
	readonly centre: Centre;
	readonly person: string;
	readonly day: Day;
	/** Half-days. */
	readonly slots: readonly Slot[];
}

export type DayClaimed =
	/** Asked for, and saved here; the server answers. `again`: it was asked for before. */
	| { readonly claim: FactId; readonly again: boolean }
	| { readonly problem: PlaceRefusal }
	| { readonly failed: 'no-room' };

/** Somebody who stands at the kiosk asks for a desk on another day. The server decides: it holds what is not for walk-ins. */
export async function claimDay(
	{ log, clock }: { log: FactLog; clock: Clock },
	{ centre, person, day, slots }: DayWish
): Promise<DayClaimed> {
	const wall = clock.now();
	const key = pageKey.ledger(centre.slug, day);
	const about = pageKey.centre(centre.slug);
	const done = await log.commit<{ problem: PlaceRefusal } | { again?: FactId }>(
		[key, about],
		(read, device) => {
			const ledger = read(key, 'ledger');
			const closures = closuresOf(read(about, 'centre'));
			const premises = { centre, closures, today: local(wall).day, now: wall };
			const desks = centre.spaces.filter(({ kind }) => kind === 'desk');
			const space = desks.find(({ id }) => freeFor(ledger, SERVER, { space: id, slots }, premises));
			const { id } = space ?? desks[0] ?? { id: '' };
			const problem = problemOf({ day, space: id, slots }, premises);
			if (problem) return { drafts: [], result: { problem } };
			const same = theirClaims(ledger, person, { centre, day, now: wall }).find(
				(claim) => !isOver(standingOf(claim)) && anyMeet(claim.slots, slots) && isDesk(claim.space)
			);
			if (same) return { drafts: [], result: { again: same.id } };
			const draft = placeDraft({ centre: centre.slug, day, wall, device });
			const fields = { person, space: id, slots: [...slots], to: SERVER };
			return { drafts: [draft('place.claimed', fields, person)], result: {} };
		}
	);
	if ('failed' in done) return done;
	if ('problem' in done.result) return done.result;
	const { again } = done.result;
	return { claim: again ?? done.facts[0]!._id, again: again !== undefined };

	function isDesk(space: string): boolean {
		return centre.spaces.some(({ id, kind }) => id === space && kind === 'desk');
	}
}
