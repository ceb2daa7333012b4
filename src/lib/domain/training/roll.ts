import { canonical } from '../facts';
import type { GroupPage } from '../folds/group';
import type { SessionPage } from '../folds/session';
import { placesOn } from './enrolments';
import { lastWord, type Heads } from './heads';
import type { Mark, Signature } from './words';

/** Who is called at a half-day, and what was said of each. Learners sign each half-day (proof of training goes by the half-day). */

export interface RollLine {
	readonly person: string;
	readonly mark?: Mark;
	/** What was said apart, and stands until somebody says a third. */
	readonly words: Heads<Mark>;
	readonly apart: boolean;
	/** The learner’s own, if it was not struck. */
	readonly signature?: Signature;
	/** Came without having a place in the group. */
	readonly isWalkIn: boolean;
	/** The id they came under, before it was known who they were. */
	readonly was?: string;
}

/**
 * Those who had a place that day and had not left, in the order of their
 * enrolment, then those who came unannounced. Who turned out to be somebody is
 * that one; what was noted under their own name goes before what was noted under
 * the id they came with.
 */
export function rollOf(page: SessionPage, group: GroupPage): readonly RollLine[] {
	const day = page.session?.day ?? '9999-12-31';
	const { admitted } = placesOn(group, day);
	const expected = admitted
		.filter(
			({ states }) => states.filter(({ to }) => to !== 'admitted').at(-1)?.to !== 'interrupted'
		)
		.map(({ person }) => person);
	const signed = signaturesOf(page);
	const came = [...Object.keys(page.marks), ...signed.keys()].map((id) => isNow(page, id));
	const others = Object.keys(page.tied);
	const isExpected = new Set(expected);
	return [...new Set([...expected, ...came])].map((person) => {
		// Two trainers may have written one person down apart, and each found out who it was.
		const ids = [person, ...others.filter((id) => id !== person && isNow(page, id) === person)];
		const was = ids.length > 1 ? ids.at(-1) : undefined;
		const words = ids.flatMap((id) => (page.marks[id] ? [page.marks[id]] : []))[0] ?? [];
		const mark = lastWord(words);
		const signature = ids.flatMap((id) => signed.get(id) ?? [])[0];
		return {
			person,
			words,
			apart: words.length > 1,
			isWalkIn: !isExpected.has(person),
			...(mark && { mark }),
			...(signature && { signature }),
			...(was !== undefined && { was })
		};
	});
}

/** Who turned out to be somebody who turned out to be somebody else is that one; who cannot be both is who they came as. */
function isNow({ tied }: SessionPage, came: string): string {
	const seen = new Set<string>();
	let person = came;
	for (let next = tied[person]; next !== undefined && !seen.has(person); next = tied[person]) {
		seen.add(person);
		person = next;
	}
	return person;
}

/** By person, as they signed: the last of their signatures that counts. */
function signaturesOf({ signatures }: SessionPage): ReadonlyMap<string, Signature> {
	const counting = Object.values(signatures).filter(
		({ as, struck }) => as === 'learner' && struck === undefined
	);
	return new Map(counting.map((signature) => [signature.person, signature]));
}

/** The trainer’s last signature that counts; `undefined` while there is none. */
export const trainerSignature = ({ signatures }: SessionPage): Signature | undefined =>
	Object.values(signatures)
		.filter(({ as, struck }) => as === 'trainer' && struck === undefined)
		.at(-1);

/**
 * What a trainer signs for: who was there as they saw it, under the ids it was
 * noted with, so that a name found later changes nothing. Reasons are no part of
 * it: one that is added is not another roll.
 */
export function rollText({ marks }: SessionPage): string {
	const seen = Object.entries(marks).flatMap(([person, words]) => {
		const mark = lastWord(words);
		return mark ? [[person, mark.is, mark.is === 'late' ? (mark.minutes ?? 0) : 0] as const] : [];
	});
	return `TCR1.${canonical(seen.sort(([a], [b]) => (a < b ? -1 : 1)))}`;
}
