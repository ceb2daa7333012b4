import { shiftDay } from '../calendar';
import type { Centre, Space } from '../centres';
import type { Day, Slug } from '../ids';
import { freeThrough, type DayFree } from './free';
import type { Mine } from './mine';
import { anyMeet, goesByHalfDay, HALF_DAY_SLOTS, periodOf, type Slot } from './slots';
import { spaceNamed } from './units';
import type { Wish } from './wish';

/** A place that would do instead of one that is not to be had. */
export interface Equivalent extends Wish {
	readonly centre: Slug;
	/** From the centre that was asked for, by winter road; 0 for the same one. An estimate. */
	readonly minutes: number;
}

export interface Surroundings {
	readonly centres: readonly Centre[];
	readonly free: (centre: Slug, day: Day) => DayFree;
	/** What the person has already on a day, of the sort that is looked for. */
	readonly taken: (day: Day) => readonly Slot[];
	/** What they have and would give for it: no other place at all. */
	readonly given?: (Wish & { readonly centre: Slug }) | undefined;
	/** It may be had itself: it was only offered too often. */
	readonly again?: boolean;
}

/**
 * What ends once an equivalent is confirmed: of a change that was refused the place that
 * was to be changed, as if the change had been that one from the start.
 */
export const givenUpFor = (place: Mine): Mine =>
	(place.standing === 'refused' ? place.insteadOf : undefined) ?? place;

/** Days before and after that are looked at. */
const DAYS_APART = 4;
/** Who lives further away than this will rather come another day. */
const FARTHEST = 90;

/**
 * What comes nearest to a wish, the nearest first: another place of that centre on
 * that day, another centre that day by how long the way is, then another day. One
 * for each centre and day, two for the day itself where it was asked for.
 */
export function nearest(
	wish: Wish & { readonly centre: Slug },
	around: Surroundings,
	most = 3
): readonly Equivalent[] {
	const home = around.centres.find(({ slug }) => slug === wish.centre);
	const wanted = home && spaceNamed(home, wish.space);
	if (!home || !wanted) return [];
	const here = variants(wish, home, wanted, around)
		.filter((one) => around.again || one.space !== wish.space || !sameSlots(one.slots, wish.slots))
		.map((one) => ({ ...one, minutes: 0 }));
	const elsewhere = around.centres
		.filter((centre) => centre !== home)
		.map((centre) => ({ centre, minutes: minutesBetween(home, centre) }))
		.filter(({ minutes }) => minutes <= FARTHEST)
		.sort((a, b) => a.minutes - b.minutes)
		.flatMap(({ centre, minutes }) =>
			variants(wish, centre, wanted, around)
				.filter(({ slots }) => sameSlots(slots, wish.slots) || !goesByHalfDay(wanted))
				.slice(0, 1)
				.map((one) => ({ ...one, minutes }))
		);
	const days = Array.from({ length: DAYS_APART }, (_, i) => [i + 1, -i - 1]).flat();
	const later = days.flatMap((apart) =>
		variants({ ...wish, day: shiftDay(wish.day, apart) }, home, wanted, around)
			.slice(0, 1)
			.map((one) => ({ ...one, minutes: 0 }))
	);
	// Something of each sort, rather than three of one.
	const first = [...here.slice(0, 2), ...elsewhere.slice(0, 1), ...later.slice(0, 1)];
	const rest = [...elsewhere.slice(1), ...later.slice(1)];
	const order = [...here, ...elsewhere, ...later];
	return [...first, ...rest].slice(0, most).sort((a, b) => order.indexOf(a) - order.indexOf(b));
}

/** What would serve instead of each sort of space, the best first. Nobody is sent to a room of another purpose. */
const SERVES: Readonly<Record<Space['kind'], readonly Space['kind'][]>> = {
	desk: ['desk', 'office'],
	office: ['office', 'desk'],
	room: ['room', 'training'],
	training: ['training', 'room'],
	booth: ['booth', 'room'],
	confidential: ['confidential']
};

/** What a centre has to give on a day that is like the wish, the likest first. */
function variants(
	wish: Wish & { readonly centre: Slug },
	centre: Centre,
	wanted: Space,
	{ free, taken, given }: Surroundings
): readonly Omit<Equivalent, 'minutes'>[] {
	const day = free(centre.slug, wish.day);
	if (day.is !== 'open') return [];
	const busy = taken(wish.day);
	const isGiven = (space: string, slots: readonly Slot[]): boolean =>
		given?.centre === centre.slug &&
		given.day === wish.day &&
		given.space === space &&
		sameSlots(given.slots, slots);
	const kinds = SERVES[wanted.kind];
	return day.spaces
		.filter(({ space }) => kinds.includes(space.kind))
		.sort((a, b) => kinds.indexOf(a.space.kind) - kinds.indexOf(b.space.kind))
		.flatMap(({ space, slots: its }) =>
			times(
				wish.slots,
				its.map(({ slot }) => slot)
			)
				.filter((slots) => freeThrough(day, space.id, slots) > 0 && !anyMeet(busy, slots))
				.filter((slots) => !isGiven(space.id, slots))
				.map((slots) => ({ centre: centre.slug, day: wish.day, space: space.id, slots }))
				.slice(0, 2)
		)
		.sort((a, b) => shift(wish.slots, a.slots) - shift(wish.slots, b.slots));
}

/** The time asked for, then others of the same length on offer, the least shifted first. */
function times(wished: readonly Slot[], offered: readonly Slot[]): readonly (readonly Slot[])[] {
	const isHalf = wished.every((slot) => slot === 'am' || slot === 'pm');
	if (isHalf) {
		const others = HALF_DAY_SLOTS.filter((half) => wished.length === 1 && half !== wished[0]);
		return [wished, ...others.map((half) => [half])];
	}
	const runs = offered
		.map((_, i) => offered.slice(i, i + wished.length))
		.filter(
			(run) =>
				run.length === wished.length &&
				run.every((slot, i) => i === 0 || periodOf(run[i - 1]!)[1] === slot)
		);
	return runs.sort((a, b) => shift(wished, a) - shift(wished, b));
}

const minuteOf = (slots: readonly Slot[]): number => {
	const [from] = periodOf(slots[0]!);
	return Number(from.slice(0, 2)) * 60 + Number(from.slice(3));
};
const shift = (a: readonly Slot[], b: readonly Slot[]): number =>
	Math.abs(minuteOf(a) - minuteOf(b));
const sameSlots = (a: readonly Slot[], b: readonly Slot[]): boolean => a.join() === b.join();

type Point = Pick<Centre, 'lat' | 'lon'>;

/** Roads of the Cantal in winter, against the straight line, and kilometres an hour on them: rough on purpose. */
const ROAD = 1.5;
const SPEED = 50;

/** Minutes on the road from one to the other, to the nearest five: an estimate to sort by and to say "about". */
export const minutesBetween = (a: Point, b: Point): number =>
	Math.round(((straightKm(a, b) * ROAD) / SPEED) * 12) * 5;

/** Kilometres as the crow flies: the haversine formula on a sphere of 6371 km. */
export function straightKm(a: Point, b: Point): number {
	const rad = (degrees: number): number => (degrees * Math.PI) / 180;
	const h =
		Math.sin(rad(b.lat - a.lat) / 2) ** 2 +
		Math.cos(rad(a.lat)) * Math.cos(rad(b.lat)) * Math.sin(rad(b.lon - a.lon) / 2) ** 2;
	return 2 * 6371 * Math.asin(Math.min(1, Math.sqrt(h)));
}
