import type { Enrolled } from '../domain/accounts';
import type { Verifier } from '../domain/codes';
import type { Device } from '../domain/device';
import { centreOfDatabase, database, pagesOfDay, type DatabaseName } from '../domain/ids';
import { pagesOf } from '../domain/kinds';
import { databasesReadBy } from '../domain/subscriptions';
import type { Randomness } from '../ports/randomness';
import { placeOfReport, placeOfSegment, type Tx } from '../ports/tables';
import { deviceIn, putDevice } from './device-row';
import { underNewName } from './open';
import { refoldPages, removeRows } from './settle';

/**
 * The device is what its enrolment says. What it had as something else and may
 * no longer read leaves it; what it has not sent yet stays. A lock stays with its
 * account where no other is given.
 */
export async function enrolled(
	tx: Tx,
	{ role, centre, account, person, own, networkKey, certificate }: Enrolled,
	lock: Verifier | undefined,
	random: Randomness
): Promise<Device> {
	const before = await deviceIn(tx);
	const isSame = before.account === account;
	const locked = lock ?? (isSame ? before.lock : undefined);
	const named = isSame || goesOn(before) ? before : underNewName(before, random);
	return become(tx, {
		...unplaced(named),
		role,
		account,
		networkKey,
		certificate,
		...(isSame && before.trainer !== undefined && { trainer: before.trainer }),
		...(centre !== undefined && { centre }),
		...(person !== undefined && { person }),
		...(own !== undefined && { own }),
		...(locked && { lock: locked })
	});
}

/** What the device has is kept as it is; it will be handed in. */
export async function revoked(tx: Tx, account: string | undefined): Promise<void> {
	const device = await deviceIn(tx);
	if (device.account === account) await putDevice(tx, { ...device, revoked: true });
}

/**
 * Whether a device keeps its name under another account. A name is the first
 * account's that used it, and goes on only where that account is good: under
 * another's, all it writes would be refused. One whose store was missing does not
 * know what it was.
 */
const goesOn = ({ account, epoch, revoked }: Device): boolean =>
	account === undefined ? epoch === 1 : !revoked;

/** The device is nobody's: it knows what anybody may read, and has a name nobody has used. */
export const signedOut = async (tx: Tx, random: Randomness): Promise<Device> =>
	become(tx, underNewName(unplaced(await deviceIn(tx)), random));

function unplaced(device: Device): Device {
	const {
		role,
		centre,
		account,
		person,
		own,
		networkKey,
		certificate,
		trainer,
		lock,
		revoked,
		...rest
	} = device;
	return rest;
}

async function become(tx: Tx, after: Device): Promise<Device> {
	const readable = new Set(databasesReadBy(after));
	await clearOut(tx, readable);
	// Orders that are no longer here have to come, and be applied, again.
	const { applied, ...rest } = after;
	const device = readable.has(database.orders) ? after : rest;
	await putDevice(tx, device);
	return device;
}

const EVERYTHING = { from: '', to: '\uffff' };

/** Takes away what the server has of all other databases: rows, segments, pages, reports, cursors. */
async function clearOut(tx: Tx, readable: ReadonlySet<DatabaseName>): Promise<void> {
	const isGone = ({ db }: { db: DatabaseName }): boolean => !readable.has(db);
	const rows = (await tx.range('facts', EVERYTHING)).filter(
		(row) => isGone(row) && row.out === undefined && !row.refused
	);
	const segments = (await tx.keys('segments', EVERYTHING)).filter((key) =>
		isGone(placeOfSegment(key))
	);
	const reports = (await tx.keys('reports', EVERYTHING)).filter((key) =>
		isGone(placeOfReport(key))
	);
	const cursors = (await tx.keys('cursors', EVERYTHING)).filter((db) => isGone({ db }));
	await removeRows(tx, rows);
	await tx.remove('segments', segments);
	await tx.remove('reports', reports);
	await tx.remove('cursors', cursors);
	const days = segments.map(placeOfSegment).flatMap(({ db, day }) => {
		return pagesOfDay(centreOfDatabase(db) ?? '', day);
	});
	await refoldPages(tx, new Set([...days, ...rows.flatMap(({ fact }) => pagesOf(fact))]));
}
