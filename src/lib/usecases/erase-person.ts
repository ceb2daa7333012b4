import { pageKey, type Slug } from '../domain/ids';
import { isTied } from '../domain/people';
import type { Clock } from '../ports/clock';
import type { FactLog } from '../ports/fact-log';
import { peopleDraft, type NoRoom } from './people';

/**
 * Asks for somebody to be forgotten, with the names they gave at the door before
 * anybody knew who they were. The server makes it so everywhere, device by device.
 */
export async function erasePerson(
	{ log, clock }: { log: FactLog; clock: Clock },
	{ centre, person }: { centre: Slug; person: string }
): Promise<{ readonly asked: boolean } | NoRoom> {
	const wall = clock.now();
	const people = [person, ...(await formerly(log, person))];
	const done = await log.commit(people.map(pageKey.person), (read, device) => {
		const draft = peopleDraft(centre, wall, device);
		const known = people.filter((one) => {
			const { since, erased } = read(pageKey.person(one), 'person');
			// Somebody registered under another id is somebody else.
			return !erased && (one === person || since === undefined);
		});
		return {
			drafts: known.map((one) => draft('person.erased', { person: one })),
			result: known.length > 0
		};
	});
	return 'failed' in done ? done : { asked: done.result };
}

/** Whom they were taken for on first visits, on the days this device still keeps. */
async function formerly(log: FactLog, person: string): Promise<readonly string[]> {
	const days = await log.pages('day');
	const visits = [...days.values()].flatMap(({ visits }) => visits);
	const names = visits.filter((visit) => visit.person === person && isTied(visit));
	return [...new Set(names.map((visit) => visit.formerly!))];
}
