import type { BookingsPage, Booking } from '../folds/bookings';
import type { Day, FactId, Slug } from '../ids';
import type { PlaceRefusal } from '../kinds';
import type { Refusal } from '../parse';
import type { PlaceReport } from './report';
import { shutFor, type Doorway } from './shut';
import { boundsOf, isHalfDay, type Slot } from './slots';
import { isOver, type Standing } from './standing';
import type { Unit } from './units';

/**
 * One person's places as their phone shows them: what they asked for there, joined
 * with what the server says has become of it, and with the closures of the centres.
 */
export interface Mine {
	/** What it is called in what its person says of it: their own booking, else the claim. */
	readonly id: FactId;
	readonly claim?: FactId;
	readonly centre: Slug;
	readonly day: Day;
	readonly space: string;
	readonly slots: readonly Slot[];
	/** `closed`: confirmed, and the centre is closed then as things are. */
	readonly standing: Standing | 'closed';
	/** What the closing goes by, of one that is `closed`. */
	readonly shut?: string;
	/** The units it has, where it has any. */
	readonly units?: readonly Unit[];
	/** Until when an offer is held, milliseconds. */
	readonly until?: number;
	readonly why?: PlaceRefusal | 'twice' | 'fenced';
	/** What a host wrote, or why the centre is closed. */
	readonly reason?: string;
	readonly by?: 'owner' | 'host';
	/** The server did not take the wish, or what was said of it last. */
	readonly rejected?: Refusal;
	/** What was said last is on this device alone so far, or is not answered yet. */
	readonly pending?: 'unsent' | 'unanswered';
	/** An offer its person has said yes to. */
	readonly accepted?: true;
	/** Would wait, or waits, for a place. */
	readonly waits?: true;
	/** The place that it took the place of. */
	readonly former?: Mine;
	/** The place that ends once this one is confirmed, and stands until then. */
	readonly insteadOf?: Mine;
	readonly series?: string;
	/** Device clock of the wish, or server clock of the last change; milliseconds. */
	readonly at: number;
}

/** What became of a fact of this device on its way to the server. */
export type Sending =
	{ readonly is: 'waiting' | 'sent' } | { readonly is: 'refused'; readonly why: Refusal };

export interface Told {
	readonly page: BookingsPage;
	readonly reports: Iterable<PlaceReport>;
	/** `undefined` of a centre that is not known here. */
	readonly doorway: (centre: Slug) => Doorway | undefined;
	/** `undefined` for facts of another phone, or of long ago: those have been sent. */
	readonly sending: (fact: FactId) => Sending | undefined;
}

/** Every place once, the next one first. One that another took the place of is under that one. */
export function placesOf(told: Told): readonly Mine[] {
	const byBooking = new Map<FactId, PlaceReport>();
	const alone: PlaceReport[] = [];
	for (const report of told.reports) {
		const known = report.booking !== undefined && Object.hasOwn(told.page.bookings, report.booking);
		if (known) byBooking.set(report.booking, report);
		else alone.push(report);
	}
	const all = [
		...Object.values(told.page.bookings).map((booking) =>
			placeOf(told, booking, byBooking.get(booking.id))
		),
		...alone.map((report) => placeOf(told, undefined, report))
	];
	return joined(all).sort(byTime);
}

/** When it begins and ends, milliseconds. */
export function spanOf({ day, slots }: Pick<Mine, 'day' | 'slots'>): readonly [number, number] {
	const bounds = slots.map((slot) => boundsOf(day, slot));
	return [Math.min(...bounds.map(([from]) => from)), Math.max(...bounds.map(([, to]) => to))];
}

/** True where a place, or the hope of one, is in the way of another at the same time. */
export const isInTheWay = ({ standing }: Pick<Mine, 'standing'>): boolean =>
	standing === 'closed' || (!isOver(standing) && standing !== 'waitlisted' && standing !== 'moved');

/**
 * The slots of a day its person has already, of one sort: a desk and a meeting room
 * at once are a morning's work with a meeting in it.
 */
export const slotsTaken = (
	places: readonly Mine[],
	day: Day,
	sort: 'half-days' | 'half-hours',
	except?: FactId
): readonly Slot[] =>
	places
		.filter((place) => place.day === day && isInTheWay(place) && !isNamed(place, except))
		.filter(({ slots }) => isHalfDay(slots[0]!) === (sort === 'half-days'))
		.flatMap(({ slots }) => slots);

export const isNamed = ({ id, claim }: Pick<Mine, 'id' | 'claim'>, name?: FactId): boolean =>
	name !== undefined && (id === name || claim === name);

type Draft = Mine & { readonly replaces?: FactId; readonly replacedBy?: FactId };

