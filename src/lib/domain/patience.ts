/**
 * How long somebody must wait after wrong codes. All time here is time that has
 * passed while the app ran, never what a clock shows, so that setting one wins
 * nothing; nor does starting the app again.
 */

/** A row of wrong codes. */
export interface Wrongs {
	readonly count: number;
	/** Milliseconds since the last of them, as far as somebody was there to count. */
	readonly since: number;
	/** Which change of the record it was: tells this row from one that was forgiven. */
	readonly change: number;
}

export interface Patience {
	/** How often codes, right or wrong, have changed it. */
	readonly changes: number;
	readonly by: Readonly<Record<string, Wrongs>>;
}

export const PATIENT: Patience = { changes: 0, by: {} };

/** All who try on this device, together. */
const ANYBODY = '*';

/** By wrong codes in a row, milliseconds. Three cost nothing: anybody may mistype. */
const WAITS = [0, 0, 0, 0, 5_000, 15_000, 60_000, 300_000, 900_000];
/** Whoever goes from number to number is slowed down; nobody is locked out for it. */
const FREE_FOR_ANYBODY = 9;
const PAUSE = 5_000;
/** A row ends by itself after a day without another wrong code. */
const FORGOTTEN_AFTER = 86_400_000;

const waitAfter = (count: number): number => WAITS[Math.min(count, WAITS.length - 1)]!;
const pauseAfter = (count: number): number => (count > FREE_FOR_ANYBODY ? PAUSE : 0);

/** Milliseconds still to wait before `who` may try. */
export const waitFor = ({ by }: Patience, who: string): number =>
	Math.max(rest(by[who], waitAfter), rest(by[ANYBODY], pauseAfter));

/** True while anybody has to wait. */
export const isWaiting = (patience: Patience): boolean =>
	Object.keys(patience.by).some((who) => waitFor(patience, who) > 0);

const rest = (wrongs: Wrongs | undefined, after: (count: number) => number): number =>
	wrongs ? Math.max(0, after(wrongs.count) - wrongs.since) : 0;

/** After a wrong code. */
export function afterWrong({ changes, by }: Patience, who: string): Patience {
	const change = changes + 1;
	const more = (before: Wrongs | undefined): Wrongs => ({
		count: (before?.count ?? 0) + 1,
		since: 0,
		change
	});
	return { changes: change, by: { ...by, [who]: more(by[who]), [ANYBODY]: more(by[ANYBODY]) } };
}

/** After the right code: neither theirs nor everybody's wrong ones count any more. */
export function afterRight({ changes, by }: Patience, who: string): Patience {
	const { [who]: _theirs, [ANYBODY]: _all, ...others } = by;
	return { changes: changes + 1, by: others };
}

/**
 * The record with the time that one who looked at it before (`seen`) has counted
 * since. Several may count the same time: the longest count is taken, never
 * their sum. What could not be written down is not forgotten while somebody runs.
 */
export function caughtUp(kept: Patience, seen: Patience, passed: number): Patience {
	const { changes, by } = seen.changes > kept.changes ? seen : kept;
	const rows = Object.entries(by).map(([who, wrongs]): [string, Wrongs] => {
		const before = seen.by[who];
		const counted = before?.change === wrongs.change ? before.since + passed : 0;
		return [who, { ...wrongs, since: Math.max(wrongs.since, counted) }];
	});
	return {
		changes,
		by: Object.fromEntries(rows.filter(([, { since }]) => since < FORGOTTEN_AFTER))
	};
}
