import type { Draft } from '../domain/facts';
import { pageKey, partsOf, type Day, type FactId, type Slug } from '../domain/ids';
import type { HolderName } from '../domain/places/holders';
import { insteadOf } from '../domain/places/instead';
import { giverOf, seatProblem, type Seat, type SeatProblem } from '../domain/places/seating';
import { partsOfUnit } from '../domain/places/units';
import type { Clock } from '../ports/clock';
import type { FactLog } from '../ports/fact-log';
import type { NoRoom } from './people';
import { placeDraft, premisesOf } from './places';

export interface Assignment extends Seat {
	readonly centre: Slug;
	readonly day: Day;
	readonly person: string;
	/** What they asked for and did not get, or have elsewhere: it ends once this is granted. */
	readonly replaces?: FactId;
	/** Why, for them to read. */
	readonly reason?: string;
}

/** A wish was written down; `to` has to answer it before the place is confirmed. */
export type Asked =
	{ readonly claim: FactId; readonly to: HolderName } | { readonly problem: SeatProblem } | NoRoom;

/**
 * A host wants one unit for somebody. Only its holder can give it: this asks, with
 * or without a link, and says at once what is known to stand against it.
 */
export function assignPlace(
	around: { log: FactLog; clock: Clock },
	{ person, ...rest }: Assignment
): Promise<Asked> {
	return askFor(around, { ...rest, fields: { person } });
}

/** A claim for one unit, addressed to whoever holds it. The rest of its fields is the caller’s. */
export async function askFor(
	{ log, clock }: { log: FactLog; clock: Clock },
	{
		centre,
		day,
		unit,
		slots,
		replaces,
		reason,
		fields
	}: Omit<Assignment, 'person'> & { readonly fields: { person?: string; block?: string } }
): Promise<Asked> {
	const [ledgerKey, centreKey] = [pageKey.ledger(centre, day), pageKey.centre(centre)];
	const wall = clock.now();
	const done = await log.commit<Exclude<Asked, NoRoom>>([ledgerKey, centreKey], (read, device) => {
		const ledger = read(ledgerKey, 'ledger');
		const premises = premisesOf(read(centreKey, 'centre'), wall);
		const nothing = (problem: SeatProblem) => ({ drafts: [], result: { problem } });
		if (!premises) return nothing('unknown-space');
		const block = fields.block !== undefined;
		const seating = { day, unit, slots, ...rest(fields.person, replaces), block };
		const problem = seatProblem(ledger, seating, premises);
		if (problem) return nothing(problem);
		const to = giverOf(ledger, seating)!;
		const instead = replaces === undefined ? undefined : insteadOf(ledger, replaces, [to]);
		const draft = placeDraft({ centre, day, wall, device });
		const claimed = draft('place.claimed', {
			...fields,
			space: partsOfUnit(unit).space,
			slots: [...slots],
			to,
			unit,
			...(instead && { replaces: instead.replaces }),
			...(reason !== undefined && { reason })
		});
		const drops = (instead?.dropped ?? []).map((claim) => draft('place.cancelled', drop(claim)));
		return { drafts: [...drops, claimed], result: { claim: '', to } };
	});
	if ('failed' in done) return done;
	return 'to' in done.result ? { ...done.result, claim: done.facts.at(-1)!._id } : done.result;
}

/** Taken back by who has just asked for it: without a reason, and news to nobody. */
export const drop = (claim: FactId): Draft['fields'] => ({ claim, why: 'host' });

const rest = (person?: string, replaces?: FactId) => ({
	...(person !== undefined && { person }),
	...(replaces !== undefined && { replaces })
});

/** The centre and day a claim is of. */
export const placeOf = (claim: FactId): { readonly centre: Slug; readonly day: Day } => {
	const { scope: centre, day } = partsOf(claim);
	return { centre, day };
};
