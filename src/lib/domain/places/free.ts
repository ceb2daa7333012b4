import { shiftDay } from '../calendar';
import type { Space } from '../centres';
import type { Day } from '../ids';
import { whyClosed, type Obstacle } from './obstacle';
import { boundsOf, openingOn, slotsWithin, type Slot } from './slots';
import type { Kept } from './units';
import { HORIZON_DAYS, type Premises } from './wish';

/**
 * How much is to be had online, by what the server last said of it. Numbers to
 * choose by, never a promise: who decides is the holder.
 */
export type DayFree =
	| { readonly is: 'open'; readonly spaces: readonly SpaceFree[] }
	| { readonly is: 'past' | 'too-far' }
	| Extract<Obstacle, { is: 'holiday' | 'shut' | 'closed' }>;

export interface SpaceFree {
	readonly space: Space;
	/** In the order of the day. */
	readonly slots: readonly SlotFree[];
}

export interface SlotFree {
	readonly slot: Slot;
	/** Units to be had. */
	readonly free: number;
	/** It has ended. */
	readonly over?: true;
}

/** Units of a space that are not to be had in a slot, as a day's report has it; `undefined` without a report. */
export type NotToBeHad = (space: string, slot: Slot) => number | undefined;

export function freeOn(
	day: Day,
	premises: Premises & { readonly kept: Kept },
	notToBeHad: NotToBeHad = () => undefined
): DayFree {
	const { centre, closures, today, now, kept } = premises;
	if (day < today) return { is: 'past' };
	if (day > shiftDay(today, HORIZON_DAYS)) return { is: 'too-far' };
	const opening = openingOn(centre, closures, day);
	if (opening.length === 0) return whyClosed(day, premises);
	const spaces = centre.spaces.map((space): SpaceFree => {
		const slots = slotsWithin(opening, space).map((slot): SlotFree => {
			const gone = notToBeHad(space.id, slot) ?? kept[space.id] ?? 0;
			const isOver = boundsOf(day, slot)[1] <= now;
			const free = isOver ? 0 : Math.max(0, space.count - gone);
			return { slot, free, ...(isOver && { over: true as const }) };
		});
		return { space, slots };
	});
	return { is: 'open', spaces };
}

/** How many units are to be had for the whole of some slots; 0 where one of them is not on offer. */
export function freeThrough(day: DayFree, space: string, slots: readonly Slot[]): number {
	if (day.is !== 'open' || slots.length === 0) return 0;
	const its = day.spaces.find((one) => one.space.id === space);
	const counts = slots.map((slot) => its?.slots.find((one) => one.slot === slot)?.free ?? 0);
	return Math.min(...counts);
}

/** Desks to be had in each half-day that is on offer and not over. */
export function desksFree(day: DayFree): { readonly am?: number; readonly pm?: number } {
	if (day.is !== 'open') return {};
	const desks = day.spaces.filter(({ space }) => space.kind === 'desk');
	const sum = (half: Slot): number | undefined => {
		const counts = desks.flatMap(({ slots }) =>
			slots.filter(({ slot, over }) => slot === half && !over).map(({ free }) => free)
		);
		return counts.length === 0 ? undefined : counts.reduce((all, free) => all + free, 0);
	};
	const [am, pm] = [sum('am'), sum('pm')];
	return { ...(am !== undefined && { am }), ...(pm !== undefined && { pm }) };
}
