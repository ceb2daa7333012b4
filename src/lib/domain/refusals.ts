import type { Device } from './device';
import type { Draft, Fact, Filed, Json } from './facts';
import type { DayPage } from './folds/day';
import { factId, parseFactId, partsOf, sortOfDatabase, type Day, type FactId } from './ids';
import { parseFact, type Refusal, type RefusalCode } from './parse';
import { mayWrite, wrongAuthor, type Holder } from './rights';

/**
 * What can be done about what the server refused. Nothing here forgets anything: what was
 * refused stays, whatever is done about it.
 */

/** What may help, by what was wrong. */
export interface Helps {
	/** The same, said anew, may be taken. */
	readonly again: boolean;
	/** What was entered is at fault: it can only be entered otherwise. */
	readonly otherwise: boolean;
}

const AGAIN: Helps = { again: true, otherwise: false };
const OTHERWISE: Helps = { again: false, otherwise: true };
const NOTHING: Helps = { again: false, otherwise: false };

/** Complete by type: a new code does not compile without an answer. */
const HELPS: Readonly<Record<RefusalCode, Helps>> = {
	/** The server could not read it, and would not the next time. */
	malformed: NOTHING,
	/** A new fact has another id. */
	'bad-id': AGAIN,
	'bad-field': OTHERWISE,
	'too-large': OTHERWISE,
	/** A centre may have been described since. */
	'no-such-database': AGAIN,
	/** An older server knew no better; where this app would not write it there either, see `isWelcome`. */
	'wrong-database': AGAIN,
	/** Copies of one store gave an id twice: a new fact has one of its own. */
	'id-taken': AGAIN,
	/** The device may be something else by now, or the server may know more kinds. */
	'not-allowed': AGAIN,
	/** Of another device, epoch or person than the session said: it is said anew as this one. */
	'not-yours': AGAIN,
	/** The device may have been enrolled again. */
	revoked: AGAIN,
	/** The rules of a database refuse the same again. */
	forbidden: OTHERWISE
};

export const helpsWith = ({ code }: Refusal): Helps => HELPS[code] ?? NOTHING;

/**
 * Kinds that mean the same however late they are said: they add something, or name what
 * they replace. Any other has the last word on its subject, so that an old one said anew
 * would undo what was said since: who still wants it enters it again, seeing how it stands.
 */
const SAID_LATE: ReadonlySet<string> = new Set([
	'visit.arrived',
	'visit.left',
	'visit.undone',
	'person.introduced',
	'person.registered',
	'person.unbadged',
	'person.erased',
	'booking.requested',
	'booking.cancelled',
	'booking.accepted',
	'booking.seen',
	'enrolment.asked',
	'attendance.noted',
	'attendance.unsaid',
	'signature.given',
	'signature.struck',
	'course.described',
	'lesson.written',
	'quiz.written',
	'lesson.read',
	'quiz.answered',
	'note.made'
]);

/** Whether an old fact of this kind can be said anew without undoing what came after. */
export const canBeSaidLate = ({ kind, v }: Pick<Fact, 'kind' | 'v'>): boolean =>
	v === 1 && SAID_LATE.has(kind);

export type Told = Filed & { readonly why: Refusal };

/** Whether saying a refused fact anew can succeed, as far as this device can know. */
export function mayBeSaidAnew({ db, fact, why }: Told, device: Device, today: Day): boolean {
	if (!helpsWith(why).again || !canBeSaidLate(fact) || device.revoked) return false;
	const parts = parseFactId(fact._id);
	if (!parts) return false;
	// Nobody is given a place on a day that is over.
	if (fact.kind === 'booking.requested' && parts.day < today) return false;
	return isWelcome(saidAnew({ db, fact }, device, new Map()), device);
}

/**
 * The same said anew: what happened, when it happened, of whom; by this device as it is
 * now. Facts it names that were said anew as well are named as they are called since.
 */
export function saidAnew(
	{ db, fact }: Filed,
	device: Device,
	renamed: ReadonlyMap<FactId, FactId>
): Draft {
	const { _id, kind, v, count: _count, at, by, ...fields } = fact;
	const { day, scope } = partsOf(_id);
	const isByDevice = by === device.device || (device.formerly?.includes(by) ?? false);
	const isOwn = sortOfDatabase(db) === 'member' && by === device.person && device.own !== undefined;
	return {
		...{ day, scope, kind, v, at },
		db: isOwn ? device.own : db,
		by: isByDevice ? device.device : by,
		fields: renamedIn(fields as { readonly [field: string]: Json }, renamed)
	};
}

/** An arrival that is on the day's page by another tap would be a second visit of one person. */
export const isThereAlready = ({ kind, person }: Fact, page: DayPage): boolean =>
	kind === 'visit.arrived' && page.visits.some((visit) => visit.person === person && !visit.undone);

/** What the gateway will look at, looked at here first. */
function isWelcome(draft: Draft, device: Device): boolean {
	const { day, scope, db, kind, v, at, by, fields } = draft;
	const _id = factId({ day, scope, device: device.device, epoch: device.epoch, seq: 1 });
	const fact: Fact = { _id, kind, v, count: 1, at, by, ...fields };
	const holder = holderOf(device);
	return (
		'fact' in parseFact(fact, db) &&
		mayWrite(holder, db, fact) &&
		wrongAuthor(holder, new Set([device.device]), fact) === undefined
	);
}

const holderOf = ({ role, account, centre, person, own }: Device): Holder => ({
	role: role ?? 'visitor',
	account: account ?? '',
	...(centre !== undefined && { centre }),
	...(person !== undefined && { person }),
	...(own !== undefined && { own })
});

function renamedIn<J extends Json>(value: J, renamed: ReadonlyMap<FactId, FactId>): J;
function renamedIn(value: Json, renamed: ReadonlyMap<FactId, FactId>): Json {
	if (typeof value === 'string') return renamed.get(value) ?? value;
	if (value === null || typeof value !== 'object') return value;
	if (Array.isArray(value)) return value.map((one: Json) => renamedIn(one, renamed));
	return Object.fromEntries(
		Object.entries(value).map(([key, one]) => [key, renamedIn(one as Json, renamed)])
	);
}
