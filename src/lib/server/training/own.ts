import type { FactId } from '../../domain/ids';
import { placesIn, standingOf } from '../../domain/training/enrolments';
import type { OwnEnrolment, OwnSession } from '../../domain/training/reports';
import { rollOf } from '../../domain/training/roll';
import type { Programme } from './programme';

/** The courses somebody follows, as they are told. Of a group nobody has described yet nothing is. */
export function ownEnrolments(programme: Programme, person: string): readonly OwnEnrolment[] {
	const learner = programme.learner(person);
	return Object.values(learner.enrolments).flatMap((enrolment) => {
		const page = programme.group(enrolment.group);
		if (!page.group) return [];
		const isWaiting = placesIn(page).waiting.some(({ id }) => id === enrolment.id);
		const standing = standingOf(enrolment, learner, isWaiting, programme.sessions);
		const { id, course } = enrolment;
		const { title, centre, from, to } = page.group;
		const assessed = Object.entries(learner.objectives[course] ?? {});
		return [
			{
				...{ enrolment: id, course, title: programme.course(course)?.title ?? course },
				...{ group: title, centre, from, to },
				// Why they stopped is what trainers wrote down for themselves.
				...{ standing: standing.is, since: standing.since },
				objectives: Object.fromEntries(assessed.map(([objective, { level }]) => [objective, level]))
			}
		];
	});
}

/** Somebody’s half-days: those they were to come to, and those they came to. */
export function ownSessions(programme: Programme, person: string): readonly OwnSession[] {
	const { enrolments, marks, signed, was } = programme.learner(person);
	const groups = new Set(Object.values(enrolments).map(({ group }) => group));
	const came = new Set<FactId>([marks, signed, was].flatMap((by) => Object.keys(by)));
	return programme.sessions.flatMap((session) => {
		const { id, group, trainer, course, module, space, cancelled } = session;
		if (!groups.has(group) && !came.has(id)) return [];
		const roll = rollOf(programme.session(id), programme.group(group));
		const line = roll.find((one) => one.person === person);
		if (!line) return [];
		const { day, half, hours, centre } = session;
		const { mark, signature } = line;
		return [
			{
				...{ session: id, day, half, hours, centre, group },
				...{ course, title: programme.course(course)?.title ?? course },
				...(module !== undefined && { module }),
				...(space !== undefined && { space }),
				...{ by: trainer, trainer: programme.trainer(trainer) },
				...(mark && {
					mark: { is: mark.is, ...(mark.minutes !== undefined && { minutes: mark.minutes }) }
				}),
				signed: signature !== undefined,
				...(cancelled !== undefined && { cancelled })
			}
		];
	});
}
