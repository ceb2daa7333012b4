import { local } from '../../domain/calendar';
import { deciderOf, type Claim, type LedgerPage } from '../../domain/folds/ledger';
import { partsOf, type FactId } from '../../domain/ids';
import { deskFor, type NoDesk } from '../../domain/places/desk-for';
import { isServerName, type HolderName } from '../../domain/places/holders';
import { halfDayAt, isHalfDay, type Slot } from '../../domain/places/slots';
import { standingOf } from '../../domain/places/standing';
import { theirClaims, type Sight } from '../../domain/places/theirs';
import type { Unit } from '../../domain/places/units';

const SHOWN = ['confirmed', 'offered', 'requested', 'waitlisted', 'moved'] as const;

/** A place of today as it is shown to its person. */
export interface PlaceToday {
	readonly id: FactId;
	readonly is: Exclude<(typeof SHOWN)[number], 'offered'>;
	readonly space: string;
	readonly units: readonly Unit[];
	readonly slots: readonly Slot[];
	/** Theirs before they came. */
	readonly isBooked: boolean;
	/** Whose answer it waits for, or would. */
	readonly to: HolderName;
}

/** Somebody's places of today, the first first; one desk in the morning and in the afternoon is one all day. */
export function placesToday(
	ledger: LedgerPage,
	person: string,
	sight: Pick<Sight, 'centre' | 'day' | 'now'>
): readonly PlaceToday[] {
	const places: PlaceToday[] = [];
	for (const claim of theirClaims(ledger, person, sight)) {
		const is = SHOWN.find((standing) => standing === standingOf(claim));
		if (!is) continue;
		const next: PlaceToday = {
			id: claim.id,
			is: is === 'offered' ? 'requested' : is,
			space: claim.space,
			units: [...new Set(claim.held?.map(([unit]) => unit))],
			slots: claim.slots,
			isBooked: isBooked(claim, sight.day),
			to: deciderOf(ledger, claim)
		};
		const last = places.at(-1);
		if (last && isSame(last, next))
			places[places.length - 1] = { ...last, slots: [...last.slots, ...next.slots] };
		else places.push(next);
	}
	return places;
}

/** Why somebody who came to work has no desk now; `unasked` where there is one to ask for. */
export function whyNoDesk(
	ledger: LedgerPage,
	person: string,
	me: HolderName,
	sight: Sight
): NoDesk | 'unasked' {
	const { day, now } = sight;
	const half = halfDayAt(local(now).time);
	const last = theirClaims(ledger, person, sight)
		.filter(({ slots }) => slots.includes(half))
		.reduce<Claim | undefined>((a, b) => (a && a.count > b.count ? a : b), undefined);
	// That all were taken may have changed since.
	if (last?.refused && standingOf(last) === 'refused' && last.refused !== 'full')
		return last.refused;
	const desk = deskFor(ledger, me, { day, slots: [half] }, { ...sight, today: day });
	return desk.from === 'nobody' ? desk.why : 'unasked';
}

/** Not asked for at a kiosk on the day itself. */
const isBooked = ({ id, person, made }: Claim, day: string): boolean =>
	isServerName(partsOf(id).device) ||
	made?.by !== person ||
	(made !== undefined && local(made.at).day !== day);

const isSame = (a: PlaceToday, b: PlaceToday): boolean =>
	a.is === b.is &&
	a.space === b.space &&
	a.isBooked === b.isBooked &&
	a.to === b.to &&
	a.units.join() === b.units.join() &&
	[...a.slots, ...b.slots].every(isHalfDay);
