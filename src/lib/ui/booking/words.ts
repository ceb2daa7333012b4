import type { Holiday } from '../../domain/places/holidays';
import type { Mine } from '../../domain/places/mine';
import type { Obstacle } from '../../domain/places/obstacle';
import { HORIZON_DAYS } from '../../domain/places/wish';
import { m } from '../../paraglide/messages';

export {
	dayTitle,
	dayWord,
	placeWord,
	slotsWord,
	spaceWord,
	spaceWordOf,
	stretchOf,
	untilWord,
	whenPhrase,
	whenWord
} from '../place-words';

/** What standings, and reasons for them, are called on a phone. */

const STANDINGS: Readonly<Record<Mine['standing'], () => string>> = {
	requested: () => m.book_is_requested(),
	confirmed: () => m.book_is_confirmed(),
	offered: () => m.book_is_offered(),
	waitlisted: () => m.book_is_waitlisted(),
	refused: () => m.book_is_refused(),
	moved: () => m.book_is_moved(),
	cancelled: () => m.book_is_cancelled(),
	replaced: () => m.book_is_replaced(),
	ended: () => m.book_is_ended(),
	'no-show': () => m.book_is_no_show(),
	closed: () => m.book_is_closed()
};

export const standingWord = (standing: Mine['standing']): string => STANDINGS[standing]();

const HOLIDAYS: Readonly<Record<Holiday, () => string>> = {
	'new-year': () => m.book_holiday_new_year(),
	'easter-monday': () => m.book_holiday_easter_monday(),
	'labour-day': () => m.book_holiday_labour_day(),
	'victory-day': () => m.book_holiday_victory_day(),
	ascension: () => m.book_holiday_ascension(),
	'whit-monday': () => m.book_holiday_whit_monday(),
	'national-day': () => m.book_holiday_national_day(),
	assumption: () => m.book_holiday_assumption(),
	'all-saints': () => m.book_holiday_all_saints(),
	armistice: () => m.book_holiday_armistice(),
	christmas: () => m.book_holiday_christmas()
};

export const holidayWord = (holiday: Holiday): string => HOLIDAYS[holiday]();

const WHY: Readonly<
	Record<Exclude<Obstacle['is'], 'holiday' | 'shut'> | 'twice' | 'fenced', () => string>
> = {
	full: () => m.book_why_full(),
	closed: () => m.book_why_closed(),
	past: () => m.book_why_past(),
	'too-far': () => m.book_why_too_far({ days: HORIZON_DAYS }),
	overlap: () => m.book_why_overlap(),
	'unknown-space': () => m.book_why_unknown_space(),
	'unknown-centre': () => m.book_why_unknown_centre(),
	'outside-hours': () => m.book_why_outside_hours(),
	'too-long': () => m.book_why_too_long(),
	missed: () => m.book_why_missed(),
	twice: () => m.book_why_twice(),
	fenced: () => m.book_why_fenced()
};

export function obstacleWord(obstacle: Obstacle): string {
	if (obstacle.is === 'holiday')
		return m.book_why_holiday({ holiday: HOLIDAYS[obstacle.holiday]() });
	return obstacle.is === 'shut' ? m.book_why_shut({ why: obstacle.why }) : WHY[obstacle.is]();
}

export const whyWord = (why: NonNullable<Mine['why']>): string => WHY[why]();

/** Why nothing was written, in the words of whoever holds the phone. */
export const notWrittenWord = (failed: 'no-room' | 'nobody'): string =>
	failed === 'no-room' ? m.book_no_room() : m.book_nobody();
