import { canonical, type Fact } from '../facts';
import { parseFactId, partsOf, type FactId } from '../ids';
import { is } from '../kinds';
import { withoutWords, withWord, type Heads } from '../training/heads';
import type { Mark, Session, Signature } from '../training/words';
import type { Fold } from './fold';

/** One half-day: what it is, who was there, who signed. */
export interface SessionPage {
	session?: Session;
	/** By person. */
	marks: Record<string, Heads<Mark>>;
	/** By the fact that gave it, in order. Who signs twice has signed once and once more. */
	signatures: Record<FactId, Signature>;
	/** Who came without being enrolled, and who they turned out to be. */
	tied: Record<string, string>;
}

/** The half-days of one month, in all centres. */
export interface AgendaPage {
	sessions: Record<FactId, Session>;
}

export const sessionFold: Fold<SessionPage> = {
	version: 1,
	empty: () => ({ marks: {}, signatures: {}, tied: {} }),
	add(page, fact) {
		const session = plan(page.session, fact);
		if (session) page.session = session;
		if (is(fact, 'attendance.noted/1'))
			page.marks[fact.person] = withWord(page.marks[fact.person], markOf(fact), fact.replaces);
		else if (is(fact, 'attendance.unsaid/1')) {
			const left = withoutWords(page.marks[fact.person], fact.replaces);
			if (left) page.marks[fact.person] = left;
			else delete page.marks[fact.person];
		} else if (is(fact, 'signature.given/1')) {
			const signature = signatureOf(fact);
			// What was copied from a phone or from the door is the same signature.
			const same = Object.values(page.signatures).find((one) => isSame(one, signature));
			if (!same) page.signatures[fact._id] = signature;
		} else if (is(fact, 'signature.struck/1')) {
			const signature = page.signatures[fact.signature];
			if (signature && parseFactId(fact.signature)) signature.struck = fact.why;
		} else if (is(fact, 'learner.tied/1')) page.tied[fact.person] = fact.to;
	}
};

export const agendaFold: Fold<AgendaPage> = {
	version: 1,
	empty: () => ({ sessions: {} }),
	add(page, fact) {
		const id = is(fact, 'session.planned/1') ? fact._id : String(fact['session']);
		if (!parseFactId(id)) return;
		const session = plan(page.sessions[id], fact);
		if (session) page.sessions[id] = session;
	}
};

/** The half-day after a fact about it; `undefined` where that says nothing of its plan. */
function plan(before: Session | undefined, fact: Fact): Session | undefined {
	if (is(fact, 'session.planned/1')) {
		const { _id: id, course, module, group, half, hours, space, trainer } = fact;
		const { scope: centre, day } = partsOf(id);
		return {
			...{ id, centre, day, half, course, group, hours, trainer },
			...(module !== undefined && { module }),
			...(space !== undefined && { space })
		};
	}
	if (!before) return undefined;
	if (is(fact, 'session.changed/1')) {
		const { module, hours, space, trainer } = fact.change;
		return {
			...before,
			...(module !== undefined && { module }),
			...(hours !== undefined && { hours }),
			...(space !== undefined && { space }),
			...(trainer !== undefined && { trainer })
		};
	}
	if (is(fact, 'session.cancelled/1'))
		return { ...before, cancelled: before.cancelled ?? fact.why };
	return undefined;
}

/** What a fact says of somebody's presence. */
export function markOf(fact: Fact & { is: Mark['is']; minutes?: unknown; why?: unknown }): Mark {
	const { _id, is, minutes, why, by, at } = fact;
	return {
		fact: _id,
		is,
		...(typeof minutes === 'number' && { minutes }),
		...(typeof why === 'string' && { why }),
		by,
		at: at.wall
	};
}

function signatureOf(fact: Extract<Fact, { kind: string }>): Signature {
	if (!is(fact, 'signature.given/1')) throw new Error('not a signature');
	const { _id, person, as, way, strokes, roll, when, seal } = fact;
	return {
		...{ fact: _id, person, as, way, when, seal },
		...(strokes !== undefined && { strokes }),
		...(roll !== undefined && { roll })
	};
}

/**
 * The same signature, whichever database it was read from. One in which anything
 * was changed is another, and shows.
 */
const isSame = (a: Signature, b: Signature): boolean =>
	a.seal.signature === b.seal.signature && bare(a) === bare(b);
const bare = ({ fact: _, struck: __, ...rest }: Signature): string => canonical(rest);
