import { isDayBound, pagesOf, rankOf } from './kinds';
import { partsOf, type DatabaseName, type FactId, type PageKey } from './ids';
import type { Device } from './device';
import type { Fact, Filed } from './facts';
import type { Outcome } from './protocol';
import type { Refusal } from './parse';

/** A fact as a device keeps it: whose it is, and what is known of its way to the server. */
export interface FactRow {
	/** The fact's id, but where copies of one store have given it twice. */
	readonly id: FactId;
	readonly db: DatabaseName;
	readonly fact: Fact;
	/** Pages other than its own day's, by which it must be found again. */
	readonly pages?: readonly PageKey[];
	/** Only while it waits: where it stands in the queue. A sort key. */
	readonly out?: string;
	/** Only once the server has acknowledged this very fact: device clock. */
	readonly sentAt?: number;
	/** Only once the server has refused this very fact. */
	readonly refused?: Refusal;
	/** Only of a refused fact: what somebody here has done about it. */
	readonly handled?: Handled;
}

/** What was done about a refused fact. It stays where it is all the same. */
export type Handled =
	| { readonly is: 'put-away' }
	/** The same was said anew, as this fact: it speaks for both from then on. */
	| { readonly is: 'taken-up'; readonly as: FactId };

const filed = ({ db, fact }: Filed): FactRow => {
	const row = { id: fact._id, db, fact };
	return isDayBound(fact) ? row : { ...row, pages: pagesOf(fact) };
};

/** Urgency first, then the order of writing: `rank~epoch~seq`. */
const queueKey = (fact: Fact): string => {
	const { epoch, seq } = partsOf(fact._id);
	const pad = (n: number): string => String(n).padStart(10, '0');
	return `${rankOf(fact)}~${pad(epoch)}~${pad(seq)}`;
};

export const waitingRow = (own: Filed): FactRow => ({ ...filed(own), out: queueKey(own.fact) });

/** A fact that came from the server. */
export const learnedRow = (news: Filed): FactRow => filed(news);

/** The row after the server has spoken of this very fact. */
export function settledRow(row: FactRow, outcome: Outcome, at: number): FactRow {
	const { out: _waiting, refused: _before, handled, ...rest } = row;
	if (outcome.is !== 'refused') return { ...rest, sentAt: at };
	// Refused once more is nothing new to whoever has dealt with it.
	return { ...rest, refused: outcome.why, ...(handled && { handled }) };
}

/** The row where another fact rightly has its id: refused, and kept under a key of its own. */
export function asideRow({ out: _waiting, ...row }: FactRow): FactRow {
	return { ...row, id: `${row.id}~taken`, refused: row.refused ?? { code: 'id-taken' } };
}

/**
 * The row of a fact whose id is already that of a fact in another database. Only
 * two copies of one store write such, before either is told.
 */
export const besideRow = (row: FactRow): FactRow => ({ ...row, id: `${row.id}~${row.db}` });

/** The row when the server turns out not to have it any more. */
export function requeuedRow(row: FactRow): FactRow {
	const { sentAt: _before, ...rest } = row;
	return { ...rest, out: queueKey(row.fact) };
}

export function isMine(
	{ device, formerly }: Pick<Device, 'device' | 'formerly'>,
	id: FactId
): boolean {
	const author = partsOf(id).device;
	return author === device || (formerly?.includes(author) ?? false);
}
