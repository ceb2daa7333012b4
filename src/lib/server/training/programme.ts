import { shiftDay } from '../../domain/calendar';
import { pageKey, type Day, type FactId } from '../../domain/ids';
import type { GroupPage, LearnerPage, SessionPage } from '../../domain/pages';
import { lastWord } from '../../domain/training/heads';
import type { Course, Session } from '../../domain/training/words';
import type { KnownTraining } from './known';

/** So many days ahead kiosks hear whom they wait for. */
const AWAITED_DAYS = 14;

export interface Programme {
	/** Every half-day there is, or was to be, in their order. */
	readonly sessions: readonly Session[];
	course(id: string): Course | undefined;
	/** What a trainer is called; empty where nobody has said. */
	trainer(id: string): string;
	group(id: FactId): GroupPage;
	session(id: FactId): SessionPage;
	learner(person: string): LearnerPage;
	/** Everybody of whom anything is said. */
	learners(): readonly string[];
}

/** What is planned and who follows it, as it is known now. */
export async function programmeOf(known: KnownTraining): Promise<Programme> {
	await known.refresh();
	const months = known.keys('agenda').map((key) => known.page('agenda', key).sessions);
	const { names } = known.page('trainers', pageKey.trainers());
	return {
		sessions: months.flatMap((month) => Object.values(month)).sort(inTime),
		course: (id) => lastWord(known.page('course', pageKey.course(id)).described)?.course,
		trainer: (id) => names[id] ?? '',
		group: (id) => known.page('group', pageKey.group(id)),
		session: (id) => known.page('session', pageKey.session(id)),
		learner: (person) => known.page('learner', pageKey.learner(person)),
		learners: () => known.keys('learner').map((key) => key.slice(pageKey.learner('').length))
	};
}

const inTime = (a: Session, b: Session): number => {
	const [one, other] = [`${a.day}${a.half}${a.id}`, `${b.day}${b.half}${b.id}`];
	return one < other ? -1 : one > other ? 1 : 0;
};

export const isAwaited = ({ day }: Pick<Session, 'day'>, today: Day): boolean =>
	today <= day && day <= shiftDay(today, AWAITED_DAYS);

/** Everybody who was ever enrolled in some groups. */
export const membersOf = (programme: Programme, groups: Iterable<FactId>): readonly string[] =>
	[...groups].flatMap((group) =>
		Object.values(programme.group(group).enrolments).map(({ person }) => person)
	);
