import { local, shiftDay } from '../domain/calendar';
import type { Centre, Space } from '../domain/centres';
import type { Day } from '../domain/ids';
import { isHalfDay, periodOf, type Slot } from '../domain/places/slots';
import { partsOfUnit, spaceNamed, type Unit } from '../domain/places/units';
import { m } from '../paraglide/messages';
import { longDay } from './formats';

/** What places and their times are called. */

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
	{ space, units = [] }: { readonly space: string; readonly units?: readonly Unit[] }
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

/** Until when, for a moment to come: `11:40` today, `demain, 08:00` or `lundi 30 novembre, 08:00`. */
export function untilWord(instant: number, today: Day): string {
	const { day, time } = local(instant);
	return day === today ? time : `${dayWord(day, today)}, ${time}`;
}

export const dayTitle = (day: Day, today: Day): string => capital(dayWord(day, today));

/** `demain matin`, `jeudi 26 novembre, 10:00–11:30`: within a sentence. */
export function whenPhrase(
	{ day: date, slots }: { readonly day: Day; readonly slots: readonly Slot[] },
	today: Day
): string {
	const day = dayWord(date, today);
	if (slots.every(isHalfDay)) {
		if (slots.length > 1) return m.book_when_all({ day });
		if (date === today) return slots[0] === 'am' ? m.book_this_am() : m.book_this_pm();
		return slots[0] === 'am' ? m.book_when_am({ day }) : m.book_when_pm({ day });
	}
	const [from, to] = stretchOf(slots);
	return m.book_when_hours({ day, from, to });
}

/** `Demain matin`: by itself. */
export const whenWord = (place: Parameters<typeof whenPhrase>[0], today: Day): string =>
	capital(whenPhrase(place, today));

/** `Matin`, `Journée`, `10:00–11:30`. */
export function slotsWord(slots: readonly Slot[]): string {
	if (!slots.every(isHalfDay)) {
		const [from, to] = stretchOf(slots);
		return m.plan_span({ from, to });
	}
	if (slots.length > 1) return m.book_half_all();
	return slots[0] === 'am' ? m.book_half_am() : m.book_half_pm();
}

/** From the first slot's beginning to the last one's end. */
export const stretchOf = (slots: readonly Slot[]): readonly [string, string] => [
	periodOf(slots[0]!)[0],
	periodOf(slots.at(-1)!)[1]
];
