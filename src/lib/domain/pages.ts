import { byOrder, inOrder, type Fact, type Ordered } from './facts';
import type { PageKey } from './ids';
import { centreFold, type CentrePage } from './folds/centre';
import { dayFold, type DayPage } from './folds/day';
import { bookingsFold, type BookingsPage } from './folds/bookings';
import { ledgerFold, type LedgerPage } from './folds/ledger';
import { personFold, type PersonPage } from './folds/person';
import { staffFold, type StaffPage } from './folds/staff';
import { chainFold, type ChainPage } from './folds/chain';
import { courseFold, type CoursePage } from './folds/course';
import { groupFold, type GroupPage } from './folds/group';
import { learnerFold, type LearnerPage } from './folds/learner';
import { lessonFold, type LessonPage } from './folds/lesson';
import { agendaFold, sessionFold, type AgendaPage, type SessionPage } from './folds/session';
import { trainersFold, type TrainersPage } from './folds/trainers';
import type { Fold } from './folds/fold';

/** Which sort of page has which value. */
export interface PageValues {
	day: DayPage;
	centre: CentrePage;
	person: PersonPage;
	staff: StaffPage;
	ledger: LedgerPage;
	bookings: BookingsPage;
	course: CoursePage;
	lesson: LessonPage;
	trainers: TrainersPage;
	agenda: AgendaPage;
	session: SessionPage;
	group: GroupPage;
	learner: LearnerPage;
	chain: ChainPage;
}
export type Sort = keyof PageValues;

const FOLDS: { readonly [S in Sort]: Fold<PageValues[S]> } = {
	day: dayFold,
	centre: centreFold,
	person: personFold,
	staff: staffFold,
	ledger: ledgerFold,
	bookings: bookingsFold,
	course: courseFold,
	lesson: lessonFold,
	trainers: trainersFold,
	agenda: agendaFold,
	session: sessionFold,
	group: groupFold,
	learner: learnerFold,
	chain: chainFold
};

/** A page as it rests on a device. */
export interface Page<P = unknown> {
	readonly key: PageKey;
	readonly version: number;
	/** The last fact folded, in the one order; what comes after it can be added without refolding. */
	readonly last?: Ordered;
	readonly value: P;
}

const foldOf = (key: PageKey): Fold<unknown> => {
	const fold = FOLDS[key.slice(0, key.indexOf(':')) as Sort] as Fold<unknown> | undefined;
	if (!fold) throw new Error(`no fold for page ${key}`);
	return fold;
};

export const emptyPage = (key: PageKey): Page => ({
	key,
	version: foldOf(key).version,
	value: foldOf(key).empty()
});

/** A page from all of its facts, in whatever order and number they come. */
export const foldPage = (key: PageKey, facts: Iterable<Fact>): Page =>
	extend(emptyPage(key), inOrder(facts));

/** False where the fold has changed since the page was made. */
export const isCurrent = (page: Page): boolean => page.version === foldOf(page.key).version;

/**
 * The page with further facts, or `undefined` where one of them sorts before
 * what is already folded: then all of the page's facts are needed. The value of
 * the page given is used up.
 */
export function addToPage(page: Page, facts: Iterable<Fact>): Page | undefined {
	const next = inOrder(facts);
	const [first] = next;
	if (!first) return page;
	if (!isCurrent(page) || (page.last && byOrder(first, page.last) <= 0)) return undefined;
	return extend(page, next);
}

function extend(page: Page, facts: readonly Fact[]): Page {
	const { add } = foldOf(page.key);
	for (const fact of facts) add(page.value, fact);
	const last = facts.at(-1);
	if (!last) return page;
	return { ...page, last: { count: last.count, _id: last._id } };
}

export type {
	AgendaPage,
	BookingsPage,
	CentrePage,
	ChainPage,
	CoursePage,
	DayPage,
	GroupPage,
	LearnerPage,
	LedgerPage,
	LessonPage,
	PersonPage,
	SessionPage,
	StaffPage,
	TrainersPage
};
