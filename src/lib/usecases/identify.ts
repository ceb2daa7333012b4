import { isPersonNumber, type RosterEntry, type Verifier } from '../domain/codes';
import { database, reportId, type Slug } from '../domain/ids';
import { isRecord } from '../domain/parse';
import type { Reader } from '../ports/fact-log';

export type Identified =
	| { readonly person: RosterEntry }
	/** A slip of a finger: the check digit does not fit. */
	| { readonly mistyped: true }
	/** Unknown number or wrong code: nobody is told which. */
	| { readonly stranger: true };

/** Checked when the number is unknown too, so that the answer takes as long. */
const NOBODY: Verifier = { salt: 'AAAAAAAAAAAAAAAAAAAAAA==', iterations: 600_000, hash: 'AA==' };

/** Who typed this number and code, as far as this kiosk's roster knows; works with no link. */
export async function identify(
	{ log, isCode }: { log: Reader; isCode: (code: string, verifier: Verifier) => Promise<boolean> },
	{ centre, number, code }: { centre: Slug; number: string; code: string }
): Promise<Identified> {
	if (!isPersonNumber(number)) return { mistyped: true };
	const entry = parseRosterEntry(
		await log.report(database.roster(centre), reportId.roster(number))
	);
	const matches = await isCode(code, entry?.code ?? NOBODY);
	return entry && matches ? { person: entry } : { stranger: true };
}

function parseRosterEntry(value: unknown): RosterEntry | undefined {
	if (!isRecord(value) || !isRecord(value['code'])) return undefined;
	const { person, name, category } = value;
	const { salt, iterations, hash } = value['code'];
	const texts = [person, name, category, salt, hash].every((field) => typeof field === 'string');
	return texts && typeof iterations === 'number' ? (value as unknown as RosterEntry) : undefined;
}
