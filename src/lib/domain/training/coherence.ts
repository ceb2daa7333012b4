import { local } from '../calendar';
import type { Centre } from '../centres';
import type { GroupPage } from '../folds/group';
import type { SessionPage } from '../folds/session';
import type { Day, FactId } from '../ids';
import { holidayOn } from '../places/holidays';
import { HALF_DAYS, openingOn, closureOn, type Closure } from '../places/slots';
import { bulkIn } from './bulk';
import { placesOn } from './enrolments';
import { rollOf, trainerSignature, type RollLine } from './roll';
import type { Course, Session } from './words';

/**
 * What an auditor would ask about a half-day. A flag accuses nobody: it says what
 * has to be explained, before somebody else asks (courts look at exact dates,
 * hours, the place, and both signatures of each half-day).
 */

export type FlagIs =
	/** On a public holiday (article L3133-1 of the Code du travail). */
	| 'holiday'
	/** While the centre is closed. */
	| 'closed'
	/** The trainer is elsewhere in the same half-day: `session`. */
	| 'trainer-elsewhere'
	/** More people than the room, or the group, holds: `count`. */
	| 'over-capacity'
	/** On a later day: `person`, `fact`. */
	| 'signed-late'
	/** Many at once: `person`, `fact`, `count`. */
	| 'signed-in-bulk'
	/** The half-days of the module add up to other hours: `count`. */
	| 'hours-mismatch'
	/** Presence was changed after the trainer signed for it: `fact`. */
	| 'roll-changed'
	/** There, and not signed: `person`; without a person, the trainer. */
	| 'not-signed'
	/** Two words about somebody stand, or they signed and are said to be absent: `person`. */
	| 'apart';

export interface Flag {
	readonly is: FlagIs;
	readonly person?: string;
	readonly fact?: FactId;
	readonly session?: FactId;
	readonly count?: number;
}

/** What there is to compare a half-day with. What is not given is not judged. */
export interface Around {
	readonly group: GroupPage;
	readonly today: Day;
	readonly course?: Course | undefined;
	/** Every half-day known, whoever’s: those of the same half-day and of the same group are looked at. */
	readonly sessions?: readonly Session[];
	readonly centre?: Pick<Centre, 'hours' | 'openOnHolidays' | 'spaces'> | undefined;
	readonly closures?: readonly Closure[];
	/** Digest of `rollText` as the page is now. */
	readonly roll?: string | undefined;
	/** Other half-days signed by the same people. */
	readonly others?: readonly SessionPage[];
}

/** In the order of `FlagIs`. A cancelled half-day has none. */
export function flagsOf(page: SessionPage, around: Around): readonly Flag[] {
	const { session } = page;
	if (!session || session.cancelled !== undefined) return [];
	const roll = rollOf(page, around.group);
	return [
		...calendarFlags(session, around),
		...elsewhere(session, around),
		...overCapacity(session, roll, around),
		...lateFlags(page, session),
		...bulkIn(page, around.others ?? []).map((one) => ({ is: 'signed-in-bulk' as const, ...one })),
		...hoursFlags(session, around),
		...rollFlags(page, session, roll, around)
	];
}

function calendarFlags({ day, half }: Session, { centre, closures = [] }: Around): readonly Flag[] {
	if (holidayOn(day) && centre?.openOnHolidays !== true) return [{ is: 'holiday' }];
	if (closureOn(closures, day)) return [{ is: 'closed' }];
	if (!centre) return [];
	const [from, to] = HALF_DAYS[half];
	const opening = openingOn(centre, closures, day);
	const isOpen = opening.some(([opens, closes]) => opens < to && from < closes);
	return isOpen ? [] : [{ is: 'closed' }];
}

/** Two groups in one room are one place: a trainer may have both. */
const elsewhere = (session: Session, { sessions = [] }: Around): readonly Flag[] =>
	sessions
		.filter(
			(other) =>
				other.id !== session.id &&
				other.cancelled === undefined &&
				other.trainer === session.trainer &&
				other.day === session.day &&
				other.half === session.half &&
				(other.centre !== session.centre || other.space !== session.space)
		)
		.map(({ id }) => ({ is: 'trainer-elsewhere', session: id }));

function overCapacity(
	{ space: id, day }: Session,
	roll: readonly RollLine[],
	{ centre, group }: Around
): readonly Flag[] {
	const there = roll.filter(isThere).length;
	const count = Math.max(there, placesOn(group, day).admitted.length);
	const space = centre?.spaces.find((one) => one.id === id);
	// How many a room holds is said, or not known.
	if (count > (space?.seats ?? Infinity)) return [{ is: 'over-capacity', count }];
	return there > (group.group?.capacity ?? Infinity) ? [{ is: 'over-capacity', count: there }] : [];
}

const lateFlags = ({ signatures }: SessionPage, { day }: Session): readonly Flag[] =>
	Object.values(signatures)
		.filter(({ struck, when }) => struck === undefined && local(when).day > day)
		.map(({ person, fact }) => ({ is: 'signed-late', person, fact }));

/** Too many as soon as they are planned; too few once the group is over, for until then some are still to be planned. */
function hoursFlags(
	{ module: id, group }: Session,
	{ course, sessions = [], today, group: page }: Around
): readonly Flag[] {
	const module = course?.modules.find((one) => one.id === id);
	if (!module || sessions.length === 0) return [];
	const count = sessions
		.filter((one) => one.group === group && one.module === id && one.cancelled === undefined)
		.reduce((sum, { hours }) => sum + hours, 0);
	const isOver = page.group !== undefined && page.group.to < today;
	const isShort = module.place === 'site' && isOver && count < module.hours;
	return count > module.hours || isShort ? [{ is: 'hours-mismatch', count }] : [];
}

function rollFlags(
	page: SessionPage,
	{ day }: Session,
	roll: readonly RollLine[],
	{ today, roll: now }: Around
): readonly Flag[] {
	const trainer = trainerSignature(page);
	const isOver = day < today;
	const unsigned = isOver ? roll.filter((line) => isThere(line) && !line.signature) : [];
	return [
		...(trainer && now !== undefined && trainer.roll !== now
			? [{ is: 'roll-changed' as const, fact: trainer.fact }]
			: []),
		...(isOver && !trainer ? [{ is: 'not-signed' as const }] : []),
		...unsigned.map(({ person }) => ({ is: 'not-signed' as const, person })),
		...roll
			.filter(({ apart, mark, signature }) => apart || (mark?.is === 'absent' && signature))
			.map(({ person }) => ({ is: 'apart' as const, person }))
	];
}

const isThere = ({ mark, signature }: RollLine): boolean =>
	mark ? mark.is !== 'absent' : signature !== undefined;
