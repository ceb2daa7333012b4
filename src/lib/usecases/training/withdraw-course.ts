import { database, pageKey } from '../../domain/ids';
import type { Clock } from '../../ports/clock';
import type { FactLog } from '../../ports/fact-log';
import type { NoRoom } from '../people';
import { courseDraft } from './course-draft';

/**
 * A course is no longer given. What was learned in it stays; describing it again
 * gives it again. Said twice, it is said once.
 */
export async function withdrawCourse(
	{ log, clock }: { log: FactLog; clock: Clock },
	course: string
): Promise<{ readonly withdrawn: boolean } | NoRoom> {
	const key = pageKey.course(course);
	const wall = clock.now();
	const done = await log.commit([key], (read, device) => {
		const { described, withdrawn } = read(key, 'course');
		if (described.length === 0 || withdrawn) return { drafts: [], result: false };
		const draft = courseDraft(database.public, wall, device)('course.withdrawn', { course });
		return { drafts: [draft], result: true };
	});
	return 'failed' in done ? done : { withdrawn: done.result };
}
