import type { Centre } from '../../domain/centres';
import { closuresOf } from '../../domain/folds/centre';
import type { Enrolment, Group } from '../../domain/folds/group';
import { pageKey, type Day, type FactId } from '../../domain/ids';
import type { LearnerPage } from '../../domain/pages';
import type { Closure } from '../../domain/places/slots';
import { driftOf, type Drift } from '../../domain/training/drift';
import { placesIn, standingOf, type Standing } from '../../domain/training/enrolments';
import { progressIn, type Progress } from '../../domain/training/progress';
import type { Course, Session } from '../../domain/training/words';
import type { Reader } from '../../ports/fact-log';
import { courseOf, ofGroup, sessionsOf } from './courses';
import { byName, namesOf, type Called, type Names } from './names';
import { roomOf, type Room } from './rooms';
import { wayOf } from './way';

/** Somebody who follows, or has followed, a course with a group. */
export interface Follower {
	readonly person: string;
	readonly enrolment: Enrolment;
	readonly called: Called;
	readonly page: LearnerPage;
	readonly standing: Standing;
	/** From 1, among those who wait. */
	readonly turn?: number;
	readonly progress?: Progress;
	readonly drift?: Drift;
}

export interface GroupSight {
	readonly group: Group;
	readonly course?: Course;
	readonly centre?: Centre;
	readonly closures: readonly Closure[];
	/** By name: those who have a place, those who wait in the order of their turn, those who are gone. */
	readonly admitted: readonly Follower[];
	readonly waiting: readonly Follower[];
	readonly gone: readonly Follower[];
	/** Of the group, in time. */
	readonly own: readonly { readonly session: Session; readonly room: Room }[];
	/** All that is known: what may clash. */
	readonly sessions: readonly Session[];
	readonly trainers: Readonly<Record<string, string>>;
	readonly names: Names;
}

/** `null` where this device knows no such group. */
export const groupSight =
	(id: FactId, today: Day) =>
	async (read: Reader): Promise<GroupSight | null> => {
		const page = await read.page('group', pageKey.group(id));
		const { group } = page;
		if (!group) return null;
		const [course, about, trainers, sessions] = await Promise.all([
			courseOf(read, group.course),
			read.page('centre', pageKey.centre(group.centre)),
			read.page('trainers', pageKey.trainers()),
			sessionsOf(read)
		]);
		const its = ofGroup(sessions, id);
		const enrolments = Object.values(page.enrolments);
		const names = await namesOf(
			read,
			enrolments.map(({ person }) => person)
		);
		const { admitted, waiting } = placesIn(page);
		const rooms = await Promise.all(its.map((session) => roomOf(read, session)));
		const follower = async (enrolment: Enrolment): Promise<Follower> => {
			const { person } = enrolment;
			const learner = await wayOf(read, person);
			const turn = waiting.indexOf(enrolment) + 1;
			const drift = turn > 0 ? undefined : driftOf(learner, its, { today });
			return {
				...{ person, enrolment, called: names.get(person) ?? {}, page: learner },
				standing: standingOf(enrolment, learner, turn > 0, its),
				...(turn > 0 && { turn }),
				...(course && { progress: progressIn(course, learner, its, today) }),
				...(drift && { drift })
			};
		};
		const all = await Promise.all(enrolments.map(follower));
		const whose = (some: readonly Enrolment[]) =>
			some.map((one) => all.find(({ enrolment }) => enrolment.id === one.id)!);
		const gone = enrolments.filter((one) => !admitted.includes(one) && !waiting.includes(one));
		return {
			...{ group, sessions, names },
			closures: closuresOf(about),
			trainers: trainers.names,
			admitted: whose(admitted).sort(byName(names)),
			waiting: whose(waiting),
			gone: whose(gone).sort(byName(names)),
			own: its.map((session, i) => ({ session, room: rooms[i]! })),
			...(course && { course }),
			...(about.centre && { centre: about.centre })
		};
	};
