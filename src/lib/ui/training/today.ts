import { shiftDay } from '../../domain/calendar';
import type { Centre } from '../../domain/centres';
import { pageKey, type Day, type Slug } from '../../domain/ids';
import { placesIn } from '../../domain/training/enrolments';
import { rollOf, trainerSignature } from '../../domain/training/roll';
import type { Course, Session } from '../../domain/training/words';
import type { Group } from '../../domain/folds/group';
import type { Reader } from '../../ports/fact-log';
import { coursesOf, courseOf, moduleTitle, ofGroup, sessionsOf } from './courses';
import { roomOf, type Room } from './rooms';

/** One half-day as it stands in a list. */
export interface SessionLine {
	readonly session: Session;
	readonly course?: string;
	readonly module?: string;
	readonly group?: string;
	readonly centre?: Centre;
	readonly trainer?: string;
	readonly room: Room;
	readonly expected: number;
	/** Of those, there or late; of how many nothing was said. */
	readonly there: number;
	readonly silent: number;
	readonly signed: number;
	readonly isTrainerSigned: boolean;
}

export interface GroupLine {
	readonly group: Group;
	readonly course?: string;
	readonly centre?: Centre;
	readonly admitted: number;
	readonly waiting: number;
	readonly sessions: number;
	/** The next half-day, today's included. */
	readonly next?: Session;
}

export interface TodaySight {
	/** Of the last weeks, still to be called or signed. */
	readonly unfinished: readonly SessionLine[];
	readonly today: readonly SessionLine[];
	readonly next: readonly SessionLine[];
	readonly groups: readonly GroupLine[];
	/** Over for some time, or without a half-day to come. */
	readonly past: readonly GroupLine[];
	/** There is no group to form without a course. */
	readonly courses: readonly Course[];
	readonly centres: readonly Centre[];
}

/** Days looked back for what was left undone, and ahead. */
const BACK = 21;
const AHEAD = 14;

export const todaySight =
	(today: Day) =>
	async (read: Reader): Promise<TodaySight> => {
		const [sessions, pages, courses, centres, trainers] = await Promise.all([
			sessionsOf(read),
			read.pages('group'),
			coursesOf(read),
			read.pages('centre'),
			read.page('trainers', pageKey.trainers())
		]);
		const centreOf = (slug: Slug) => centres.get(pageKey.centre(slug))?.centre;
		const [first, last] = [shiftDay(today, -BACK), shiftDay(today, AHEAD)];
		const near = sessions.filter(({ day }) => first <= day && day <= last);
		const lines = await Promise.all(near.map(lineOf));
		const groups = [...pages.values()].flatMap((page) => {
			const { group } = page;
			if (!group) return [];
			const its = ofGroup(sessions, group.id).filter(({ cancelled }) => cancelled === undefined);
			const { admitted, waiting } = placesIn(page);
			const next = its.find(({ day }) => day >= today);
			const centre = centreOf(group.centre);
			const course = courses.find(({ id }) => id === group.course)?.title;
			return [
				{
					...{ group, admitted: admitted.length, waiting: waiting.length, sessions: its.length },
					...(next && { next }),
					...(centre && { centre }),
					...(course !== undefined && { course })
				}
			];
		});
		const isPast = ({ group, next }: GroupLine): boolean => group.to < today && !next;
		return {
			unfinished: lines.filter(
				(line) => line.session.day < today && line.session.cancelled === undefined && isOpen(line)
			),
			today: lines.filter(({ session }) => session.day === today),
			next: lines.filter(({ session }) => session.day > today),
			groups: groups.filter((line) => !isPast(line)).sort(bySoonest),
			past: groups.filter(isPast).sort((a, b) => (a.group.to < b.group.to ? 1 : -1)),
			courses,
			centres: [...centres.values()].flatMap(({ centre }) => centre ?? [])
		};

		async function lineOf(session: Session): Promise<SessionLine> {
			const [page, room, course] = await Promise.all([
				read.page('session', pageKey.session(session.id)),
				roomOf(read, session),
				courseOf(read, session.course)
			]);
			const group = pages.get(pageKey.group(session.group)) ?? { enrolments: {} };
			const roll = rollOf({ ...page, session }, group);
			const module = moduleTitle(course, session.module);
			const centre = centreOf(session.centre);
			const trainer = trainers.names[session.trainer];
			return {
				...{ session, room, expected: roll.length },
				there: roll.filter(({ mark }) => mark && mark.is !== 'absent').length,
				silent: roll.filter(({ mark }) => !mark).length,
				signed: roll.filter(({ signature }) => signature).length,
				isTrainerSigned: trainerSignature(page) !== undefined,
				...(course && { course: course.title }),
				...(module !== undefined && { module }),
				...(group.group && { group: group.group.title }),
				...(centre && { centre }),
				...(trainer !== undefined && { trainer })
			};
		}
	};

/** Something is left to do: somebody to call, or to sign. */
const isOpen = ({ expected, silent, signed, there, isTrainerSigned }: SessionLine): boolean =>
	expected > 0 && (silent > 0 || signed < there || !isTrainerSigned);

const bySoonest = (a: GroupLine, b: GroupLine): number =>
	(a.next?.day ?? '~') < (b.next?.day ?? '~') ? -1 : 1;
