import type { Draft, Json } from '../domain/facts';
import { database, pageKey, partsOf, type FactId, type Slug } from '../domain/ids';
import { freeNumber, isFirstVisit } from '../domain/people';
import type { Profile } from '../domain/profile';
import type { Clock } from '../ports/clock';
import type { FactLog } from '../ports/fact-log';
import type { Codes } from '../ports/keys';
import type { Randomness } from '../ports/randomness';
import { freshBadge, numbersTaken, peopleDraft, secretCode, type NoRoom } from './people';

export interface Registration {
	readonly centre: Slug;
	/** Chosen once per form, so that a second tap registers nobody twice. */
	readonly person: string;
	readonly profile: Profile;
	/** The first visit that made them known, which becomes theirs. */
	readonly visit?: FactId;
}

export type Registered =
	| {
			readonly person: string;
			readonly number: string;
			/** Nowhere kept: whoever does not write it down now asks for another. */
			readonly code: string;
	  }
	/** This form has been saved before. */
	| { readonly again: true }
	| NoRoom;

/** Somebody becomes known to a centre: who they are, a number with its code, and a badge, at once or not at all. */
export async function register(
	{ log, clock, random, codes }: { log: FactLog; clock: Clock; random: Randomness; codes: Codes },
	{ centre, person, profile, visit }: Registration
): Promise<Registered> {
	const number = freeNumber(await numbersTaken(log), random.fraction());
	const code = secretCode(random);
	const verifier = await codes.verifierOf(code);
	const badge = freshBadge(random);
	const wall = clock.now();
	const page = pageKey.person(person);
	const day = visit === undefined ? undefined : pageKey.day(centre, partsOf(visit).day);
	const done = await log.commit([page, ...(day ? [day] : [])], (read, device) => {
		if (read(page, 'person').since) return { drafts: [], result: false };
		const draft = peopleDraft(centre, wall, device);
		const drafts = [
			draft('person.registered', { person, ...(profile as unknown as { [field: string]: Json }) }),
			draft('person.coded', { person, number, code: { ...verifier } }),
			draft('person.badged', { person, badge })
		];
		const isTheirs =
			day && read(day, 'day').visits.some((one) => one.id === visit && isFirstVisit(one));
		if (isTheirs) drafts.push(tying(draft('visit.tied', { visit, person }), visit!));
		return { drafts, result: true };
	});
	if ('failed' in done) return done;
	return done.result ? { person, number, code } : { again: true };
}

/** About the visit, and so among its facts and on its day. */
export function tying(draft: Draft, visit: FactId): Draft {
	const { scope, day } = partsOf(visit);
	return { ...draft, scope, day, db: database.centre(scope) };
}
