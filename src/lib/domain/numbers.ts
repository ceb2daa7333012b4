/** Whole numbers in little space: first and last of each run, ascending, with a gap between two runs. */
export type Runs = readonly (readonly [first: number, last: number])[];

/** The numbers of `runs` and some more, in any order and more than once. */
export function withNumbers(runs: Runs, more: Iterable<number>): Runs {
	const all = [...runs, ...[...more].map((n) => [n, n] as const)].sort(([a], [b]) => a - b);
	const joined: [number, number][] = [];
	for (const [first, last] of all) {
		const before = joined.at(-1);
		if (before && first <= before[1] + 1) before[1] = Math.max(before[1], last);
		else joined.push([first, last]);
	}
	return joined;
}

/** Every number, ascending. */
export function* numbersIn(runs: Runs): Iterable<number> {
	for (const [first, last] of runs) for (let n = first; n <= last; n += 1) yield n;
}
