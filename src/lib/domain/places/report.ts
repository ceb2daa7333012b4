import type { Claim } from '../folds/ledger';
import type { Day, FactId, Slug } from '../ids';
import type { PlaceRefusal } from '../kinds';
import type { Slot } from './slots';
import { standingOf, type Standing } from './standing';
import type { Unit } from './units';

/**
 * How one place of a person stands, as the server tells their phone. It is a
 * report: the latest is right. Whoever made the claim, all that a phone shows of it is here.
 */
export interface PlaceReport {
	readonly claim: FactId;
	/** Of those asked for on the phone: its own fact. */
	readonly booking?: FactId;
	readonly centre: Slug;
	readonly day: Day;
	readonly space: string;
	readonly slots: readonly Slot[];
	readonly standing: Standing;
	/** The units it has, in the order of its slots; one where all are the same. */
	readonly units?: readonly Unit[];
	/** Until when an offer is held, milliseconds. */
	readonly until?: number;
	readonly why?: PlaceRefusal | 'twice' | 'fenced';
	/** What a host wrote. */
	readonly reason?: string;
	/** Who ended it. */
	readonly by?: 'owner' | 'host';
	readonly replaces?: FactId;
	readonly replacedBy?: FactId;
	readonly series?: string;
	/** Raised by every change: the SEQUENCE of RFC 5545, 3.8.7.4. */
	readonly sequence: number;
	/** Server clock of the last change, milliseconds. */
	readonly changed: number;
}

/** A claim as its person is told of it, but for the number of the change and its time. */
export function tellingOf(
	claim: Claim,
	{ centre, day, booking }: { centre: Slug; day: Day; booking?: FactId }
): Omit<PlaceReport, 'sequence' | 'changed'> {
	const { id, space, slots, held, offer, refused, displaced, cancelled, replaces, replacedBy } =
		claim;
	const standing = standingOf(claim);
	const why = standing === 'moved' ? displaced : standing === 'refused' ? refused : undefined;
	const units = held && [...new Set(held.map(([unit]) => unit))];
	const reason = cancelled?.reason ?? claim.reason;
	const by = cancelled && (cancelled.why === 'host' ? 'host' : 'owner');
	return {
		claim: id,
		...(booking !== undefined && { booking }),
		centre,
		day,
		space,
		slots,
		standing,
		...(units && { units }),
		...(standing === 'offered' && offer !== undefined && { until: offer }),
		...(why && { why }),
		...(reason !== undefined && { reason }),
		...(by && cancelled.why !== 'replaced' && { by }),
		...(replaces !== undefined && { replaces }),
		...(replacedBy !== undefined && { replacedBy }),
		...(claim.series !== undefined && { series: claim.series })
	};
}
