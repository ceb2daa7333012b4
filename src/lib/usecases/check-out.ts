import { local } from '../domain/calendar';
import { stamp } from '../domain/device';
import { isOpen, presence, type DayPage, type Visit } from '../domain/folds/day';
import { database, pageKey, type Day, type FactId, type Slug } from '../domain/ids';
import type { Clock } from '../ports/clock';
import type { FactLog } from '../ports/fact-log';
import type { Placing } from './find-place';
import { endOfPlaces } from './leave-place';

export interface CheckOut {
	readonly centre: Slug;
	readonly who:
		| { readonly person: string }
		| { readonly number: string }
		/** Where several had the same number and the person has said which they are. */
		| { readonly visit: FactId };
}

export type CheckedOut =
	| {
			readonly left: FactId;
			readonly day: Day;
			readonly visit: Visit;
			/** The place that is free again. */
			readonly was?: Placing;
	  }
	/** Nobody here answers to that. */
	| { readonly none: true }
	/** Two kiosks gave the same number while apart. */
	| { readonly several: readonly Visit[] }
	| { readonly failed: 'no-room' };

/** Somebody leaves, and the place they were given on arriving is free again. Only today's visits are looked at: a forgotten one has ended by itself. */
export async function checkOut(
	{ log, clock }: { log: FactLog; clock: Clock },
	{ centre, who }: CheckOut
): Promise<CheckedOut> {
	const wall = clock.now();
	const { day } = local(wall);
	const page = pageKey.day(centre, day);
	const ledger = pageKey.ledger(centre, day);
	interface Decided {
		readonly found: readonly Visit[];
		readonly was?: Placing;
	}
	const done = await log.commit<Decided>([page, ledger], (read, device) => {
		const found = visitsOf(read(page, 'day'), who).filter(
			(visit) => presence(visit, wall) === 'here' || ('visit' in who && isOpen(visit))
		);
		const [visit] = found;
		if (found.length !== 1 || !visit) return { drafts: [], result: { found } };
		const draft = {
			day,
			scope: centre,
			db: database.centre(centre),
			kind: 'visit.left',
			v: 1,
			at: stamp(wall, device),
			by: visit.person,
			fields: { visit: visit.id }
		};
		const ground = { centre, day, wall, device };
		const { drafts, was } = endOfPlaces(read(ledger, 'ledger'), visit, 'left', ground);
		return { drafts: [draft, ...drafts], result: { found, ...(was && { was }) } };
	});
	if ('failed' in done) return done;
	const { found, was } = done.result;
	const [visit] = found;
	const [fact] = done.facts;
	if (fact && visit) return { left: fact._id, day, visit, ...(was && { was }) };
	return found.length === 0 ? { none: true } : { several: found };
}

function visitsOf(page: DayPage, who: CheckOut['who']): readonly Visit[] {
	if ('visit' in who) return page.visits.filter(({ id }) => id === who.visit);
	if ('person' in who) return page.visits.filter(({ person }) => person === who.person);
	return page.visits.filter(({ number }) => number === who.number);
}
