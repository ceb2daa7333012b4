import { database, pageKey, partsOf, type Day, type FactId } from '../../domain/ids';
import type { Draft } from '../../domain/facts';
import type { SessionPage } from '../../domain/pages';
import {
	cleanText,
	REASON_LENGTH,
	textProblem,
	type TextProblem
} from '../../domain/training/free-text';
import type { Half } from '../../domain/training/kinds';
import type { Clock } from '../../ports/clock';
import type { FactLog } from '../../ports/fact-log';
import { trainingDraft, type NoRoom } from './drafts';
import { areHours } from './plan-sessions';

export interface SessionChange {
	readonly module?: string;
	readonly hours?: number;
	readonly space?: string;
	readonly trainer?: string;
}

/** What a half-day is about changes; when it is does not: that is another half-day. */
export async function changeSession(
	{ log, clock }: { log: FactLog; clock: Clock },
	{ session, change: wanted }: { readonly session: FactId; readonly change: SessionChange }
): Promise<{ readonly changed: boolean } | { readonly wrong: 'hours' } | NoRoom> {
	if (wanted.hours !== undefined && !areHours(wanted.hours)) return { wrong: 'hours' };
	const wall = clock.now();
	const key = pageKey.session(session);
	const done = await log.commit([key], (read, device) => {
		const before = read(key, 'session').session;
		const change = Object.fromEntries(
			(['module', 'hours', 'space', 'trainer'] as const)
				.filter((field) => wanted[field] !== undefined && before?.[field] !== wanted[field])
				.map((field) => [field, wanted[field]!])
		);
		if (!before || Object.keys(change).length === 0) return { drafts: [], result: false };
		const drafts = [aboutSession(session, 'session.changed', { change }, wall, device)];
		return { drafts, result: true };
	});
	return 'failed' in done ? done : { changed: done.result };
}

export type Ended = { readonly wrong: TextProblem | 'held' | 'cancelled' | 'unknown' } | NoRoom;

/** A half-day does not take place. One that was signed for did. */
export async function cancelSession(
	{ log, clock }: { log: FactLog; clock: Clock },
	{ session, why: typed }: { readonly session: FactId; readonly why: string }
): Promise<{ readonly cancelled: true } | Ended> {
	const why = cleanText(typed);
	const wrong = textProblem(why, REASON_LENGTH);
	if (wrong) return { wrong };
	const wall = clock.now();
	const key = pageKey.session(session);
	const done = await log.commit([key], (read, device) => {
		const problem = whyNotEnd(read(key, 'session'));
		if (problem) return { drafts: [], result: problem };
		const drafts = [aboutSession(session, 'session.cancelled', { why }, wall, device)];
		return { drafts, result: undefined };
	});
	if ('failed' in done) return done;
	return done.result ? { wrong: done.result } : { cancelled: true };
}

/** A half-day takes place at another time: it is cancelled and planned anew, at once or not at all. */
export async function moveSession(
	{ log, clock }: { log: FactLog; clock: Clock },
	{
		session,
		day,
		half,
		why: typed
	}: { readonly session: FactId; readonly day: Day; readonly half: Half; readonly why: string }
): Promise<{ readonly moved: FactId } | { readonly wrong: 'same' | 'taken' } | Ended> {
	const why = cleanText(typed);
	const problem = textProblem(why, REASON_LENGTH);
	if (problem) return { wrong: problem };
	const wall = clock.now();
	const key = pageKey.session(session);
	const month = pageKey.agenda(day.slice(0, 7));
	const done = await log.commit<undefined | 'same' | 'taken' | 'held' | 'cancelled' | 'unknown'>(
		[key, month],
		(read, device) => {
			const page = read(key, 'session');
			const before = page.session;
			const wrong = whyNotEnd(page);
			if (wrong || !before) return { drafts: [], result: wrong ?? 'unknown' };
			if (before.day === day && before.half === half) return { drafts: [], result: 'same' };
			const isTaken = Object.values(read(month, 'agenda').sessions).some(
				(one) =>
					one.group === before.group &&
					one.day === day &&
					one.half === half &&
					one.cancelled === undefined
			);
			if (isTaken) return { drafts: [], result: 'taken' };
			const { course, group, hours, trainer, module, space } = before;
			const planned = trainingDraft(wall, device)(
				'session.planned',
				{ scope: before.centre, day, db: database.public },
				{
					...{ course, group, half, hours, trainer },
					...(module !== undefined && { module }),
					...(space !== undefined && { space })
				}
			);
			const cancelled = aboutSession(session, 'session.cancelled', { why }, wall, device);
			return { drafts: [cancelled, planned], result: undefined };
		}
	);
	if ('failed' in done) return done;
	return done.result ? { wrong: done.result } : { moved: done.facts.at(-1)!._id };
}

function whyNotEnd({
	session,
	signatures
}: SessionPage): 'unknown' | 'cancelled' | 'held' | undefined {
	if (!session) return 'unknown';
	if (session.cancelled !== undefined) return 'cancelled';
	return Object.values(signatures).some(({ struck }) => struck === undefined) ? 'held' : undefined;
}

function aboutSession(
	session: FactId,
	kind: string,
	fields: Draft['fields'],
	...[wall, device]: Parameters<typeof trainingDraft>
): Draft {
	const { scope, day } = partsOf(session);
	const place = { scope, day, db: database.public };
	return trainingDraft(wall, device)(kind, place, { session, ...fields });
}
