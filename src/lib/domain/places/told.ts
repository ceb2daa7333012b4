import type { Claim } from '../folds/ledger';

/**
 * What somebody has been told of a place, in words of at most 20 letters. They are a set, written by
 * several devices that know nothing of each other: a word said twice is said once, and each time
 * something is told anew, or taken back, is a word of its own: `refused`, `-refused`, `refused.2`.
 */
type Words = Pick<Claim, 'told'>;

/** Whether somebody was told, as often as it was taken back. */
export function isTold({ told = [] }: Words, of: string): boolean {
	return timesSaid(told, of) > timesSaid(told, `-${of}`);
}

const timesSaid = (told: readonly string[], word: string): number =>
	told.filter(
		(one) =>
			one === word || (one.startsWith(`${word}.`) && /^\d+$/.test(one.slice(word.length + 1)))
	).length;

/** The word to write for telling somebody, or for taking that back; `undefined` where it is so already. */
export function wordFor(
	claim: Words,
	of: string,
	{ back = false }: { back?: boolean } = {}
): string | undefined {
	if (isTold(claim, of) !== back) return undefined;
	const word = back ? `-${of}` : of;
	const times = timesSaid(claim.told ?? [], word) + 1;
	return times === 1 ? word : `${word}.${times}`;
}

/** What is new of a door, and the words by which it is known to have been told. */
export interface DoorNews {
	readonly of: 'closed' | 'reopened';
	readonly words: readonly string[];
}

/**
 * What is to be told of a door that is shut, by what is called `shut`, or is not: whatever is not
 * what they were told last. Each shutting goes by its own name, so that a later one is told as
 * well, and of each it is known whether they heard of its end, whoever told them, and however
 * often devices that were apart have said so.
 */
export function doorNews(claim: Words, shut: string | undefined): DoorNews | undefined {
	const believed = believedShut(claim);
	if (shut !== undefined)
		return believed.length > 0
			? undefined
			: { of: 'closed', words: [`closed.${nextTime(claim, shut)}`] };
	const words = believed.map((name) => of('reopened', name));
	return words.length > 0 ? { of: 'reopened', words } : undefined;
}

const CLOSED = /^closed(?:\.([a-z]+[a-z0-9]*))?(?:\.\d+)?$/;
const of = (word: string, name: string): string => (name === '' ? word : `${word}.${name}`);
const isOver = (claim: Words, name: string): boolean =>
	isTold(claim, of('closed', name)) && isTold(claim, of('reopened', name));

/** What they were told is shut, and not that it is over; '' for words of before each shutting had a name. */
function believedShut(claim: Words): readonly string[] {
	const named = (claim.told ?? []).flatMap((word) => {
		const found = CLOSED.exec(word);
		return found ? [found[1] ?? ''] : [];
	});
	return [...new Set(named)].filter(
		(name) => isTold(claim, of('closed', name)) && !isOver(claim, name)
	);
}

/** Opening hours may come back as they were, and their name with them: that is another time. */
const nextTime = (claim: Words, name: string): string =>
	[name, ...LETTERS.map((letter) => `${name}${letter}`)].find((one) => !isOver(claim, one)) ?? name;
const LETTERS = [...'bcdefghijklmnopqrstuvwxyz'];
