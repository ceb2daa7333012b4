import { shiftDay } from '../../../domain/calendar';
import { pageKey, type Day, type FactId } from '../../../domain/ids';
import type { ChainProblem } from '../../../domain/training/chain-check';
import type { Flag } from '../../../domain/training/coherence';
import type { Session, Signature } from '../../../domain/training/words';
import type { Reader } from '../../../ports/fact-log';
import type { ChainAudit } from '../../../usecases/training/audit-signatures';
import { sessionsOf } from '../courses';
import { namesOf, type Names } from '../names';

/** A signature, with the half-day it is on. */
export interface Placed {
	readonly session: Session | undefined;
	/** The half-day's id, also where nothing else is known of it. */
	readonly id: FactId;
	readonly signature: Signature;
}

export interface Concern {
	readonly problem: ChainProblem;
	readonly about: readonly Placed[];
}

/** One device's signatures, looked through. */
export interface ChainSight extends Omit<ChainAudit, 'problems'> {
	readonly concerns: readonly Concern[];
}

export interface AuditSight {
	readonly chains: readonly ChainSight[];
	readonly signatures: number;
	readonly problems: number;
	/** Devices whose signatures the network has not countersigned: an end that was cut off would not show. */
	readonly unwitnessed: number;
	/** Those that count no more, the latest half-day first. */
	readonly struck: readonly Placed[];
	readonly names: Names;
	readonly trainers: Readonly<Record<string, string>>;
	/** Half-days whose flags are looked at. */
	readonly sessions: readonly Session[];
	readonly isWhole: boolean;
}

/** Days back and ahead whose half-days are looked at for what would have to be explained. */
export const BACK = 60;
const AHEAD = 28;

/** What was found, in terms of half-days and people. What has a problem comes first. */
export async function auditSight(
	read: Reader,
	chains: readonly ChainAudit[],
	today: Day
): Promise<AuditSight> {
	const [shown, afresh, sessions, trainers, heard, loading] = await Promise.all([
		read.pages('session'),
		read.afresh('session'),
		sessionsOf(read),
		read.page('trainers', pageKey.trainers()),
		read.heard('training'),
		read.loading()
	]);
	const known = new Map(sessions.map((session) => [session.id, session]));
	const placed = new Map<FactId, Placed>();
	// What rests among the facts goes before what screens show of it.
	for (const pages of [shown, afresh])
		for (const [key, { signatures }] of pages) {
			const id = key.slice(key.indexOf(':') + 1);
			for (const signature of Object.values(signatures))
				placed.set(signature.fact, { session: known.get(id), id, signature });
		}
	const all = [...placed.values()];
	const people = all.map(({ signature }) => signature.person);
	const owners = chains.flatMap(({ owner }) => owner ?? []);
	const sights = chains.map(({ problems, ...chain }) => ({
		...chain,
		concerns: problems
			.flatMap((one) => besides(one, problems) ?? [])
			.map((problem) => ({
				problem,
				about: problem.facts.flatMap((fact) => placed.get(fact) ?? [])
			}))
	}));
	return {
		chains: sights.toSorted((a, b) => b.concerns.length - a.concerns.length),
		signatures: chains.reduce((sum, { links }) => sum + links, 0),
		problems: sights.reduce((sum, { concerns }) => sum + concerns.length, 0),
		unwitnessed: chains.filter(({ links, witnessed }) => (witnessed?.n ?? 0) < links).length,
		struck: all
			.filter(({ signature }) => signature.struck !== undefined)
			.sort((a, b) => (a.id > b.id ? -1 : 1)),
		names: await namesOf(read, [...people, ...owners]),
		trainers: trainers.names,
		sessions: sessions.filter(
			({ day, cancelled }) =>
				cancelled === undefined && shiftDay(today, -BACK) <= day && day <= shiftDay(today, AHEAD)
		),
		isWhole: heard && loading === 0
	};
}

/**
 * The problem without what is named already by a signature that does not hold: its place
 * is not missing as well, and that it is shown otherwise is no news. `undefined` where
 * nothing is left.
 */
function besides(one: ChainProblem, all: readonly ChainProblem[]): ChainProblem | undefined {
	const broken = all.filter(({ is }) => is === 'field' || is === 'certificate');
	if (one.is === 'shown')
		return broken.some(({ facts }) => facts.includes(one.facts[0]!)) ? undefined : one;
	if (one.is !== 'gap') return one;
	const places = Array.from({ length: one.count ?? 1 }, (_, i) => one.n + i);
	const left = places.filter((place) => !broken.some(({ n }) => n === place));
	return left.length > 0 ? { ...one, n: left[0]!, count: left.length } : undefined;
}

/** A half-day about which there is something to explain. */
export interface Flagged {
	readonly session: Session;
	readonly flags: readonly Flag[];
	readonly names: Names;
}

/** One half-day after the other, so that a tablet stays quick; `told` hears how many are done. */
export async function flaggedIn(
	read: Reader,
	sessions: readonly Session[],
	coherenceOf: (given: { session: FactId }) => Promise<readonly Flag[]>,
	told: (done: number) => void
): Promise<readonly Flagged[]> {
	const found: Flagged[] = [];
	for (const [i, session] of sessions.entries()) {
		const flags = await coherenceOf({ session: session.id });
		if (flags.length > 0) {
			const names = await namesOf(
				read,
				flags.flatMap(({ person }) => person ?? [])
			);
			found.push({ session, flags, names });
		}
		told(i + 1);
	}
	return found.reverse();
}
