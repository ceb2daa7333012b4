import { pageKey, type FactId } from '../../domain/ids';
import type { AgendaPage, CoursePage } from '../../domain/pages';
import { lastWord } from '../../domain/training/heads';
import type { Course, Session } from '../../domain/training/words';
import type { Reader } from '../../ports/fact-log';
import { alphabetically } from '../formats';

/** What is given, and when, as far as this device knows. */

export const courseIn = (page: CoursePage): Course | undefined => lastWord(page.described)?.course;

export const courseOf = async (read: Reader, id: string): Promise<Course | undefined> =>
	courseIn(await read.page('course', pageKey.course(id)));

/** Those that are still given, by title. */
export async function coursesOf(read: Reader): Promise<readonly Course[]> {
	const pages = await read.pages('course');
	return [...pages.values()]
		.flatMap((page) => (page.withdrawn ? [] : (courseIn(page) ?? [])))
		.sort((a, b) => alphabetically(a.title, b.title));
}

export const moduleTitle = (course: Course | undefined, id: string | undefined) =>
	course?.modules.find((module) => module.id === id)?.title;

/** Every half-day known, in the order in which they take place. */
export async function sessionsOf(read: Reader): Promise<readonly Session[]> {
	const pages = await read.pages('agenda');
	return [...pages.values()]
		.flatMap((page: AgendaPage) => Object.values(page.sessions))
		.sort(inTime);
}

export const inTime = (a: Session, b: Session): number => (whenOf(a) < whenOf(b) ? -1 : 1);
const whenOf = ({ day, half, id }: Session): string => `${day} ${half} ${id}`;

export const ofGroup = (sessions: readonly Session[], group: FactId): readonly Session[] =>
	sessions.filter((one) => one.group === group);
