import {
	accountsId,
	database,
	pageKey,
	reportId,
	reportsOf,
	sortOfDatabase,
	type DatabaseName
} from '../../domain/ids';
import { pagesOf } from '../../domain/kinds';
import { isErased } from '../erasure/erased';
import type { Duty } from '../relay/duty';
import { publishAll } from '../relay/reports';
import { asFact, isFactDoc, type Doc, type Store } from '../store/store';
import type { KnownTraining } from './known';
import { ownEnrolments, ownSessions } from './own';
import { membersOf, programmeOf, type Programme } from './programme';

/** What changes nothing that a phone is told. */
const UNTOLD = /^(note|lesson\.written|quiz\.written)/;
const SESSION = pageKey.session('');
const GROUP = pageKey.group('');
const LEARNER = pageKey.learner('');

/** Tells people of the courses they follow and of their half-days, each in their own database. */
export function createLearnerPhones(store: Store, known: KnownTraining): Duty {
	let isLookedThrough = false;

	async function tell(programme: Programme, people: Iterable<string>): Promise<void> {
		for (const person of new Set(people)) {
			const enrolments = ownEnrolments(programme, person);
			const sessions = ownSessions(programme, person);
			if (enrolments.length + sessions.length === 0) continue;
			const own = (await store.get(database.accounts, accountsId.own(person)))?.['db'];
			if (typeof own !== 'string' || sortOfDatabase(own) !== 'member') continue;
			if (await isErased(store, person)) continue;
			const wanted = new Map<string, Readonly<Record<string, unknown>>>();
			for (const one of enrolments) wanted.set(reportId.enrolment(one.enrolment), { ...one });
			for (const one of sessions) wanted.set(reportId.session(one.day, one.session), { ...one });
			await publishAll(store, own, [reportsOf.enrolment, reportsOf.session], wanted);
		}
	}

	/** Whom some facts concern, or everybody. */
	function concerned(programme: Programme, docs: readonly Doc[]): readonly string[] {
		const found = new Set<string>();
		const groups = new Set<string>();
		const sessions = new Set<string>();
		for (const fact of docs.map(asFact).filter(({ kind }) => !UNTOLD.test(kind))) {
			if (/^(course|trainer)\./.test(fact.kind)) return programme.learners();
			for (const key of pagesOf(fact))
				if (key.startsWith(GROUP)) groups.add(key.slice(GROUP.length));
				else if (key.startsWith(LEARNER)) found.add(key.slice(LEARNER.length));
				// Who is there concerns themselves alone; what is planned, the group.
				else if (key.startsWith(SESSION) && fact.kind.startsWith('session.'))
					sessions.add(key.slice(SESSION.length));
		}
		for (const { id, group } of programme.sessions) if (sessions.has(id)) groups.add(group);
		return [...found, ...membersOf(programme, groups)];
	}

	return {
		async seen(db: DatabaseName, docs: readonly Doc[]) {
			if (db === database.accounts) {
				const people = docs.flatMap(({ _id, person, db: own }) => {
					if (typeof own === 'string' && _id.startsWith(accountsId.own('')))
						return [_id.slice(accountsId.own('').length)];
					return typeof person === 'string' ? [person] : [];
				});
				if (people.length > 0) await tell(await programmeOf(known), people);
			} else if (db === database.public || db === database.training) {
				const facts = docs.filter(isFactDoc).filter((doc) => isOfTraining(db, doc));
				if (facts.length === 0) return;
				const programme = await programmeOf(known);
				await tell(programme, concerned(programme, facts));
			}
		},
		/** Once a start: a phone may have come while no relay ran. */
		async sweepDone() {
			if (isLookedThrough) return;
			const programme = await programmeOf(known);
			await tell(programme, programme.learners());
			isLookedThrough = true;
		}
	};
}

const isOfTraining = (db: DatabaseName, doc: Doc): boolean =>
	db === database.training || /^(course|session)\./.test(asFact(doc).kind);
