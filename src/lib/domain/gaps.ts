/**
 * Which of a device's numbers the server holds, in little space: every number up
 * to `mark`, and those of `beyond`.
 */
export interface Held {
	readonly mark: number;
	/** Numbers above the mark, ascending. */
	readonly beyond: readonly number[];
}

export const NOTHING_HELD: Held = { mark: 0, beyond: [] };

/** Numbers may come in any order and more than once. */
export function hold(held: Held, seqs: Iterable<number>): Held {
	const beyond = new Set(held.beyond);
	for (const seq of seqs) if (seq > held.mark) beyond.add(seq);
	let mark = held.mark;
	while (beyond.delete(mark + 1)) mark += 1;
	return { mark, beyond: [...beyond].sort((a, b) => a - b) };
}

/** Numbers up to `acknowledged` that are missing: lost facts, not ones that never were. At most `most` of them. */
export function missing(held: Held, acknowledged: number, most = 1000): number[] {
	const beyond = new Set(held.beyond);
	const lost: number[] = [];
	for (let seq = held.mark + 1; seq <= acknowledged && lost.length < most; seq += 1)
		if (!beyond.has(seq)) lost.push(seq);
	return lost;
}
