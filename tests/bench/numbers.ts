/** The middle one; of an even number, between the two in the middle. */
export const median = (values: readonly number[]): number => quantile(values, 0.5);

export function quantile(values: readonly number[], part: number): number {
	const sorted = values.toSorted((a, b) => a - b);
	const at = (sorted.length - 1) * part;
	const below = sorted[Math.floor(at)] ?? NaN;
	const above = sorted[Math.ceil(at)] ?? NaN;
	return below + (above - below) * (at - Math.floor(at));
}

/** The middle ratio of what was measured side by side: what slowed both leaves it as it is. */
export const pairedRatio = (ours: readonly number[], theirs: readonly number[]): number =>
	median(ours.map((value, i) => value / (theirs[i] ?? NaN)));

export const pairedDifference = (ours: readonly number[], theirs: readonly number[]): number =>
	median(ours.map((value, i) => value - (theirs[i] ?? NaN)));

/** In an order of chance: in a fixed one, whoever follows the slowest would pay for it every time. */
export function shuffled<T>(list: readonly T[], fraction: () => number): T[] {
	const drawn = list.map((one) => ({ one, at: fraction() }));
	return drawn.sort((a, b) => a.at - b.at).map(({ one }) => one);
}
