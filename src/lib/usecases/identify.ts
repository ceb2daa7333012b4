import { isPersonNumber, verifierIn, type RosterEntry, type Verifier } from '../domain/codes';
import { database, reportsOf, type Slug } from '../domain/ids';
import { isRecord } from '../domain/parse';
import type { Reader } from '../ports/fact-log';
import type { Codes } from '../ports/keys';
import type { Tries } from '../ports/tries';

export type Identified =
	| { readonly person: RosterEntry }
	/** A slip of a finger: the check digit does not fit. */
	| { readonly mistyped: true }
	/** Unknown number or wrong code: nobody is told which. */
	| { readonly stranger: true }
	/** Too many wrong codes for this number: milliseconds until it may be tried again. */
	| { readonly wait: number };

/** Checked when the number is unknown too, so that the answer takes as long. */
const NOBODY: Verifier = { salt: 'AAAAAAAAAAAAAAAAAAAAAA==', iterations: 600_000, hash: 'AA==' };

/**
 * Who typed this number and code, as far as this kiosk's roster knows; works with
 * no link. Several people may have one number: the code says which. Wrong codes
 * make that number wait, known or not, and nobody else's.
 */
export async function identify(
	{ log, codes, tries }: { log: Reader; codes: Codes; tries: Tries },
	{ centre, number, code }: { centre: Slug; number: string; code: string }
): Promise<Identified> {
	if (!isPersonNumber(number)) return { mistyped: true };
	const left = await tries.left(number);
	if (left > 0) return { wait: left };
	const reports = await log.reports(database.roster(centre), reportsOf.rosterNumber(number));
	const entries = [...reports.values()].flatMap((report) => parseRosterEntry(report) ?? []);
	const person = await whose(codes, code, entries);
	if (person) {
		await tries.right(number);
		return { person };
	}
	const wait = await tries.wrong(number);
	return wait > 0 ? { wait } : { stranger: true };
}

/** All are checked, whichever fits. Where two fit, it is nobody: one must not arrive as the other. */
async function whose(
	codes: Codes,
	code: string,
	entries: readonly RosterEntry[]
): Promise<RosterEntry | undefined> {
	if (entries.length === 0) await codes.isCode(code, NOBODY);
	const fits = await Promise.all(entries.map((entry) => codes.isCode(code, entry.code)));
	const found = entries.filter((_, i) => fits[i]);
	return found.length === 1 ? found[0] : undefined;
}

function parseRosterEntry(value: unknown): RosterEntry | undefined {
	if (!isRecord(value)) return undefined;
	const { person, name, category } = value;
	const code = verifierIn(value['code']);
	const isEntry = [person, name, category].every((field) => typeof field === 'string');
	return isEntry && code ? ({ person, name, category, code } as RosterEntry) : undefined;
}
