import { pageKey, type Slug } from '../domain/ids';
import type { Clock } from '../ports/clock';
import type { FactLog } from '../ports/fact-log';
import { peopleDraft, type NoRoom } from './people';

/** Somebody works here no more: their code unlocks nothing as soon as each device has heard of it. */
export async function dismissStaff(
	{ log, clock }: { log: FactLog; clock: Clock },
	{ centre, person }: { centre: Slug; person: string }
): Promise<{ readonly dismissed: boolean } | NoRoom> {
	const wall = clock.now();
	const page = pageKey.staff(centre);
	const done = await log.commit([page], (read, device) => {
		if (!read(page, 'staff').people[person]) return { drafts: [], result: false };
		const draft = peopleDraft(centre, wall, device);
		return { drafts: [draft('staff.dismissed', { person })], result: true };
	});
	return 'failed' in done ? done : { dismissed: done.result };
}
