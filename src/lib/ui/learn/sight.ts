import { database, pageKey, reportId, reportsOf, type DatabaseName } from '../../domain/ids';
import { lastWord } from '../../domain/training/heads';
import { asSession, ownWay } from '../../domain/training/own-way';
import { parseItem, parseOwnEnrolment, parseOwnSession } from '../../domain/training/parse-reports';
import { progressIn, type Progress } from '../../domain/training/progress';
import type { OwnEnrolment, OwnSession, PublishedItem } from '../../domain/training/reports';
import type { Course } from '../../domain/training/words';
import type { LearnerPage } from '../../domain/pages';
import type { Day } from '../../domain/ids';
import type { Reader } from '../../ports/fact-log';
import { shelfOf, type Shelf } from '../../usecases/training/fetch-course';

/** What somebody’s phone knows of one course of theirs. */
export interface Followed {
	readonly enrolment: OwnEnrolment;
	/** `undefined` until what the course is made of has come. */
	readonly course: Course | undefined;
	readonly shelf: Shelf;
	readonly sessions: readonly OwnSession[];
}

export interface LearningSight {
	/** Those that go on first. */
	readonly followed: readonly Followed[];
	/** In the order of time. */
	readonly sessions: readonly OwnSession[];
	/** What they said themselves, and what trainers said of them. */
	readonly way: LearnerPage;
}

interface Own {
	readonly own?: DatabaseName;
	readonly person?: string;
}

export async function readLearning(
	read: Reader,
	{ own = '', person = '' }: Own
): Promise<LearningSight> {
	const [enrolmentReports, sessionReports, page] = await Promise.all([
		read.reports(own, reportsOf.enrolment),
		read.reports(own, reportsOf.session),
		read.page('learner', pageKey.learner(person))
	]);
	const enrolments = [...enrolmentReports.values()].flatMap((one) => parseOwnEnrolment(one) ?? []);
	const sessions = [...sessionReports.values()]
		.flatMap((one) => parseOwnSession(one) ?? [])
		.sort((a, b) => (`${a.day} ${a.half}` < `${b.day} ${b.half}` ? -1 : 1));
	const followed = await Promise.all(
		enrolments.map(async (enrolment): Promise<Followed> => {
			const { course: id } = enrolment;
			const { described } = await read.page('course', pageKey.course(id));
			return {
				enrolment,
				course: lastWord(described)?.course,
				shelf: await shelfOf(read, id),
				sessions: sessions.filter(({ course }) => course === id)
			};
		})
	);
	return {
		followed: followed.sort((a, b) => order(a) - order(b)),
		sessions,
		way: ownWay(page, enrolments, sessions)
	};
}

const ORDER: readonly OwnEnrolment['standing'][] = [
	'started',
	'enrolled',
	'waiting',
	'interrupted',
	'completed',
	'abandoned'
];
const order = ({ enrolment }: Followed): number => ORDER.indexOf(enrolment.standing);

export const progressOf = (
	{ course, sessions }: Followed,
	way: LearnerPage,
	today: Day
): Progress | undefined => course && progressIn(course, way, sessions.map(asSession), today);

/** A lesson or a quiz as it is on this device; `null` where it is not here. */
export async function readItem(
	read: Reader,
	course: string,
	item: string
): Promise<PublishedItem | null> {
	return parseItem(await read.report(database.network, reportId.lesson(course, item))) ?? null;
}

/** Half-days of today and of the last week that wait for a signature. */
export const toSign = (sessions: readonly OwnSession[], today: Day, since: Day) =>
	sessions.filter(
		({ day, cancelled, signed, mark }) =>
			day <= today && day >= since && cancelled === undefined && !signed && mark?.is !== 'absent'
	);
