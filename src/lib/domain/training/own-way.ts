import type { LearnerPage } from '../folds/learner';
import type { OwnEnrolment, OwnSession } from './reports';
import type { Session } from './words';

/**
 * Somebody’s way as their own phone can know it: what they read and answered is
 * their own word; who was there and what was met is the trainers’, and comes as
 * reports.
 */
export function ownWay(
	page: LearnerPage,
	enrolments: readonly OwnEnrolment[],
	sessions: readonly OwnSession[]
): LearnerPage {
	const marks = { ...page.marks };
	const signed = { ...page.signed };
	for (const { session, mark, signed: isSigned } of sessions) {
		if (mark) marks[session] = [{ fact: session, by: '', at: 0, ...mark }];
		if (isSigned) signed[session] ??= [session];
	}
	const objectives = { ...page.objectives };
	for (const { course, objectives: levels, since } of enrolments)
		objectives[course] = Object.fromEntries(
			Object.entries(levels).map(([id, level]) => [id, { level, fact: '', day: since }])
		);
	return { ...page, marks, signed, objectives };
}

export const asSession = (own: OwnSession): Session => ({
	id: own.session,
	centre: own.centre,
	day: own.day,
	half: own.half,
	course: own.course,
	group: own.group,
	hours: own.hours,
	trainer: own.by,
	...(own.module !== undefined && { module: own.module }),
	...(own.space !== undefined && { space: own.space }),
	...(own.cancelled !== undefined && { cancelled: own.cancelled })
});
