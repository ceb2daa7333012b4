import type { Enrolment, Group } from '../../domain/folds/group';
import { pageKey, type Day } from '../../domain/ids';
import type { LearnerPage } from '../../domain/pages';
import { driftOf, type Drift } from '../../domain/training/drift';
import { placesIn, standingOf, type Standing } from '../../domain/training/enrolments';
import { lastWord } from '../../domain/training/heads';
import { progressIn, type Progress } from '../../domain/training/progress';
import type { Course, Mark, Session } from '../../domain/training/words';
import type { Reader } from '../../ports/fact-log';
import { courseOf, inTime, ofGroup, sessionsOf } from './courses';
import { calledOf, type Called } from './names';
import { wayOf } from './way';

/** One course somebody follows, with all that was said of it. */
export interface Followed {
	readonly enrolment: Enrolment;
	readonly standing: Standing;
	readonly group?: Group;
	readonly course?: Course;
	readonly progress?: Progress;
	readonly drift?: Drift;
	readonly sessions: readonly Attended[];
}

export interface Attended {
	readonly session: Session;
	readonly mark?: Mark;
	readonly isApart: boolean;
	readonly isSigned: boolean;
}

export interface LearnerSight {
	readonly person: string;
	readonly called: Called;
	readonly page: LearnerPage;
	readonly followed: readonly Followed[];
	/** Half-days they came to without being enrolled in the group. */
	readonly others: readonly Attended[];
}

export const learnerSight =
	(person: string, today: Day) =>
	async (read: Reader): Promise<LearnerSight> => {
		const [page, called, sessions] = await Promise.all([
			wayOf(read, person),
			calledOf(read, person),
			sessionsOf(read)
		]);
		const attended = (session: Session): Attended => {
			const heads = page.marks[session.id];
			const mark = lastWord(heads);
			return {
				...{ session, isApart: (heads?.length ?? 0) > 1 },
				isSigned: (page.signed[session.id]?.length ?? 0) > 0,
				...(mark && { mark })
			};
		};
		const followed = await Promise.all(
			Object.values(page.enrolments).map(async (enrolment): Promise<Followed> => {
				const [ofIt, course] = await Promise.all([
					read.page('group', pageKey.group(enrolment.group)),
					courseOf(read, enrolment.course)
				]);
				const its = ofGroup(sessions, enrolment.group);
				const isWaiting = placesIn(ofIt).waiting.some(({ id }) => id === enrolment.id);
				const drift = isWaiting ? undefined : driftOf(page, its, { today });
				return {
					enrolment,
					standing: standingOf(enrolment, page, isWaiting, its),
					sessions: its.map(attended),
					...(ofIt.group && { group: ofIt.group }),
					...(course && { course, progress: progressIn(course, page, its, today) }),
					...(drift && { drift })
				};
			})
		);
		const groups = new Set(Object.values(page.enrolments).map(({ group }) => group));
		const known = new Set([...Object.keys(page.marks), ...Object.keys(page.signed)]);
		return {
			...{ person, called, page },
			followed: followed.toReversed(),
			others: sessions
				.filter(({ id, group }) => known.has(id) && !groups.has(group))
				.sort(inTime)
				.map(attended)
		};
	};
