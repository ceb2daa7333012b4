import { pageKey, type Day, type FactId } from '../../domain/ids';
import type { Reader } from '../../ports/fact-log';
import { courseIn, inTime } from './courses';

/** A group somebody can be enrolled in, as far as anybody may know: by its half-days alone. */
export interface Offer {
	readonly group: FactId;
	readonly course: string;
	readonly title: string;
	readonly place: string;
	/** Of its half-days. */
	readonly first: Day;
	readonly count: number;
}

/** Those that still have a half-day to come, the soonest first. */
export const askable =
	(today: Day) =>
	async (read: Reader): Promise<readonly Offer[]> => {
		const [agenda, courses, centres] = await Promise.all([
			read.pages('agenda'),
			read.pages('course'),
			read.pages('centre')
		]);
		const sessions = [...agenda.values()]
			.flatMap((page) => Object.values(page.sessions))
			.filter(({ cancelled }) => cancelled === undefined)
			.sort(inTime);
		return [...new Set(sessions.map(({ group }) => group))].flatMap((group) => {
			const own = sessions.filter((one) => one.group === group);
			const [first] = own;
			if (!first || !own.some(({ day }) => day >= today)) return [];
			const page = courses.get(pageKey.course(first.course));
			return [
				{
					...{ group, course: first.course, first: first.day, count: own.length },
					title: (page && courseIn(page)?.title) ?? first.course,
					place: centres.get(pageKey.centre(first.centre))?.centre?.name ?? first.centre
				}
			];
		});
	};
