import { shiftDay } from '../../domain/calendar';
import type { Centre, Space } from '../../domain/centres';
import type { Day } from '../../domain/ids';
import type { Holiday } from '../../domain/places/holidays';
import type { Mine } from '../../domain/places/mine';
import type { Obstacle } from '../../domain/places/obstacle';
import { isHalfDay, periodOf, type Slot } from '../../domain/places/slots';
import { partsOfUnit, spaceNamed } from '../../domain/places/units';
import { HORIZON_DAYS } from '../../domain/places/wish';
import { m } from '../../paraglide/messages';
import { longDay } from '../formats';

/** What places, times and standings are called on a phone. */

const NAMED: Readonly<Record<string, () => string>> = {
	video: () => m.book_space_video(),
	nomad: () => m.book_space_nomad(),
	ergonomic: () => m.book_space_ergonomic()
};
const KINDS: Readonly<Record<Space['kind'], () => string>> = {
	desk: () => m.book_space_desk(),
	office: () => m.book_space_office(),
	room: () => m.book_space_room(),
	booth: () => m.book_space_booth(),
	training: () => m.book_space_training(),
	confidential: () => m.book_space_confidential()
};

export const spaceWord = ({ id, kind }: Pick<Space, 'id' | 'kind'>): string =>
	(Object.hasOwn(NAMED, id) ? NAMED[id]! : KINDS[kind])();

/** The space by its id, as far as the centre still has it. */
export function spaceWordOf(centre: Pick<Centre, 'spaces'> | undefined, id: string): string {
	const space = centre && spaceNamed(centre, id);
	return space ? spaceWord(space) : id;
}

/** `Bureau 3`; the space alone where there is only one of it, or no unit yet. */
export function placeWord(
	centre: Pick<Centre, 'spaces'> | undefined,
	{ space, units = [] }: Pick<Mine, 'space' | 'units'>
): string {
	const word = spaceWordOf(centre, space);
	const isOnly = centre && spaceNamed(centre, space)?.count === 1;
	if (isOnly || units.length === 0) return word;
	const number = units.map((unit) => partsOfUnit(unit).n).join(', ');
	return m.book_unit({ space: word, number });
}

const capital = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1);

export function dayWord(day: Day, today: Day): string {
	if (day === today) return m.book_today();
	return day === shiftDay(today, 1) ? m.book_tomorrow() : longDay(day);
}

export const dayTitle = (day: Day, today: Day): string => capital(dayWord(day, today));

/** `Demain matin`, `Jeudi 26 novembre, 10:00–11:30`. */
export function whenWord(
	{ day: date, slots }: { readonly day: Day; readonly slots: readonly Slot[] },
	today: Day
): string {
	const day = dayWord(date, today);
	if (slots.every(isHalfDay)) {
		if (slots.length > 1) return capital(m.book_when_all({ day }));
		if (date === today) return capital(slots[0] === 'am' ? m.book_this_am() : m.book_this_pm());
		return capital(slots[0] === 'am' ? m.book_when_am({ day }) : m.book_when_pm({ day }));
	}
	const [from, to] = stretchOf(slots);
	return capital(m.book_when_hours({ day, from, to }));
}

export const halfWord = (slots: readonly Slot[]): string => {
	if (slots.length > 1) return m.book_half_all();
	return slots[0] === 'am' ? m.book_half_am() : m.book_half_pm();
};

/** From the first slot's beginning to the last one's end. */
export const stretchOf = (slots: readonly Slot[]): readonly [string, string] => [
	periodOf(slots[0]!)[0],
	periodOf(slots.at(-1)!)[1]
];

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
