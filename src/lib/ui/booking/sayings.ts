import type { Day } from '../../domain/ids';
import type { Mine } from '../../domain/places/mine';
import { m } from '../../paraglide/messages';
import type { LinkSeen } from '../../usecases/sync-truth';
import { refusalWord } from '../words';
import { untilWord, whenPhrase, whyWord } from './words';

/** What there is to say of a place, and what happens next: one or two sentences. */

export interface Sight {
	readonly today: Day;
	readonly link: LinkSeen;
}

export function sayingsOf(place: Mine, sight: Sight): readonly string[] {
	const { former, insteadOf, rejected } = place;
	return [
		...standingSayings(place, sight),
		...(rejected && place.standing !== 'refused' ? [rejectedWord(rejected.code)] : []),
		...(insteadOf && place.standing !== 'refused'
			? [m.book_say_instead({ when: whenPhrase(insteadOf, sight.today) })]
			: []),
		...(former && !isSame(former, place)
			? [m.book_say_former({ when: whenPhrase(former, sight.today) })]
			: [])
	];
}

/** Had again, after a change that was taken back. */
const isSame = (one: Mine, other: Mine): boolean =>
	one.centre === other.centre &&
	one.day === other.day &&
	one.space === other.space &&
	one.slots.join() === other.slots.join();

const rejectedWord = (code: NonNullable<Mine['rejected']>['code']): string =>
	m.book_say_rejected({ why: refusalWord[code]() });

function standingSayings(place: Mine, { today, link }: Sight): readonly string[] {
	const { standing, pending, reason, why, until, rejected } = place;
	const isDown = link.is === 'down';
	if (standing === 'requested') {
		if (pending === 'unsent') return [isDown ? m.book_say_unsent() : m.book_say_sending()];
		return [isDown ? m.book_say_unanswered_since() : m.book_say_unanswered()];
	}
	if (standing === 'confirmed' && reason !== undefined && place.former)
		return [m.book_say_moved_host({ reason })];
	if (standing === 'waitlisted') return [m.book_say_waitlisted()];
	if (standing === 'offered')
		return place.accepted
			? [m.book_say_accepted()]
			: [m.book_say_offered({ time: untilWord(until ?? 0, today) })];
	if (standing === 'refused')
		return [rejected ? rejectedWord(rejected.code) : whyWord(why ?? 'full')];
	if (standing === 'moved') return [m.book_say_moved({ why: whyWord(why ?? 'fenced') })];
	if (standing === 'closed')
		return [reason === undefined ? m.shut_say() : m.book_say_closed({ reason: sentence(reason) })];
	if (standing === 'no-show') return [m.book_say_no_show()];
	if (standing !== 'cancelled') return [];
	if (pending === 'unsent') return [m.book_say_cancelled_unsent()];
	if (place.by !== 'host') return [m.book_say_cancelled()];
	return [
		reason === undefined ? m.book_say_cancelled_host() : m.book_say_cancelled_host_why({ reason })
	];
}

/** What somebody typed, as a sentence that others may follow. */
export const sentence = (text: string): string =>
	/[.!?…]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`;
