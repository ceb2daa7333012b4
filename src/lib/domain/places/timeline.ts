import type { Centre, Space } from '../centres';
import { endOf, presence, type DayPage, type Visit } from '../folds/day';
import { rightAt, type Claim, type LedgerPage } from '../folds/ledger';
import { local } from '../calendar';
import { partsOf, type Day } from '../ids';
import { SERVER, type HolderName } from './holders';
import { closureOn, openingOn, slotsWithin, type Closure, type Slot } from './slots';
import { extentOf, spanOf, stretchesOf, type Span } from './spans';
import { standingOf } from './standing';
import { isConfidential, partsOfUnit, unitsOf, type Unit } from './units';

/**
 * How a place looks to who welcomes people: `late` began and nobody came yet,
 * `absent` is over and nobody came, `ending` was cancelled and waits for its
 * holder to make it free, `busy` is nobody’s business.
 */
export type Look =
	| 'here'
	| 'left'
	| 'expected'
	| 'late'
	| 'absent'
	| 'offered'
	| 'requested'
	| 'ending'
	| 'block'
	| 'busy';

/** One claim on one unit, drawn from its beginning to its end. */
export interface Bar {
	readonly claim: Claim;
	readonly look: Look;
	readonly span: Span;
	/** The visit of its person, where there is one. */
	readonly visit?: Visit;
	/** Of `late`: from when on the server may make it free, milliseconds. */
	readonly due?: number;
	/** Bars that overlap lie below one another: 0 for the first. */
	readonly lane: number;
}

export interface Row {
	readonly unit: Unit;
	readonly space: Space;
	/** Of its space, from 1. */
	readonly n: number;
	/** Whoever gives it away that day, each once: two where morning and afternoon differ. */
	readonly holders: readonly HolderName[];
	readonly bars: readonly Bar[];
	readonly lanes: number;
	/** Stretches that nobody has, in slots that may still be given. */
	readonly free: readonly { readonly slots: readonly Slot[]; readonly span: Span }[];
	/** The centre has it no more; what was confirmed on it stays. */
	readonly isGone: boolean;
}

export interface Premise {
	readonly centre: Pick<Centre, 'hours' | 'spaces' | 'openOnHolidays'>;
	readonly closures: readonly Closure[];
	readonly day: Day;
	readonly now: number;
	/** As the server has published it, milliseconds; `undefined` while that is not known here. */
	readonly grace?: number | undefined;
}

/** Every unit of a centre and what is on it that day, in the order of its spaces. */
export function timelineOf(
	ledger: LedgerPage,
	{ visits }: Pick<DayPage, 'visits'>,
	premise: Premise
): readonly Row[] {
	const { centre, day, now } = premise;
	const bars = new Map<Unit, Bar[]>();
	for (const claim of Object.values(ledger.claims)) {
		for (const [unit, slots] of unitsFor(claim)) {
			const visit = visitFor(claim, extentOf(centre, day, slots), visits, now);
			for (const [from, to] of stretchesOf(centre, day, slots)) {
				// Who walks in has the place from then on.
				const span: Span = [claim.walkIn && visit ? Math.max(from, visit.arrived) : from, to];
				const look = lookOf(claim, span, visit, premise);
				const due = look === 'late' ? dueOf(claim, premise) : undefined;
				const more = { ...(visit && { visit }), ...(due !== undefined && { due }) };
				bars.set(unit, [...(bars.get(unit) ?? []), { claim, look, span, ...more, lane: 0 }]);
			}
		}
	}
	return rowsOf(centre, bars).map(({ unit, space, n, isGone }) => {
		const laid = inLanes(bars.get(unit) ?? []);
		return {
			unit,
			space,
			n,
			isGone,
			holders: holdersOf(ledger, unit, space, premise),
			bars: laid,
			lanes: Math.max(1, ...laid.map(({ lane }) => lane + 1)),
			free: isGone ? [] : freeOf(ledger, unit, space, premise)
		};
	});
}

/** Where a claim is to be drawn: on what it has, or on the one unit it asks for. */
function unitsFor(claim: Claim): ReadonlyMap<Unit, Slot[]> {
	const on = new Map<Unit, Slot[]>();
	for (const [unit, slot] of claim.held ?? []) on.set(unit, [...(on.get(unit) ?? []), slot]);
	if (!claim.held && claim.unit !== undefined && standingOf(claim) === 'requested')
		on.set(claim.unit, [...claim.slots]);
	return on;
}

/** The visit that goes with a claim: of its person, and not over before it begins. */
export function visitFor(
	{ person }: Claim,
	[from, to]: Span,
	visits: readonly Visit[],
	now: number
): Visit | undefined {
	if (person === undefined) return undefined;
	return visits.find(
		(visit) =>
			!visit.undone &&
			(visit.person === person || visit.formerly === person) &&
			visit.arrived < to &&
			(endOf(visit, now)?.at ?? Infinity) > from
	);
}

