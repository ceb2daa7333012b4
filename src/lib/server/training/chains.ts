import { createHash } from 'node:crypto';
import { certificateText } from '../../domain/accounts';
import type { Fact } from '../../domain/facts';
import type { FactId } from '../../domain/ids';
import { is } from '../../domain/kinds';
import { linkText, sealOwner, sealText } from '../../domain/training/seal';
import { nodeChecks } from '../accounts/checks';

/** A link of a chain as the server has seen it. */
export interface SeenLink {
	readonly fact: FactId;
	/** The digest of the link before, as it says. */
	readonly prev: string | undefined;
	/** What the next link has to name. */
	readonly digest: string;
}

/** What one device has signed. Links that do not hold by themselves are in no chain: they are `forged`. */
export interface SeenChain {
	/** By place, and there by signature: more than one is a fork. A copy is the same link. */
	readonly links: ReadonlyMap<number, ReadonlyMap<string, SeenLink>>;
	readonly forged: readonly FactId[];
}

export type Problem =
	| { readonly is: 'fork' | 'order'; readonly n: number; readonly facts: readonly FactId[] }
	| { readonly is: 'gap'; readonly n: number };

export interface Reached {
	readonly n: number;
	/** Of the last link; absent at 0. */
	readonly digest?: string;
}

/**
 * How far a chain is whole from where it was, and what keeps it from going on. What
 * is behind a fork, a break or a gap is not reached; a fork before it ends it too.
 */
export function reach(
	{ links }: SeenChain,
	from: Reached
): { readonly to: Reached; readonly problem?: Problem } {
	for (const [n, there] of links)
		if (n <= from.n && there.size > 1) return { to: from, problem: forkAt(n, there) };
	let to = from;
	for (;;) {
		const n = to.n + 1;
		const there = links.get(n);
		if (!there) {
			const isBeyond = [...links.keys()].some((other) => other > n);
			return { to, ...(isBeyond && { problem: { is: 'gap', n } }) };
		}
		if (there.size > 1) return { to, problem: forkAt(n, there) };
		const [link] = there.values();
		if (link!.prev !== to.digest) return { to, problem: { is: 'order', n, facts: [link!.fact] } };
		to = { n, digest: link!.digest };
	}
}

const forkAt = (n: number, there: ReadonlyMap<string, SeenLink>): Problem => ({
	is: 'fork',
	n,
	facts: [...there.values()].map(({ fact }) => fact).sort()
});

/** Gathers links as they are seen, each checked once: by its device's key, and that by the network's. */
export function createChains(networkKey: string) {
	const chains = new Map<
		string,
		{ links: Map<number, Map<string, SeenLink>>; forged: Set<FactId> }
	>();
	return {
		all: chains as ReadonlyMap<string, { links: SeenChain['links']; forged: ReadonlySet<FactId> }>,
		/** The chain a signature is of; `undefined` for what is none. */
		add(fact: Fact): string | undefined {
			if (!is(fact, 'signature.given/1')) return undefined;
			const { _id, seal } = fact;
			const { chain, key, certificate, signature, n, prev } = seal;
			const its = chains.get(chain) ?? { links: new Map(), forged: new Set<FactId>() };
			chains.set(chain, its);
			const there = its.links.get(n);
			if (there?.has(signature) || its.forged.has(_id)) return chain;
			const sealed = sealText(fact, seal);
			const owner = certificateText(sealOwner(seal), key);
			const isGood =
				nodeChecks.verify(key, sealed, signature) &&
				nodeChecks.verify(networkKey, owner, certificate);
			if (!isGood) its.forged.add(_id);
			else {
				const digest = digestOf(linkText(sealed, signature));
				its.links.set(n, new Map(there).set(signature, { fact: _id, prev, digest }));
			}
			return chain;
		}
	};
}

/** As `Keys.digest`: SHA-256 over UTF-8, base64url. */
const digestOf = (text: string): string => createHash('sha256').update(text).digest('base64url');
