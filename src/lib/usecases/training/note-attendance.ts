import { local } from '../../domain/calendar';
import type { Device } from '../../domain/device';
import type { Draft } from '../../domain/facts';
import { pageKey, partsOf, type FactId } from '../../domain/ids';
import type { SessionPage } from '../../domain/pages';
import { cleanText, REASON_LENGTH, textProblem } from '../../domain/training/free-text';
import { isSignedFor, MOST_MINUTES } from '../../domain/training/attendance';
import { lastWord, wordsOf } from '../../domain/training/heads';
import type { Attendance } from '../../domain/training/kinds';
import type { Mark } from '../../domain/training/words';
import type { Clock } from '../../ports/clock';
import type { FactLog } from '../../ports/fact-log';
import { trainingDraft, type NoRoom } from './drafts';

/** What is said of somebody's presence. */
export interface Saying {
	readonly is: Attendance;
	/** How late; only of who was. */
	readonly minutes?: number;
	/** Why absent; why it is put right after it was signed. */
	readonly why?: string;
}

export type AttendanceProblem =
	| 'unknown'
	| 'cancelled'
	/** Of a day that has not come. */
	| 'too-early'
	/** Somebody has signed for it already: it is put right with a reason only. */
	| 'needs-reason'
	| 'minutes'
	| 'too-long'
	| 'nir';

/** One word about one person. `before` is what it was said instead of: what takes it back. */
export interface Noted {
	readonly person: string;
	readonly fact: FactId;
	readonly before?: Mark;
}

export type NotedAttendance =
	{ readonly noted: readonly Noted[] } | { readonly wrong: AttendanceProblem } | NoRoom;

type Around = { log: FactLog; clock: Clock };

/** One tap: somebody is there, late or absent. Said again it changes nothing, so that a double tap is one. */
export async function noteAttendance(
	around: Around,
	{ session, person, why: typed = '', ...saying }: Saying & { session: FactId; person: string }
): Promise<NotedAttendance> {
	const why = cleanText(typed);
	const problem = why === '' ? undefined : textProblem(why, REASON_LENGTH);
	if (problem === 'too-long' || problem === 'nir') return { wrong: problem };
	if (!areMinutes(saying)) return { wrong: 'minutes' };
	return commit(around, session, (page, draft) => {
		const heads = page.marks[person];
		const last = lastWord(heads);
		if (heads?.length === 1 && last && isSame(last, { ...saying, why })) return { noted: [] };
		if (why === '' && isSignedFor(page, person)) return { wrong: 'needs-reason' };
		return { say: [{ person, saying: { ...saying, ...(why && { why }) } }], draft };
	});
}

/** Everybody of whom nothing was said yet is there, all at once or not at all. */
export const noteAllPresent = (
	around: Around,
	{ session, people }: { session: FactId; people: readonly string[] }
): Promise<NotedAttendance> =>
	commit(around, session, (page, draft) => {
		const silent = people.filter(
			(person) => !lastWord(page.marks[person]) && !isSignedFor(page, person)
		);
		return { say: silent.map((person) => ({ person, saying: { is: 'present' } })), draft };
	});

/** A word is taken back: what stood before stands again, or nothing was said. */
export const undoAttendance = (
	around: Around,
	{ session, noted }: { session: FactId; noted: readonly Noted[] }
): Promise<NotedAttendance> =>
	commit(around, session, (page, draft) => {
		// What somebody has said since is not taken back with it.
		const standing = noted.filter(
			({ person, fact }) => lastWord(page.marks[person])?.fact === fact
		);
		if (standing.some(({ person }) => isSignedFor(page, person))) return { wrong: 'needs-reason' };
		const say = standing.map(({ person, before }) => ({
			person,
			saying: before && sayingOf(before)
		}));
		return { say, draft };
	});

type Drafts = (kind: string, fields: Draft['fields']) => Draft;
type Decision =
	| { readonly noted: readonly Noted[] }
	| { readonly wrong: AttendanceProblem }
	| {
			readonly say: readonly {
				readonly person: string;
				/** Nothing: the word is taken back and none takes its place. */
				readonly saying: Saying | undefined;
			}[];
			readonly draft: Drafts;
	  };

async function commit(
	{ log, clock }: Around,
	session: FactId,
	decide: (page: SessionPage, draft: Drafts) => Decision
): Promise<NotedAttendance> {
	const wall = clock.now();
	const key = pageKey.session(session);
	const { scope, day } = partsOf(session);
	const done = await log.commit<
		{ wrong: AttendanceProblem } | { before: { person: string; before?: Mark }[] }
	>([key], (read, device: Device) => {
		const page = read(key, 'session');
		const wrong = whyNotNote(page, day, wall);
		if (wrong) return { drafts: [], result: { wrong } };
		const draft: Drafts = (kind, fields) =>
			trainingDraft(wall, device)(kind, { scope, day }, { session, ...fields });
		const decided = decide(page, draft);
		if ('wrong' in decided) return { drafts: [], result: decided };
		if ('noted' in decided) return { drafts: [], result: { before: [] } };
		const drafts = decided.say.map(({ person, saying }) => {
			const replaces = wordsOf(page.marks[person]);
			if (!saying) return draft('attendance.unsaid', { person, replaces });
			const fields = { person, ...saying, ...(replaces.length > 0 && { replaces }) };
			return draft('attendance.noted', fields);
		});
		const before = decided.say.map(({ person }) => {
			const last = lastWord(page.marks[person]);
			return { person, ...(last && { before: last }) };
		});
		return { drafts, result: { before } };
	});
	if ('failed' in done) return done;
	if ('wrong' in done.result) return done.result;
	return {
		noted: done.result.before.map((one, i) => ({ ...one, fact: done.facts[i]!._id }))
	};
}

function whyNotNote(
	{ session }: SessionPage,
	day: string,
	wall: number
): 'unknown' | 'cancelled' | 'too-early' | undefined {
	if (!session) return 'unknown';
	if (session.cancelled !== undefined) return 'cancelled';
	return day > local(wall).day ? 'too-early' : undefined;
}

const areMinutes = ({ is, minutes }: Saying): boolean =>
	minutes === undefined ||
	(is === 'late' && Number.isInteger(minutes) && minutes >= 1 && minutes <= MOST_MINUTES);

const isSame = (mark: Mark, { is, minutes, why }: Saying): boolean =>
	mark.is === is && mark.minutes === minutes && (mark.why ?? '') === (why ?? '');

const sayingOf = ({ is, minutes, why }: Mark): Saying => ({
	is,
	...(minutes !== undefined && { minutes }),
	...(why !== undefined && { why })
});
