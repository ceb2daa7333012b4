import { stamp } from '../domain/device';
import { database, pageKey, partsOf, type FactId } from '../domain/ids';
import type { Clock } from '../ports/clock';
import type { FactLog } from '../ports/fact-log';

export type Undone = { readonly undone: boolean } | { readonly failed: 'no-room' };

/** Takes back an arrival or a departure by saying so: the fact itself stays. A second tap does nothing more. */
export async function undo(
	{ log, clock }: { log: FactLog; clock: Clock },
	fact: FactId
): Promise<Undone> {
	const { scope, day } = partsOf(fact);
	const page = pageKey.day(scope, day);
	const wall = clock.now();
	const done = await log.commit([page], (read, device) => {
		const visit = read(page, 'day').visits.find(({ id, leftBy }) => id === fact || leftBy === fact);
		if (!visit || visit.undone) return { drafts: [], result: false };
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
		return { drafts: [draft], result: true };
	});
	return 'failed' in done ? done : { undone: done.result };
}
