import type { FactId } from '../ids';

/**
 * What is wrong with a device's chain of signatures. Pure: whoever asks has
 * checked each signature by the device's key, and each key by the network's.
 */

/** One signature, checked by itself. */
export interface CheckedLink {
	readonly fact: FactId;
	/** Its place. */
	readonly n: number;
	/** Digest of the link before, as it says. */
	readonly prev?: string | undefined;
	/** Digest of its `linkText`: what the next one has to name. */
	readonly digest: string;
	/** The device's hand is under what it says now. */
	readonly isSealed: boolean;
	/** The network's hand is under the device's key, and that device may sign this. */
	readonly isCertified: boolean;
}

/** How far the network has seen a chain. */
export interface Witnessed {
	readonly n: number;
	readonly digest: string;
}

export interface ChainProblem {
	readonly is:
		/** Something was changed after it was signed. */
		| 'field'
		/** The key is not certified by the network, or not for this; or the witness is not the network's. */
		| 'certificate'
		/** Links are missing before this one: from `n`, so many as `count`. */
		| 'gap'
		/** It does not follow the link before. */
		| 'order'
		/** Two at one place, or not the one the network saw there. */
		| 'fork'
		/** The network has seen it go on: to `n`. */
		| 'short'
		/** What screens show is not what rests among the facts: one of the two was changed or taken away. */
		| 'shown';
	readonly facts: readonly FactId[];
	readonly n: number;
	readonly count?: number;
}

/**
 * Every problem of one chain, by place. Links that do not hold by themselves are
 * named as such and are then in nobody's way: a forged link beside a good one
 * does not make the good one doubtful.
 */
export function problemsIn(
	links: readonly CheckedLink[],
	witness?: Witnessed
): readonly ChainProblem[] {
	const problems: ChainProblem[] = [];
	for (const { fact, n, isSealed, isCertified } of links) {
		if (!isSealed) problems.push({ is: 'field', facts: [fact], n });
		else if (!isCertified) problems.push({ is: 'certificate', facts: [fact], n });
	}
	const places = byPlace(links.filter(({ isSealed, isCertified }) => isSealed && isCertified));
	let before: readonly CheckedLink[] | undefined;
	let last = 0;
	for (const [n, here] of places) {
		const facts = here.map(({ fact }) => fact);
		if (here.length > 1) problems.push({ is: 'fork', facts, n });
		if (n > last + 1) problems.push({ is: 'gap', facts, n: last + 1, count: n - last - 1 });
		else
			for (const { fact, prev } of here) {
				const follows = before ? before.some(({ digest }) => digest === prev) : prev === undefined;
				if (!follows) problems.push({ is: 'order', facts: [fact], n });
			}
		[before, last] = [here, n];
	}
	if (witness) problems.push(...unlikeSeen(places, last, witness));
	return problems.sort((a, b) => a.n - b.n);
}

function unlikeSeen(
	places: ReadonlyMap<number, readonly CheckedLink[]>,
	last: number,
	{ n, digest }: Witnessed
): readonly ChainProblem[] {
	if (n > last) return [{ is: 'short', facts: [], n, count: n - last }];
	const here = places.get(n);
	if (!here || here.some((link) => link.digest === digest)) return [];
	return [{ is: 'fork', facts: here.map(({ fact }) => fact), n }];
}

/** In ascending order; a copy of a link is the same link. */
function byPlace(links: readonly CheckedLink[]): ReadonlyMap<number, readonly CheckedLink[]> {
	const places = new Map<number, CheckedLink[]>();
	for (const link of [...links].sort((a, b) => a.n - b.n)) {
		const here = places.get(link.n) ?? [];
		places.set(link.n, here);
		if (!here.some(({ digest }) => digest === link.digest)) here.push(link);
	}
	return places;
}