function lookOf(
	claim: Claim,
	[from, to]: Span,
	visit: Visit | undefined,
	{ centre, now }: Premise
): Look {
	if (claim.cancelled || claim.released) return 'ending';
	if (!claim.held) return 'requested';
	if (claim.block !== undefined) return 'block';
	if (isConfidential(centre, claim)) return 'busy';
	if (standingOf(claim) === 'offered') return 'offered';
	if (visit) {
		if (presence(visit, now) !== 'here') return 'left';
		// Who was given a place on coming in sits at it, before the doors open too.
		return claim.walkIn || from <= now || visit.arrived >= from ? 'here' : 'expected';
	}
	if (now >= to) return 'absent';
	return now > from ? 'late' : 'expected';
}

/**
 * Only what was asked for on a day before, and given by the server, is ever free
 * again because nobody came: who asks today may be on the way.
 */
function dueOf(claim: Claim, { centre, day, grace }: Premise): number | undefined {
	const asked = claim.made && local(claim.made.at).day;
	if (grace === undefined || asked === undefined || asked >= partsOf(claim.id).day)
		return undefined;
	if (claim.by !== SERVER || claim.unproven) return undefined;
	return extentOf(centre, day, claim.slots)[0] + grace;
}

function rowsOf(
	{ spaces }: Pick<Centre, 'spaces'>,
	bars: ReadonlyMap<Unit, unknown>
): Pick<Row, 'unit' | 'space' | 'n' | 'isGone'>[] {
	const rows = spaces.flatMap((space) =>
		unitsOf(space).map((unit, i) => ({ unit, space, n: i + 1, isGone: false }))
	);
	const known = new Set(rows.map(({ unit }) => unit));
	const gone = [...bars.keys()].filter((unit) => !known.has(unit)).sort();
	for (const unit of gone) {
		const { space: id, n } = partsOfUnit(unit);
		const space = spaces.find((one) => one.id === id) ?? { id, kind: 'room' as const, count: 1 };
		rows.push({ unit, space, n, isGone: true });
	}
	return rows;
}

function inLanes(bars: readonly Bar[]): readonly Bar[] {
	const ends: number[] = [];
	// What stands comes first: a wish for a taken place is drawn below it.
	const rank = ({ look }: Bar): number => (look === 'requested' ? 1 : 0);
	return bars
		.toSorted((a, b) => rank(a) - rank(b) || a.span[0] - b.span[0])
		.map((bar) => {
			const fits = ends.findIndex((end) => end <= bar.span[0]);
			const lane = fits < 0 ? ends.length : fits;
			ends[lane] = bar.span[1];
			return { ...bar, lane };
		})
		.sort((a, b) => a.span[0] - b.span[0] || a.lane - b.lane);
}

function holdersOf(
	ledger: LedgerPage,
	unit: Unit,
	space: Space,
	{ centre, day }: Premise
): readonly HolderName[] {
	const slots = slotsWithin(openingOn({ ...centre, openOnHolidays: true }, [], day), space);
	const all = slots.map((slot) => rightAt(ledger, unit, slot).holder);
	return all.length === 0 ? [SERVER] : [...new Set(all)];
}

function freeOf(
	ledger: LedgerPage,
	unit: Unit,
	space: Space,
	{ centre, closures, day, now }: Premise
): Row['free'] {
	const free: { slots: Slot[]; span: Span }[] = [];
	for (const slot of slotsWithin(openingOn(centre, closures, day), space)) {
		const [from, to] = spanOf(centre, day, slot);
		if (to <= now || rightAt(ledger, unit, slot).claim !== undefined) continue;
		const last = free.at(-1);
		const joins = last && last.span[1] === from;
		if (joins) free[free.length - 1] = { slots: [...last.slots, slot], span: [last.span[0], to] };
		else free.push({ slots: [slot], span: [from, to] });
	}
	return free;
}

/** Units of the desks that nobody has in a slot, whoever holds them. */
export const desksFreeIn = (
	ledger: LedgerPage,
	{ spaces }: Pick<Centre, 'spaces'>,
	slot: Slot
): number =>
	spaces
		.filter(({ kind }) => kind === 'desk')
		.flatMap((space) => unitsOf(space))
		.filter((unit) => rightAt(ledger, unit, slot).claim === undefined).length;

/** Why nobody is given a place that day: what a host wrote, or an empty text where it is a holiday or a day of rest. */
export const closedOn = ({ centre, closures, day }: Premise): string | undefined => {
	const closure = closureOn(closures, day);
	if (closure) return closure.why;
	return openingOn(centre, closures, day).length === 0 ? '' : undefined;
};
