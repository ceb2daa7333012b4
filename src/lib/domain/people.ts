import { CODE_LENGTH, NUMBER_LENGTH, withCheckDigit } from './codes';
import type { Visit } from './folds/day';

/** The house rules people accept today. Raised whenever their text changes, so that it is known who accepted which. */
export const HOUSE_RULES = '2026-1';

/** What people may be asked to agree to, each by itself and none of it needed to be registered. */
export const CONSENTS = ['news', 'photo'] as const;
export type Consent = (typeof CONSENTS)[number];

const STEMS = 10 ** (NUMBER_LENGTH - 1);

/**
 * A number that nobody among `taken` has; `fraction` in [0, 1) says where the
 * search begins. Where all are taken, any: two people with one number are told
 * apart by their codes. 0000 is never given: it is what impatient fingers type.
 */
export function freeNumber(taken: ReadonlySet<string>, fraction: number): string {
	const start = Math.floor(fraction * (STEMS - 1));
	for (let i = 0; i < STEMS - 1; i += 1) {
		const number = numberOf(start + i);
		if (!taken.has(number)) return number;
	}
	return numberOf(start);
}

const numberOf = (i: number): string =>
	withCheckDigit(String((i % (STEMS - 1)) + 1).padStart(NUMBER_LENGTH - 1, '0'));

/**
 * A secret code out of unguessable text of 32 letters, ten of which are digits:
 * those that are, in their order, each as likely as the others. `undefined` where
 * there are too few, or the code is one that people try first.
 */
export function codeIn(text: string): string | undefined {
	const code = text.replace(/\D/g, '').slice(0, CODE_LENGTH);
	return code.length === CODE_LENGTH && !isEasyCode(code) ? code : undefined;
}

/** One digit, a run up or down, or one to three digits over and over: 000000, 123456, 121212, 123123. */
export const isEasyCode = (code: string): boolean =>
	/^(\d{1,3}?)\1+$/.test(code) ||
	'01234567890123456789'.includes(code) ||
	'98765432109876543210'.includes(code);

/**
 * Text as it is searched and compared: no case, no accents, no marks between
 * words. Capitals first, since some letters only then are spelled alike (ß, ᾳ);
 * made of small ones, since a capital may have no spelling but its own (ẞ). What is
 * folded stays so.
 */
export const folded = (text: string): string =>
	text
		.normalize('NFKD')
		.toLowerCase()
		.toUpperCase()
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/[œæøłđς]/g, (letter) => SPELLED[letter]!)
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim();

const SPELLED: Readonly<Record<string, string>> = {
	œ: 'oe',
	æ: 'ae',
	ø: 'o',
	ł: 'l',
	đ: 'd',
	ς: 'σ'
};

/** What a person can be found by. */
interface Findable {
	readonly name?: string | undefined;
	readonly number?: string | undefined;
	readonly commune?: string | undefined;
}

/** The words a person is found by, folded, each with a space before it. */
export const findableBy = ({ name = '', number = '', commune = '' }: Findable): string =>
	` ${folded([name, number, commune].join(' '))}`;

/** Whether every word typed begins one of those a person is found by. Nothing typed finds everybody. */
export const isFoundBy = (findable: string, typed: string): boolean =>
	folded(typed)
		.split(' ')
		.every((word) => findable.includes(` ${word}`));

/**
 * Whether two names may be one person's: the same words in any order, each
 * whole, cut to its first letter, or a slip of a finger apart. A hint for a host
 * to look twice, never a reason to refuse.
 */
export function maybeSame(a: string, b: string): boolean {
	const [ones, others] = [wordsOf(a), wordsOf(b)];
	if (ones.length === 0 || ones.length !== others.length) return false;
	const isEqual = (word: string, i: number): boolean => word === others[i];
	return (
		ones.every(isEqual) ||
		(ones.some((word, i) => word.length > 1 && isEqual(word, i)) &&
			ones.every((word, i) => isLike(word, others[i]!)))
	);
}

const wordsOf = (name: string): readonly string[] => folded(name).split(' ').filter(Boolean).sort();

function isLike(a: string, b: string): boolean {
	if (a === b) return true;
	if (a.length === 1 || b.length === 1) return a[0] === b[0];
	return Math.min(a.length, b.length) >= 4 && isOneSlipApart(a, b);
}

/** One letter more, less, other, or two neighbours swapped. */
function isOneSlipApart(a: string, b: string): boolean {
	if (Math.abs(a.length - b.length) > 1) return false;
	let i = 0;
	while (i < a.length && a[i] === b[i]) i += 1;
	const [restA, restB] = [a.slice(i), b.slice(i)];
	return (
		restA.slice(1) === restB.slice(1) ||
		restA === restB.slice(1) ||
		restA.slice(1) === restB ||
		(restA.slice(2) === restB.slice(2) && restA[0] === restB[1] && restA[1] === restB[0])
	);
}

/** A visit of somebody who gave no more than a name at the door. */
export const isFirstVisit = (visit: Visit): boolean => visit.number !== undefined;

/** Whether a host has said who a first visitor was. One tied back to the visitor is tied no more. */
export const isTied = ({ person, formerly }: Visit): boolean =>
	formerly !== undefined && formerly !== person;
