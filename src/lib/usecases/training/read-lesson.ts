import { pageKey } from '../../domain/ids';
import type { Clock } from '../../ports/clock';
import type { FactLog } from '../../ports/fact-log';
import { isPhone, type NotWritten } from '../bookings';
import { ownDraft } from './own-draft';

/** Somebody has read a lesson to its end. Said once, however often it is read. */
export async function readLesson(
	{ log, clock }: { log: FactLog; clock: Clock },
	{ course, lesson }: { course: string; lesson: string }
): Promise<{ readonly read: true } | NotWritten> {
	const { person } = await log.device();
	if (person === undefined) return { failed: 'nobody' };
	const own = pageKey.learner(person);
	const wall = clock.now();
	const done = await log.commit([own], (read, device) => {
		const isKnown = read(own, 'learner').read[course]?.[lesson] !== undefined;
		if (!isPhone(device) || isKnown) return { drafts: [], result: undefined };
		return {
			drafts: [ownDraft(device, wall)('lesson.read', { course, lesson })],
			result: undefined
		};
	});
	return 'failed' in done ? done : { read: true };
}
