import type { Draft } from '../domain/facts';
import { claimAt, deciderOf, type Claim, type LedgerPage } from '../domain/folds/ledger';
import { pageKey, type Day, type FactId } from '../domain/ids';
import type { HolderName } from '../domain/places/holders';
import { insteadOf, type Instead } from '../domain/places/instead';
import { giverOf, seatProblem, type SeatProblem } from '../domain/places/seating';
import { seatsOf } from '../domain/places/seats';
import type { Slot } from '../domain/places/slots';
import { isOver, standingOf } from '../domain/places/standing';
import type { Unit } from '../domain/places/units';
import { problemOf, slotsLeft, type Premises } from '../domain/places/wish';
import type { Clock } from '../ports/clock';
import type { FactLog } from '../ports/fact-log';
import { drop, placeOf } from './assign-place';
import type { NoRoom } from './people';
import { placeDraft, premisesOf } from './places';

export interface Restoring {
	/** The place or the wish, as it was before what is taken back. */
	readonly was: Claim;
	/** What was asked for in its stead; absent where it was ended. */
	readonly instead?: FactId;
	/** Why they are where they were, for who had been moved already and may have read so. */
	readonly reason?: string;
}

export type Restored =
	| { readonly restored: true }
	/** Nothing was written: `unit` is where it cannot be. */
	| { readonly problem: SeatProblem; readonly unit?: Unit }
	| NoRoom;

/**
 * Takes back what a host has just done to a place: whoever had it has all that is
 * still to come of it, on every unit it was on, or nothing is written. What only a
 * holder can give is asked for again; what they have instead stays theirs until
 * then, where it was granted.
 */
export async function restorePlace(
	{ log, clock }: { log: FactLog; clock: Clock },
	{ was, instead, reason }: Restoring
): Promise<Restored> {
	const { centre, day } = placeOf(was.id);
	const [ledgerKey, centreKey] = [pageKey.ledger(centre, day), pageKey.centre(centre)];
	const wall = clock.now();
	const done = await log.commit<Exclude<Restored, NoRoom>>(
		[ledgerKey, centreKey],
		(read, device) => {
			const ledger = read(ledgerKey, 'ledger');
			const premises = premisesOf(read(centreKey, 'centre'), wall);
			const draft = placeDraft({ centre, day, wall, device });
			const isWaiting = standingOf(was) === 'waitlisted';
			const written = (dropped: readonly FactId[], claims: Draft[] = []) => ({
				drafts: [...dropped.map((claim) => draft('place.cancelled', drop(claim))), ...claims],
				result: { restored: true as const }
			});
			const nothing = (result: Exclude<Restored, NoRoom>) => ({ drafts: [], result });
			if (!premises) return nothing({ problem: 'unknown-space' });
			const its = instead === undefined ? undefined : claimAt(ledger, instead);
			// Refused, or over in another way: what was before has stayed, or ended by itself.
			if (instead !== undefined && (!its || isOver(standingOf(its)))) return written([]);
			const isGiven = its?.held !== undefined;
			const wishes = wishesOf(ledger, was, day, wall);
			// Who waits is on the list as before, unless what was given instead has taken them off it.
			const isThere = !isGiven && (isWaiting || wishes.length === 0);
			if (its && (isThere || isOver(standingOf(was)))) return written([its.id]);
			if (wishes.length === 0) return nothing({ problem: 'past' });
			const problem = problemWith(ledger, { was, wishes, day, replaces: its?.id }, premises);
			if (problem) return nothing(problem);
			const { replaces, dropped } = steadOf(ledger, was, its, wishes);
			const { person, block, series, space, waits } = was;
			const claims = wishes.map(({ unit, slots, to }) =>
				draft('place.claimed', {
					...(person !== undefined && { person }),
					...(block !== undefined && { block }),
					...(series !== undefined && { series }),
					...{ space, slots: [...slots], to, replaces },
					...(unit !== undefined && { unit }),
					...(!was.held && waits && { waits }),
					...(isGiven && !isWaiting && reason !== undefined && { reason })
				})
			);
			return written(dropped, claims);
		}
	);
	return 'failed' in done ? done : done.result;
}

interface Wish {
	/** Absent where any would do. */
	readonly unit?: Unit;
	readonly slots: readonly Slot[];
	readonly to: HolderName;
}

/** What is still to come of what somebody had, or was waiting to hear of; nothing where that was over. */
function wishesOf(page: LedgerPage, was: Claim, day: Day, now: number): readonly Wish[] {
	if (isOver(standingOf(was))) return [];
	const seats = seatsOf(was);
	if (seats.length === 0) {
		const slots = slotsLeft({ day, slots: was.slots }, now);
		return slots.length > 0 ? [{ slots, to: deciderOf(page, was) }] : [];
	}
	return seats.flatMap(({ unit, slots: all }): Wish[] => {
		const slots = slotsLeft({ day, slots: all }, now);
		const to = giverOf(page, { unit, slots }) ?? was.by ?? was.to;
		return slots.length > 0 ? [{ unit, slots, to }] : [];
	});
}

/** The first thing that stands against any of it. That they have it now is none. */
function problemWith(
	page: LedgerPage,
	{
		was: { id, person, block, space },
		wishes,
		day,
		replaces = id
	}: {
		was: Claim;
		wishes: readonly Wish[];
		day: Day;
		replaces: FactId | undefined;
	},
	premises: Premises
): { readonly problem: SeatProblem; readonly unit?: Unit } | undefined {
	const about = { ...(person !== undefined && { person }), block: block !== undefined };
	for (const { unit, slots } of wishes) {
		const problem =
			unit === undefined
				? problemOf({ day, space, slots }, premises)
				: seatProblem(page, { day, unit, slots, ...about, replaces }, premises);
		if (problem && problem !== 'same') return { problem, ...(unit !== undefined && { unit }) };
	}
	return undefined;
}

function steadOf(
	page: LedgerPage,
	was: Claim,
	its: Claim | undefined,
	wishes: readonly Wish[]
): Instead {
	if (!its) return { replaces: was.id, dropped: [] };
	if (standingOf(was) === 'waitlisted') return { replaces: was.id, dropped: [its.id] };
	const givers = wishes.map(({ to }) => to);
	return insteadOf(page, its.id, givers);
}
