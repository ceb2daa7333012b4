import type { Centre } from '../../domain/centres';
import { closuresOf } from '../../domain/folds/centre';
import { pageKey, type FactId } from '../../domain/ids';
import type { GroupPage, SessionPage } from '../../domain/pages';
import type { Closure } from '../../domain/places/slots';
import { rollOf, trainerSignature, type RollLine } from '../../domain/training/roll';
import type { Course, Session, Signature } from '../../domain/training/words';
import type { Fate, Reader } from '../../ports/fact-log';
import { courseOf, sessionsOf } from './courses';
import { byName, namesOf, type Names } from './names';
import { roomOf, type Room } from './rooms';

/** One half-day with all a trainer needs to hold it. */
export interface SessionSight {
	readonly session: Session;
	readonly page: SessionPage;
	readonly group: GroupPage;
	readonly roll: readonly RollLine[];
	readonly names: Names;
	readonly course?: Course;
	readonly centre?: Centre;
	readonly closures: readonly Closure[];
	readonly room: Room;
	/** By their id. */
	readonly trainers: Readonly<Record<string, string>>;
	/** The trainer's, that counts. */
	readonly trainerSigned?: Signature;
	/** What became of this device's own words and signatures. */
	readonly fates: ReadonlyMap<FactId, Fate>;
	/** Every half-day known. */
	readonly sessions: readonly Session[];
}

/** `null` where this device knows no such half-day. */
export const sessionSight =
	(id: FactId) =>
	async (read: Reader): Promise<SessionSight | null> => {
		const page = await read.page('session', pageKey.session(id));
		const { session } = page;
		if (!session) return null;
		const [group, course, about, room, trainers, sessions] = await Promise.all([
			read.page('group', pageKey.group(session.group)),
			courseOf(read, session.course),
			read.page('centre', pageKey.centre(session.centre)),
			roomOf(read, session),
			read.page('trainers', pageKey.trainers()),
			sessionsOf(read)
		]);
		const roll = rollOf(page, group);
		const people = [...roll.map(({ person }) => person), ...Object.keys(page.tied)];
		const names = await namesOf(read, people);
		const trainerSigned = trainerSignature(page);
		const facts = roll.flatMap(({ mark, signature }) => [
			...(mark ? [mark.fact] : []),
			...(signature ? [signature.fact] : [])
		]);
		if (trainerSigned) facts.push(trainerSigned.fact);
		const fates = await Promise.all(facts.map((fact) => read.fate(fact)));
		return {
			...{ session, page, group, roll, names, room, sessions },
			trainers: trainers.names,
			closures: closuresOf(about),
			fates: new Map(facts.flatMap((fact, i) => (fates[i] ? [[fact, fates[i]]] : []))),
			...(course && { course }),
			...(about.centre && { centre: about.centre }),
			...(trainerSigned && { trainerSigned })
		};
	};

/** By name, and after them who came unannounced: on screen and on paper. */
export function inRollOrder({ roll, names }: SessionSight): readonly RollLine[] {
	const expected = roll.filter(({ isWalkIn }) => !isWalkIn).sort(byName(names));
	return [...expected, ...roll.filter(({ isWalkIn }) => isWalkIn)];
}
