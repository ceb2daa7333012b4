import { instantOf, shiftDay, weekday, type LocalTime } from './calendar';
import type { Day, Slug } from './ids';

/** Opening times of one weekday: pairs of opening and closing. Empty: closed. */
export type Opening = readonly (readonly [LocalTime, LocalTime])[];

export interface Space {
	readonly id: string;
	readonly kind: 'desk' | 'office' | 'room' | 'booth' | 'training' | 'confidential';
	/** How many of them. */
	readonly count: number;
	/** People it holds, where that is more than one each. */
	readonly seats?: number;
}

/** A centre as the network describes it. */
export interface Centre {
	readonly slug: Slug;
	readonly name: string;
	readonly speciality: { readonly fr: string; readonly en: string };
	readonly lat: number;
	readonly lon: number;
	readonly postcode: string;
	readonly insee: string;
	readonly epci: string;
	readonly population: number;
	/** Monday first, seven entries. */
	readonly hours: readonly Opening[];
	/** Open on public holidays as on other days. */
	readonly openOnHolidays?: boolean;
	/** When holders of a badge may be there, whatever the opening hours. */
	readonly badgeHours: readonly [LocalTime, LocalTime];
	readonly spaces: readonly Space[];
	/** Where its door is, and by what number somebody answers. */
	readonly address?: string;
	readonly phone?: string;
	/** Made-up data: the screens say so. */
	readonly sample?: boolean;
}

/**
 * When a visit that nobody ends is taken to end: at the last closing of the
 * opening hours, for who arrives later at the end of the badge hours, and for who
 * arrives later still at midnight.
 */
export function closingFor(
	centre: Pick<Centre, 'hours' | 'badgeHours'>,
	day: Day,
	arrival: number
): number {
	const last = centre.hours[weekday(day)]?.at(-1)?.[1];
	const ends = [last, centre.badgeHours[1]].filter((time) => time !== undefined);
	const midnight = instantOf(shiftDay(day, 1), '00:00');
	return ends.map((time) => instantOf(day, time)).find((end) => end > arrival) ?? midnight;
}

/** Desks anybody may sit at. */
export const deskCount = (centre: Pick<Centre, 'spaces'>): number =>
	centre.spaces.filter((space) => space.kind === 'desk').reduce((sum, { count }) => sum + count, 0);
