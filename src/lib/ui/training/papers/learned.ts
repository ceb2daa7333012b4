import type { Day, FactId } from '../../../domain/ids';
import { pageKey } from '../../../domain/ids';
import type { Standing } from '../../../domain/training/enrolments';
import type { Level } from '../../../domain/training/kinds';
import { hoursRealised } from '../../../domain/training/progress';
import type { Reader } from '../../../ports/fact-log';
import { m } from '../../../paraglide/messages';
import { learnerSight, type Followed, type LearnerSight } from '../learner';

/** What the papers of one learner in one course say: what their page on screen says, in hours and words. */
export interface Learned {
	readonly name: string;
	readonly employer?: string;
	/** Its title. */
	readonly course: string;
	/** What the centre is called. */
	readonly centre: string;
	/** Realised, and of the whole course. */
	readonly hours: number;
	readonly planned: number;
	/** The first and the last half-day that counts; of the group where none does. */
	readonly first: Day;
	readonly last: Day;
	readonly standing: Standing;
	readonly objectives: readonly {
		readonly module: string;
		readonly text: string;
		readonly level?: Level;
		readonly day?: Day;
	}[];
	readonly notices: readonly string[];
}

export type WhyNot =
	/** Not one hour took place: there is nothing to certify. */
	| 'no-hours'
	/** The name, the course or the group has not arrived here. */
	| 'incomplete';

export async function learnedIn(
	read: Reader,
	{ person, enrolment }: { readonly person: string; readonly enrolment: FactId },
	today: Day
): Promise<Learned | WhyNot> {
	const sight = await learnerSight(person, today)(read);
	const followed = sight.followed.find((one) => one.enrolment.id === enrolment);
	const { name, employer } = sight.called;
	const { course, group, progress } = followed ?? {};
	if (!followed || !course || !group || !progress || name === undefined) return 'incomplete';
	const about = await read.page('centre', pageKey.centre(group.centre));
	const days = followed.sessions
		.filter(({ session }) => hoursRealised(sight.page, [session]) > 0)
		.map(({ session }) => session.day)
		.sort();
	const said = sight.page.objectives[course.id] ?? {};
	return {
		...{ name, course: course.title, centre: about.centre?.name ?? group.centre },
		...(employer && { employer }),
		...{ hours: progress.hours, planned: course.hours, standing: followed.standing },
		...{ first: days[0] ?? group.from, last: days.at(-1) ?? group.to },
		objectives: course.modules.flatMap((module) =>
			module.objectives.map(({ id, text }) => {
				const word = Object.hasOwn(said, id) ? said[id] : undefined;
				const assessed = word && { level: word.level, day: word.day };
				return { module: module.title, text, ...assessed };
			})
		),
		notices: await noticesOf(read, sight, followed, today)
	};
}

async function noticesOf(
	read: Reader,
	{ page }: LearnerSight,
	{ standing, sessions }: Followed,
	today: Day
): Promise<readonly string[]> {
	const counting = sessions.filter(({ session }) => hoursRealised(page, [session]) > 0);
	const unsigned = counting.filter(({ isSigned }) => !isSigned).length;
	const ahead = sessions.filter(
		({ session, mark }) => session.day >= today && session.cancelled === undefined && !mark
	).length;
	const words = sessions.flatMap(({ session, mark }) => [
		...(mark ? [mark.fact] : []),
		...(page.signed[session.id] ?? [])
	]);
	const fates = await Promise.all(words.map((fact) => read.fate(fact)));
	const waiting = fates.filter((fate) => fate?.is === 'waiting').length;
	const said = [
		standing.is !== 'completed' && m.paper_not_completed(),
		ahead > 0 && m.paper_ahead({ count: ahead }),
		unsigned > 0 && m.paper_half_days_unsigned({ count: unsigned }),
		sessions.some(({ isApart }) => isApart) && m.paper_some_apart(),
		waiting > 0 && m.paper_waiting({ count: waiting })
	];
	return said.filter((one) => one !== false);
}