function placeOf(
	{ page, doorway, sending }: Told,
	booking: Booking | undefined,
	report: PlaceReport | undefined
): Draft {
	const { centre, day, space, slots, series } = (report ?? booking)!;
	const id = booking?.id ?? report?.booking ?? report!.claim;
	const claim = report?.claim;
	const replaces = booking?.replaces ?? report?.replaces;
	const place = {
		id,
		...(claim !== undefined && { claim }),
		centre,
		day,
		space,
		slots,
		...(series !== undefined && { series }),
		...(booking?.waits && { waits: true as const }),
		...(replaces !== undefined && { replaces }),
		...(report?.replacedBy !== undefined && { replacedBy: report.replacedBy }),
		at: booking?.at ?? report!.changed
	};
	const said = (what: Record<FactId, FactId>): Fate | undefined =>
		fateOf(own(what, id) ?? own(what, claim), sending);
	const cancelled = said(page.cancelled);
	if (cancelled?.pending && !isOver(report?.standing ?? 'requested'))
		return { ...place, standing: 'cancelled', by: 'owner', ...cancelled };
	if (!report) {
		const fate = fateOf(id, sending)!;
		return { ...place, standing: fate.rejected ? 'refused' : 'requested', ...fate };
	}
	const { standing, units, until, why, by } = report;
	const door = standing === 'confirmed' ? doorway(centre) : undefined;
	const shut = door && shutFor({ day, slots }, door);
	// Of why somebody was moved there is nothing to say while the door is shut.
	const reason = shut ? shut.why : report.reason;
	const accepted = standing === 'offered' ? said(page.accepted) : undefined;
	return {
		...place,
		standing: shut ? 'closed' : standing,
		...(shut && { shut: shut.name }),
		...(units && { units }),
		...(until !== undefined && { until }),
		...(why && { why }),
		...(by && { by }),
		...(reason !== undefined && { reason }),
		...(standing === 'requested' && { pending: 'unanswered' as const }),
		...(accepted?.pending && { accepted: true as const }),
		...(accepted ?? cancelled)
	};
}

const own = (of: Record<FactId, FactId>, id: FactId | undefined): FactId | undefined =>
	id !== undefined && Object.hasOwn(of, id) ? of[id] : undefined;

type Fate = Pick<Mine, 'pending' | 'rejected'>;

function fateOf(fact: FactId | undefined, sending: Told['sending']): Fate | undefined {
	if (fact === undefined) return undefined;
	const fate = sending(fact);
	if (fate?.is === 'refused') return { rejected: fate.why };
	return { pending: fate?.is === 'waiting' ? 'unsent' : 'unanswered' };
}

/** A change that has come about hides what was before; one that has not stands beside it. */
function joined(all: readonly Draft[]): Mine[] {
	const byName = new Map<FactId, Draft>();
	for (const place of all) {
		byName.set(place.id, place);
		if (place.claim !== undefined) byName.set(place.claim, place);
	}
	const before = (place: Draft): Draft | undefined =>
		place.replaces === undefined ? undefined : byName.get(place.replaces);
	const under = new Set<Draft>();
	const stripped = (place: Draft, within: ReadonlySet<Draft>): Mine => {
		const { replaces: _replaces, replacedBy: _by, ...rest } = place;
		const old = before(place);
		// What names itself, by whatever way, replaces nothing.
		if (!old || within.has(old)) return rest;
		const its = stripped(old, new Set([...within, old]));
		return isBehind(place, old) ? { ...rest, former: its } : { ...rest, insteadOf: its };
	};
	for (const place of all) {
		const old = before(place);
		if (old && isBehind(place, old) && !leadsTo(old, place)) under.add(old);
	}
	return all.filter((place) => !under.has(place)).map((place) => stripped(place, new Set([place])));

	function leadsTo(from: Draft, to: Draft): boolean {
		const seen = new Set<Draft>();
		for (let at: Draft | undefined = from; at && !seen.has(at); at = before(at)) {
			if (at === to) return true;
			seen.add(at);
		}
		return false;
	}
}

/** Whether the old place is over, or has given way to the new one. */
const isBehind = (place: Mine, old: Draft): boolean =>
	old.standing === 'replaced' ||
	place.standing === 'confirmed' ||
	place.standing === 'closed' ||
	(old.standing !== 'closed' && isOver(old.standing)) ||
	(old.standing === 'moved' && !isOver(place.standing as Standing));

const byTime = (a: Mine, b: Mine): number => {
	const [first, second] = [spanOf(a)[0], spanOf(b)[0]];
	if (first !== second) return first - second;
	return a.at - b.at || (a.id < b.id ? -1 : 1);
};
