import { local } from '../../domain/calendar';
import { canonical } from '../../domain/facts';
import {
	database,
	reportId,
	reportsOf,
	type DatabaseName,
	type Day,
	type Slug
} from '../../domain/ids';
import type { AwaitedSession } from '../../domain/training/reports';
import { rollOf } from '../../domain/training/roll';
import type { Session } from '../../domain/training/words';
import type { Clock } from '../../ports/clock';
import { erasedPeople } from '../erasure/erased';
import type { Duty } from '../relay/duty';
import { publishAll } from '../relay/reports';
import { asFact, isFactDoc, type Doc, type Store } from '../store/store';
import type { KnownTraining } from './known';
import { isAwaited, programmeOf, type Programme } from './programme';

export interface AwaitingParts {
	readonly store: Store;
	readonly clock: Clock;
	readonly known: KnownTraining;
}

/** What changes whom a door waits for. */
const TELLING = /^(course|session|group|enrolment|trainer|attendance|signature)\.|^learner\.tied$/;

/** Tells each centre's kiosks of the half-days to come and whom they wait for, by ids alone. */
export function createAwaitedDuty({ store, clock, known }: AwaitingParts): Duty {
	/** What was last published, so that nothing is read to find that nothing has changed. */
	const told = new Map<Slug, string>();
	let madeOn: Day | undefined;

	async function make(): Promise<void> {
		const programme = await programmeOf(known);
		const today = local(clock.now()).day;
		const erased = await erasedPeople(store);
		const coming = programme.sessions.filter(
			(session) => isAwaited(session, today) && session.cancelled === undefined
		);
		const rosters = new Set(await store.databases());
		const all = new Set([...told.keys(), ...coming.map(({ centre }) => centre)]);
		for (const centre of all) {
			// A trainer may name a centre that is none.
			if (!rosters.has(database.roster(centre))) continue;
			const wanted = new Map<string, Readonly<Record<string, unknown>>>();
			for (const session of coming)
				if (session.centre === centre) {
					const said = awaited(programme, session, erased);
					wanted.set(reportId.session(session.day, session.id), { ...said });
				}
			const text = canonical([...wanted]);
			if (told.get(centre) === text) continue;
			await publishAll(store, database.roster(centre), [reportsOf.session], wanted);
			told.set(centre, text);
		}
	}

	return {
		async seen(db: DatabaseName, docs: readonly Doc[]) {
			const isErasure = db === database.orders && docs.some(({ _id }) => isOrder(_id));
			const facts = db === database.public || db === database.training ? docs : [];
			if (isErasure || facts.filter(isFactDoc).some((doc) => TELLING.test(asFact(doc).kind)))
				await make();
		},
		/** Another day, other half-days. */
		async sweepDone() {
			const { day } = local(clock.now());
			if (madeOn === day) return;
			for (const db of await store.databases())
				if (db.startsWith(database.roster(''))) {
					const centre = db.slice(database.roster('').length);
					if (!told.has(centre)) told.set(centre, '');
				}
			await make();
			madeOn = day;
		}
	};
}

const isOrder = (id: string): boolean => id.startsWith(reportsOf.erase);

function awaited(
	programme: Programme,
	session: Session,
	erased: ReadonlySet<string>
): AwaitedSession {
	const { id, day, half, space, trainer } = session;
	const course = programme.course(session.course);
	const module = course?.modules.find((one) => one.id === session.module);
	const roll = rollOf(programme.session(id), programme.group(session.group));
	return {
		...{ session: id, day, half, course: course?.title ?? session.course },
		...(module && { module: module.title }),
		...(space !== undefined && { space }),
		trainer: programme.trainer(trainer),
		people: roll.map(({ person }) => person).filter((person) => !erased.has(person))
	};
}
