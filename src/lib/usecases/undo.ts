import { local } from '../domain/calendar';
import { stamp } from '../domain/device';
import { database, pageKey, partsOf, type FactId } from '../domain/ids';
import type { Clock } from '../ports/clock';
import type { FactLog } from '../ports/fact-log';
import { findPlace, type Placing } from './find-place';
import { askedAgain, endOfPlaces, slotsLost } from './leave-place';
import { premisesOf } from './places';

export type Undone =
	| {
			readonly undone: boolean;
			/**
			 * Of a departure that is taken back: where they sit now. It may be another place than
			 * before. Of an arrival: what they had asked for before it, and is asked for again.
			 */
			readonly place?: Placing;
	  }
	| { readonly failed: 'no-room' };

/**
 * Takes back an arrival or a departure by saying so: the fact itself stays. A
 * second tap does nothing more. With an arrival goes the place that was given, and
 * what had been asked for before it is asked for again; with a departure it is asked
 * for anew, since it may be somebody else's by now. `was` is the place they had.
 */
export async function undo(
	{ log, clock }: { log: FactLog; clock: Clock },
	fact: FactId,
	was?: Placing
): Promise<Undone> {
	const { scope, day } = partsOf(fact);
	const page = pageKey.day(scope, day);
	const key = pageKey.ledger(scope, day);
	const about = pageKey.centre(scope);
	const wall = clock.now();
	const reads = [page, key, about];
	const done = await log.commit<Undone>(reads, (read, device) => {
		const visit = read(page, 'day').visits.find(({ id, leftBy }) => id === fact || leftBy === fact);
		if (!visit || visit.undone) return { drafts: [], result: { undone: false } };
		const draft = {
			day,
			scope,
			db: database.centre(scope),
			kind: 'visit.undone',
			v: 1,
			at: stamp(wall, device),
			by: visit.person,
			fields: { undoes: fact }
		};
		const ledger = read(key, 'ledger');
		const ground = { centre: scope, day, wall, device };
		if (visit.leftBy !== fact) {
			const { drafts } = endOfPlaces(ledger, visit, 'undone', ground);
			const again = askedAgain(ledger, visit, ground);
			const result = { undone: true, ...(again.asked && { place: again.asked }) };
			return { drafts: [draft, ...drafts, ...again.drafts], result };
		}
		const premises = premisesOf(read(about, 'centre'), wall);
		const slots = slotsLost(ledger, visit, ground);
		if (!premises || slots.length === 0 || day !== local(wall).day)
			return { drafts: [draft], result: { undone: true } };
		const unit = was && 'units' in was ? was.units[0] : undefined;
		const found = findPlace(ledger, { person: visit.person, slots, unit }, ground, premises);
		return { drafts: [draft, ...found.drafts], result: { undone: true, place: found.place } };
	});
	return 'failed' in done ? done : done.result;
}
