import { rightAt, type Claim, type LedgerPage } from '../folds/ledger';
import type { Day, FactId } from '../ids';
import type { PlaceRefusal } from '../kinds';
import { SERVER, type HolderName } from './holders';
import { anyMeet, isHalfDay, type Slot } from './slots';
import { isOver, standingOf } from './standing';
import { isUnit, partsOfUnit, spaceNamed, type Unit } from './units';
import { mayBeKept, problemOf, type Premises } from './wish';

/** One unit in some slots of a day, chosen by who welcomes people. */
export interface Seat {
	readonly unit: Unit;
	readonly slots: readonly Slot[];
}

/**
 * Why a seat cannot be asked for: what is wrong with any wish, or `taken` by
 * somebody else; `same` as they have now; `two-holders` where no one holder could
 * give the whole of it; `no-time` where no slot was chosen.
 */
export type SeatProblem = PlaceRefusal | 'taken' | 'same' | 'two-holders' | 'no-time';

export interface Seating extends Seat {
	readonly day: Day;
	/** Absent where the place is kept from everybody. */
	readonly person?: string;
	/** The claim that is to end when this is granted. */
	readonly replaces?: FactId;
	/** Kept from everybody: outside opening hours as well. */
	readonly block?: boolean;
}

/** Who would have to give a seat: `undefined` where no single holder could. */
export function giverOf(page: LedgerPage, { unit, slots }: Seat): HolderName | undefined {
	const holders = new Set(slots.map((slot) => rightAt(page, unit, slot).holder));
	if (holders.size !== 1) return undefined;
	const [holder] = holders;
	return page.fenced.includes(holder!) ? SERVER : holder!;
}

/** What is wrong with a seat as far as this device knows; its holder has the last word. */
export function seatProblem(
	page: LedgerPage,
	seating: Seating,
	premises: Premises
): SeatProblem | undefined {
	const { day, unit, slots, person, replaces, block } = seating;
	const space = spaceNamed(premises.centre, partsOfUnit(unit).space);
	if (!space || !isUnit(space, unit)) return 'unknown-space';
	if (slots.length === 0) return 'no-time';
	const problem = problemOf({ day, space: space.id, slots }, premises);
	// It need not be kept from anybody on a day that is closed.
	const isAllowed =
		block &&
		problem &&
		problem !== 'closed' &&
		mayBeKept(problem, { space: space.id, slots }, premises);
	if (problem && !isAllowed) return problem;
	const old = replaces === undefined ? undefined : page.claims[replaces];
	if (old && !old.cancelled && isSame(old, seating)) return 'same';
	const going = goingWith(page, replaces);
	if (slots.some((slot) => isTaken(page, unit, slot, going))) return 'taken';
	if (giverOf(page, seating) === undefined) return 'two-holders';
	return person !== undefined && hasAnother(page, person, slots, going) ? 'overlap' : undefined;
}

/** What ends with a grant: the claim it replaces, and what that one was to replace. */
function goingWith(page: LedgerPage, replaces: FactId | undefined): ReadonlySet<FactId> {
	const going = new Set<FactId>();
	for (let id = replaces; id !== undefined && !going.has(id); id = page.claims[id]?.replaces)
		going.add(id);
	return going;
}

const isTaken = (page: LedgerPage, unit: Unit, slot: Slot, going: ReadonlySet<FactId>): boolean => {
	const { claim } = rightAt(page, unit, slot);
	if (claim === undefined || going.has(claim)) return false;
	// What was cancelled is free as soon as its holder has heard of it, before it hears of this.
	return page.claims[claim]?.cancelled === undefined;
};

const isSame = ({ held }: Claim, { unit, slots }: Seat): boolean =>
	held !== undefined &&
	held.length === slots.length &&
	held.every(([of, slot]) => of === unit && slots.includes(slot));

const hasAnother = (
	page: LedgerPage,
	person: string,
	slots: readonly Slot[],
	going: ReadonlySet<FactId>
): boolean =>
	Object.values(page.claims).some(
		(other) =>
			other.person === person &&
			!going.has(other.id) &&
			other.held !== undefined &&
			!isOver(standingOf(other)) &&
			isHalfDay(other.slots[0]!) === isHalfDay(slots[0]!) &&
			anyMeet(other.slots, slots)
	);
