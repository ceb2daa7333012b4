import type { Opening } from './centres';

/** Weekdays that have the same opening hours. */
export interface Alike {
	/** 0 for Monday to 6 for Sunday, in order. */
	readonly days: readonly number[];
	/** Empty: closed. */
	readonly opening: Opening;
}

/** A week of opening hours in as few lines as it can be said, in the order of their first days; closed days last. */
export function weekOf(hours: readonly Opening[]): readonly Alike[] {
	const lines = new Map<string, { days: number[]; opening: Opening }>();
	hours.forEach((opening, day) => {
		const key = JSON.stringify(opening);
		const line = lines.get(key) ?? { days: [], opening };
		line.days.push(day);
		lines.set(key, line);
	});
	const isClosed = ({ opening }: Alike): number => (opening.length === 0 ? 1 : 0);
	return [...lines.values()].toSorted((a, b) => isClosed(a) - isClosed(b));
}

/** Days in stretches without a gap, each its first and last day. */
export function stretchesOf(days: readonly number[]): readonly (readonly [number, number])[] {
	const stretches: [number, number][] = [];
	for (const day of days) {
		const last = stretches.at(-1);
		if (last && last[1] === day - 1) last[1] = day;
		else stretches.push([day, day]);
	}
	return stretches;
}
