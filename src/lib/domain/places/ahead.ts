import type { BookingsPage } from '../folds/bookings';
import type { FactId } from '../ids';
import { isInTheWay, spanOf, type Mine } from './mine';
import { anyMeet, isHalfDay } from './slots';
import { doorNews } from './told';

/** What a phone shows its owner first: what is to come of their places, and what is new of them. */

/**
 * What is still to come, or to be known. One's own cancellation stays until the
 * server has it; a no stays until its person has put it away, or has something else
 * at that time.
 */
export function coming(
	places: readonly Mine[],
	now: number,
	seen: BookingsPage['seen'] = {}
): readonly Mine[] {
	const isPutAway = ({ id }: Mine): boolean =>
		Object.hasOwn(seen, id) && seen[id]!.includes(PUT_AWAY);
	return places.filter((place) => {
		if (spanOf(place)[1] <= now) return false;
		const { standing } = place;
		if (standing === 'replaced' || standing === 'ended' || standing === 'no-show') return false;
		if (standing === 'cancelled')
			return place.by === 'owner' ? place.pending === 'unsent' : !isPutAway(place);
		return standing !== 'refused' || !(isPutAway(place) || places.some(insteadOfIt(place)));
	});
}

/** The word by which it is known that somebody wants to read no more of a place. */
export const PUT_AWAY = 'put-away';

const insteadOfIt =
	(no: Mine) =>
	(other: Mine): boolean =>
		other !== no &&
		other.day === no.day &&
		(isInTheWay(other) || other.standing === 'waitlisted') &&
		isHalfDay(other.slots[0]!) === isHalfDay(no.slots[0]!) &&
		anyMeet(other.slots, no.slots);

/** What a person is told once of each place, and by which words it is known that they were. */
export interface News {
	readonly place: Mine;
	/** The standing they are told of. */
	readonly of: string;
	readonly words: readonly string[];
}

const TOLD = ['confirmed', 'offered', 'waitlisted', 'refused', 'moved', 'no-show'];

/** What has become of places since their person last looked, the next place first. */
export const newsOf = (
	places: readonly Mine[],
	seen: BookingsPage['seen'],
	now: number
): readonly News[] =>
	places.flatMap((place): News[] => {
		const { standing, claim } = place;
		const isGone = spanOf(place)[1] <= now && standing !== 'no-show';
		if (isGone || claim === undefined) return [];
		const told = [place.id, claim].flatMap((name) =>
			Object.hasOwn(seen, name) ? seen[name]! : []
		);
		if (standing === 'closed' || standing === 'confirmed') {
			const news = doorNews({ told }, place.shut);
			if (news) return [{ place, ...news }];
		}
		const isTold = TOLD.includes(standing) || (standing === 'cancelled' && place.by === 'host');
		return !isTold || told.includes(standing) ? [] : [{ place, of: standing, words: [standing] }];
	});

/** News as they are written down once they are on screen. */
export const shown = (news: readonly News[]): readonly { booking: FactId; of: string }[] =>
	news.flatMap(({ place, words }) => words.map((of) => ({ booking: place.id, of })));
