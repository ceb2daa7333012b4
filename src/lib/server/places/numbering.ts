import { local, shiftDay } from '../../domain/calendar';
import { opsId, type Day } from '../../domain/ids';
import { HORIZON_DAYS } from '../../domain/places/wish';
import type { Clock } from '../../ports/clock';
import type { Randomness } from '../../ports/randomness';
import { instanceOf } from '../gateway/instance';
import type { Doc, Store } from '../store/store';
import type { PlaceSettings } from './config';

/**
 * In which numbering the server gives places, and which days are its own. A server
 * that was put back from a backup does not know what it gave since: it begins
 * another numbering, says nothing of the days before `from`, and from then until
 * `until` takes everything back before it gives anything.
 */
export interface Numbering {
	readonly epoch: number;
	/** The store’s name when the numbering began. */
	readonly instance: string;
	readonly from?: Day;
	readonly until?: Day;
}

export interface NumberingParts {
	readonly store: Store;
	readonly clock: Clock;
	readonly random: Randomness;
	readonly settings: PlaceSettings;
}

/** What holds now. To be asked before anything is said: a store may be renamed while the relay runs. */
export async function numberingNow(parts: NumberingParts): Promise<Numbering> {
	const { store, clock, random, settings } = parts;
	const instance = await instanceOf(store, random);
	const known = numberingIn(await store.get('ops', opsId.holder));
	if (known?.instance === instance) return known;
	const today = local(clock.now()).day;
	const next = (before: Numbering | undefined): Numbering =>
		before === undefined
			? { epoch: 1, instance }
			: {
					epoch: before.epoch + 1,
					instance,
					from: shiftDay(today, settings.fenceDays),
					// What was lost had given nothing beyond.
					until: shiftDay(today, HORIZON_DAYS + 1)
				};
	await store.revise('ops', opsId.holder, (doc) => {
		const before = numberingIn(doc);
		return before?.instance === instance ? undefined : { ...next(before) };
	});
	return numberingIn(await store.get('ops', opsId.holder))!;
}

/** Days whose places were given in a numbering that is lost, and are not to be touched. */
export const isLost = ({ from }: Numbering, day: Day): boolean => from !== undefined && day < from;

/** Days that begin with everything taken back. */
export const isTakenBack = ({ from, until }: Numbering, day: Day): boolean =>
	from !== undefined && until !== undefined && from <= day && day <= until;

function numberingIn(doc: Doc | undefined): Numbering | undefined {
	if (!doc) return undefined;
	const { _id, ...numbering } = doc;
	return numbering as unknown as Numbering;
}
