import type { CentrePage } from '../../domain/folds/centre';
import { closuresOf } from '../../domain/folds/centre';
import type { Claim } from '../../domain/folds/ledger';
import { instantOf, local } from '../../domain/calendar';
import { pageKey, type Day, type FactId, type Slug } from '../../domain/ids';
import type { Fact } from '../../domain/facts';
import type { Visit } from '../../domain/folds/day';
import { is } from '../../domain/kinds';
import { foldPage, type DayPage } from '../../domain/pages';
import { SERVER, type HolderName } from '../../domain/places/holders';
import { boundsOf, openingOn, periodOf } from '../../domain/places/slots';
import { standingOf } from '../../domain/places/standing';
import { witnessesIn, type Kiosks } from './kiosks';
import type { LedgerDay } from './ledgers';

/**
 * Who has not come. A place is free again for that reason only once everybody who
 * could know better has spoken: every kiosk of the centre was met after the
 * beginning and the grace, by the server's clock, with nothing left to send. A
 * device says with each request how much it has not sent yet, and the gateway
 * keeps that number beside the hour; facts and number are of one transaction on
 * the device, so zero means that all it had seen by then is here. A kiosk that is
 * silent, or whose clock is so wrong that its visits may be dated otherwise, keeps
 * every place of its centre taken.
 */

export interface AbsenceGrounds {
	readonly page: CentrePage;
	readonly kiosks: Kiosks;
	/** Holders from whom everything was taken back by that day. */
	readonly fenced: ReadonlySet<HolderName>;
	readonly now: number;
	/** Milliseconds. */
	readonly grace: number;
	/** Server clock at which a claim was received. */
	readonly receivedAt: (claim: FactId) => number | undefined;
	/** Whether a claim is for a room nobody is to be seen in. */
	readonly isConfidential: (claim: Claim) => boolean;
}

/** A clock that is wrong by more dates visits to another day, or another hour, milliseconds. */
const MOST_WRONG = 10 * 60_000;

/** What a device said it may have said so long before it was heard; what came since it says the next time, milliseconds. */
const ON_ITS_WAY = 5 * 60_000;

export function absentOn(ledger: LedgerDay, grounds: AbsenceGrounds): ReadonlySet<FactId> {
	const { now, grace } = grounds;
	const awaited = Object.values(ledger.page.claims).flatMap((claim) => {
		const due = dueAt(claim, ledger, grounds);
		return due !== undefined && due <= now ? [{ claim, due }] : [];
	});
	if (awaited.length === 0) return new Set();
	const visitFacts = ledger.facts.filter(({ kind }) => kind.startsWith('visit.'));
	const visits = arrivalsIn(ledger, visitFacts);
	return new Set(
		awaited
			.filter(({ due }) => haveSpoken(grounds, ledger.centre, due + ON_ITS_WAY))
			.filter(({ claim, due }) => {
				const end = Math.max(...claim.slots.map((slot) => boundsOf(ledger.day, slot)[1]));
				return !visits.some(
					(visit) =>
						visit.person === claim.person &&
						!visit.undone &&
						visit.arrived < end &&
						(visit.left ?? Infinity) > due - grace
				);
			})
			.map(({ claim }) => claim.id)
	);
}

/**
 * Each arrival by itself. A day shows two of one person as one visit; but that one
 * was taken back, or left, does not undo that they came by the other.
 */
function arrivalsIn({ centre, day }: LedgerDay, facts: readonly Fact[]): readonly Visit[] {
	const isArrival = (fact: Fact): boolean => is(fact, 'visit.arrived/1');
	return facts.filter(isArrival).flatMap((one) => {
		const alone = facts.filter((fact) => fact === one || !isArrival(fact));
		return (foldPage(pageKey.day(centre, day), alone).value as DayPage).visits;
	});
}

/** From when on somebody may be taken not to have come; `undefined` where that is never said. */
export function dueAt(
	claim: Claim,
	{ day }: Pick<LedgerDay, 'day'>,
	{ page, grace, receivedAt, isConfidential }: Omit<AbsenceGrounds, 'now' | 'kiosks' | 'fenced'>
): number | undefined {
	if (!page.centre || claim.person === undefined || claim.walkIn || isConfidential(claim))
		return undefined;
	if (standingOf(claim) !== 'confirmed' || claim.by !== SERVER || claim.unproven) return undefined;
	const received = receivedAt(claim.id);
	// Who asked for a place today may be on the way, and who asked when nobody knows.
	if (received === undefined || local(received).day >= day) return undefined;
	const begins = beginningOf(claim, day, page);
	return begins === undefined ? undefined : begins + grace;
}

/** When the centre is open for the first of the slots: nobody is late before the door opens. */
function beginningOf({ slots }: Claim, day: Day, page: CentrePage): number | undefined {
	const opening = openingOn(page.centre!, closuresOf(page), day);
	const starts = slots.flatMap((slot) => {
		const [from, to] = periodOf(slot);
		return opening
			.filter(([opens, closes]) => opens < to && from < closes)
			.map(([opens]) => instantOf(day, opens > from ? opens : from));
	});
	return starts.length === 0 ? undefined : Math.min(...starts);
}

/** Whether every kiosk of a centre has said all it knew, since an instant. */
function haveSpoken(
	{ kiosks, fenced }: Pick<AbsenceGrounds, 'kiosks' | 'fenced'>,
	centre: Slug,
	since: number
): boolean {
	if ((kiosks.unmet.get(centre) ?? 0) > 0) return false;
	const own = witnessesIn(kiosks, centre, fenced);
	// Where there is none, nobody can know.
	if (own.length === 0) return false;
	return own.every(
		({ seenAt, waiting, offset = 0 }) =>
			seenAt >= since && waiting === 0 && Math.abs(offset) <= MOST_WRONG
	);
}
