import type { Fact } from '../../src/lib/domain/facts';
import { partsOf, type FactId } from '../../src/lib/domain/ids';
import { is } from '../../src/lib/domain/kinds';
import { holderOf, SERVER } from '../../src/lib/domain/places/holders';

/** Holds the server to the order in which it was asked, and to what it may not say. */
export interface Turns {
	/** The server has this fact now; `isOrdered` where that is heard of in the order of its writing. */
	wrote(fact: Fact, isOrdered: boolean): void;
	/** A restore: what was forgotten may come again, in another order. */
	forget(): void;
}

interface Around {
	/** True of a claim that needs no answer any more. */
	readonly isOver: (claim: FactId) => boolean;
	readonly people: readonly string[];
	readonly violated: (what: string) => void;
}

export function createTurns({ isOver, people, violated }: Around): Turns {
	/** By centre and day: claims the server has and has not answered, in the order it got them. */
	const asked = new Map<string, Set<FactId>>();

	/** Law 8: who is received first is answered first, whatever any clock says. */
	function inTurn(fact: Fact): void {
		const { scope, day } = partsOf(fact._id);
		const open = asked.get(`${scope}|${day}`) ?? new Set();
		asked.set(`${scope}|${day}`, open);
		if (is(fact, 'place.claimed/1') && fact.to === SERVER) open.add(fact._id);
		if (!is(fact, 'place.granted/1') && !is(fact, 'place.refused/1')) return;
		if (holderOf(fact._id) !== SERVER || fact.claim === undefined || !open.has(fact.claim)) return;
		const first = [...open].find((claim) => !isOver(claim));
		if (first !== undefined && first !== fact.claim && !isOver(fact.claim))
			violated(`${fact.claim} was answered before ${first}, who was first`);
		open.delete(fact.claim);
	}

	/** A confidential room is nobody's: its claim has a name that is used once. */
	function named(fact: Fact): void {
		if (!is(fact, 'place.claimed/1') || holderOf(fact._id) !== SERVER) return;
		if (fact.space === 'confidential' && people.includes(String(fact.person)))
			violated(`${fact._id} says who wants the confidential room`);
	}

	return {
		wrote(fact, isOrdered) {
			if (isOrdered) inTurn(fact);
			named(fact);
		},
		forget: () => asked.clear()
	};
}
