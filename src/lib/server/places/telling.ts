import { canonical } from '../../domain/facts';
import type { Claim } from '../../domain/folds/ledger';
import { partsOf, reportId, type DatabaseName, type FactId } from '../../domain/ids';
import type { PlaceRefusal } from '../../domain/kinds';
import { isServerName } from '../../domain/places/holders';
import { tellingOf, type PlaceReport } from '../../domain/places/report';
import { standingOf } from '../../domain/places/standing';
import type { Clock } from '../../ports/clock';
import { isErased } from '../erasure/erased';
import type { Doc, Store } from '../store/store';
import type { LedgerDay } from './ledgers';
import type { Origin, Origins } from './origins';

/** Tells people what has become of their places, each in their own database. */
export interface Telling {
	/** Of some people, or of everybody. */
	tell(ledger: LedgerDay, wanted?: ReadonlySet<string>): Promise<void>;
	/** One claim took the place of another that lies elsewhere. */
	succeeded(old: FactId, by: FactId): void;
}

interface TellingParts {
	readonly store: Store;
	readonly clock: Clock;
	readonly origins: Origins;
}

type Told = Omit<PlaceReport, 'sequence' | 'changed'>;

export function createTelling(parts: TellingParts): Telling {
	const { store, origins } = parts;
	/** What was last told of a claim, so that nothing is read to find that nothing has changed. */
	const told = new Map<FactId, string>();
	const successors = new Map<FactId, FactId>();

	async function tellOf({ centre, day }: LedgerDay, claim: Claim): Promise<void> {
		const origin = origins.byClaim(claim.id);
		const person = origin?.person ?? (claim.person && origins.personOf(claim.person));
		const standing = standingOf(claim);
		// Of what somebody has asked for on their phone and nobody has answered, the phone knows as much.
		if (person === undefined || (origin && standing === 'requested')) return;
		const booking = origin?.booking._id;
		const replacedBy = claim.replacedBy ?? successors.get(claim.id);
		const series = origin?.booking.series ?? claim.series;
		const body: Told = {
			...tellingOf(claim, { centre, day, ...(booking !== undefined && { booking }) }),
			...(replacedBy !== undefined && { replacedBy }),
			...(series !== undefined && { series })
		};
		const text = canonical(body);
		if (told.get(claim.id) === text) return;
		const db = origin?.db ?? (await origins.databaseOf(person));
		if (db !== undefined && !(await isErased(store, person))) await publish(parts, db, body);
		told.set(claim.id, text);
	}

	const isCopyOfUnknown = (claim: FactId): boolean =>
		isServerName(partsOf(claim).device) && !origins.byClaim(claim);

	return {
		succeeded: (old, by) => void successors.set(old, by),
		async tell(ledger, wanted) {
			// Asked for in time, and answered only now: a start reads nothing of days that are over.
			if (Object.keys(ledger.page.claims).some(isCopyOfUnknown)) await origins.readOver(ledger.day);
			for (const claim of Object.values(ledger.page.claims)) {
				if (wanted) {
					if (!claim.person || !wanted.has(origins.personOf(claim.person))) continue;
					told.delete(claim.id);
				}
				await tellOf(ledger, claim);
			}
		}
	};
}

/** Refuses what is in no ledger. */
export async function refusalTold(
	parts: Pick<TellingParts, 'store' | 'clock'>,
	{ claim, booking, db, person }: Origin,
	why: PlaceRefusal
): Promise<void> {
	const { scope: centre, day } = partsOf(claim);
	const { space, slots, series, replaces } = booking;
	const body: Told = {
		...{ claim, booking: booking._id, centre, day, space, slots, standing: 'refused', why },
		...(replaces !== undefined && { replaces }),
		...(series !== undefined && { series })
	};
	if (!(await isErased(parts.store, person))) await publish(parts, db, body);
}

/** Whether a booking was refused without its ever being in a ledger. */
export async function wasRefusedAlone(
	{ store }: Pick<TellingParts, 'store'>,
	{ claim, db }: Origin
): Promise<boolean> {
	const report = await store.get(db, reportId.place(partsOf(claim).day, claim));
	const why = report?.['why'];
	return (
		report?.['standing'] === 'refused' &&
		(why === 'past' || why === 'too-far' || why === 'unknown-space')
	);
}

async function publish(
	{ store, clock }: Pick<TellingParts, 'store' | 'clock'>,
	db: DatabaseName,
	body: Told
): Promise<void> {
	await store.revise(db, reportId.place(body.day, body.claim), (before) => {
		// After a start it is not known again who has taken the place of what lies elsewhere, nor what
		// was asked for on days that are over.
		const { booking, series, replacedBy } = (before ?? {}) as Partial<Told>;
		const next = { booking, series, replacedBy, ...defined(body) };
		if (before && canonical(saidIn(before)) === canonical(next)) return undefined;
		const sequence = before ? Number(before['sequence']) + 1 : 0;
		return { ...defined(next), sequence, changed: clock.now() };
	});
}

const saidIn = ({ _id, sequence: _s, changed: _c, ...told }: Doc): Record<string, unknown> => told;

const defined = (body: object): Record<string, unknown> =>
	Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
