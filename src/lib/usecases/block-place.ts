import type { Day, Slug } from '../domain/ids';
import type { Seat } from '../domain/places/seating';
import type { Clock } from '../ports/clock';
import type { FactLog } from '../ports/fact-log';
import { askFor, type Asked } from './assign-place';

export interface Block extends Seat {
	readonly centre: Slug;
	readonly day: Day;
	/** Why nobody gets it: a broken chair, a visit of the prefect. */
	readonly why: string;
}

/** A host keeps a unit from everybody. It ends like any place: by `cancelPlace`. */
export async function blockPlace(
	around: { log: FactLog; clock: Clock },
	{ why, ...seat }: Block
): Promise<Asked | { readonly problem: 'no-reason' }> {
	if (why.trim() === '') return { problem: 'no-reason' };
	return askFor(around, { ...seat, fields: { block: why.trim() } });
}
