import { pageKey, type Slug } from '../domain/ids';
import { freeNumber } from '../domain/people';
import type { Clock } from '../ports/clock';
import type { FactLog } from '../ports/fact-log';
import type { Codes } from '../ports/keys';
import type { Randomness } from '../ports/randomness';
import { numbersTaken, peopleDraft, secretCode, type NoRoom } from './people';

export type CodeIssued =
	| { readonly number: string; readonly code: string }
	/** Nobody is registered under that id, or they are to be forgotten. */
	| { readonly stranger: true }
	| NoRoom;

/** A new code for somebody who lost theirs. The number stays, so that there is one thing to learn; the old code is dead. */
export async function issueCode(
	{ log, clock, random, codes }: { log: FactLog; clock: Clock; random: Randomness; codes: Codes },
	{ centre, person }: { centre: Slug; person: string }
): Promise<CodeIssued> {
	const free = freeNumber(await numbersTaken(log), random.fraction());
	const code = secretCode(random);
	const verifier = await codes.verifierOf(code);
	const wall = clock.now();
	const page = pageKey.person(person);
	const done = await log.commit<string | undefined>([page], (read, device) => {
		const { since, erased, number = free } = read(page, 'person');
		if (!since || erased) return { drafts: [], result: undefined };
		const draft = peopleDraft(centre, wall, device);
		const fields = { person, number, code: { ...verifier } };
		return { drafts: [draft('person.coded', fields)], result: number };
	});
	if ('failed' in done) return done;
	return done.result === undefined ? { stranger: true } : { number: done.result, code };
}
