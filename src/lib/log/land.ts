import { witness, type Device } from '../domain/device';
import { inOrder, sameBody, type Fact } from '../domain/facts';
import { centreOfDatabase, pagesOfDay, type DatabaseName, type Day } from '../domain/ids';
import { asideRow, isMine, learnedRow, type FactRow } from '../domain/rows';
import { segmentFacts, segmentText, type Segment } from '../domain/segments';
import { keeps } from '../domain/subscriptions';
import { segmentKey, type SegmentRow, type Tx } from '../ports/tables';
import { deviceIn, putDevice } from './device-row';
import { factsIn } from './segment-facts';

/**
 * Keeps segments as they came, and crosses them off. Their facts are looked at
 * one by one only when somebody opens the day: that is what makes a first load
 * short.
 */
export async function land(tx: Tx, came: readonly Segment[]): Promise<void> {
	const device = await deviceIn(tx);
	// It was on its way when the device became something else.
	const segments = came.filter(({ db }) => keeps(device, db));
	const keys = segments.map(({ db, day }) => segmentKey(db, day));
	const before = await tx.many('segments', keys);
	const rows = new Map(before.flatMap((row) => (row ? [[row.key, row]] : [])));
	const counted: Fact[] = [];
	for (const [i, segment] of segments.entries()) {
		const key = keys[i]!;
		const there = rows.get(key);
		// Rows may have become a segment here after the server was asked: both have their say.
		rows.set(key, { key, ...(there ? joined(there, segment) : segment) });
		for (const fact of segmentFacts(segment.text)) if (isCounted(fact)) counted.push(fact);
	}
	await tx.put('segments', [...rows.values()]);
	await tx.put('facts', await displaced(tx, device, before, segments));
	const seen = witness(device, counted);
	if (seen !== device) await putDevice(tx, seen);
	for (const db of new Set(segments.map((segment) => segment.db)))
		await crossOff(tx, db, new Set(segments.flatMap((of) => (of.db === db ? [of.day] : []))));
	// A page of such a day made without the segment is made again when next read.
	const pages = segments.flatMap(({ db, day }) => {
		const centre = centreOfDatabase(db);
		return centre ? pagesOfDay(centre, day) : [];
	});
	await tx.remove('pages', pages);
}

function joined(there: SegmentRow, came: Segment): Segment {
	const facts = inOrder([...factsIn(there), ...factsIn(came)]);
	return { ...came, text: segmentText(facts), count: facts.length };
}

/**
 * Own facts that rested in a segment, where the one that came has another fact
 * under their id: a copy of this store gave it too, and a server that had lost
 * this one took the other. They are kept aside as refused, but for those that
 * wait: their outcome is on its way.
 */
async function displaced(
	tx: Tx,
	device: Device,
	before: readonly (SegmentRow | undefined)[],
	came: readonly Segment[]
): Promise<FactRow[]> {
	const taken: FactRow[] = [];
	for (const [i, segment] of came.entries()) {
		const there = before[i];
		const own = there && factsIn(there).filter(({ _id }) => isMine(device, _id));
		if (!own?.length) continue;
		const bodies = new Map(factsIn(segment).map((fact) => [fact._id, fact]));
		for (const fact of own) {
			const other = bodies.get(fact._id);
			if (other && !sameBody(other, fact) && !(await tx.get('facts', fact._id)))
				taken.push(asideRow(learnedRow({ db: segment.db, fact })));
		}
	}
	return taken;
}

/** Nobody's Lamport count follows one that is no number. */
const isCounted = (fact: Fact | null): fact is Fact =>
	Number.isSafeInteger(fact?.count) && fact!.count < Number.MAX_SAFE_INTEGER / 2;

/** These days are no longer waited for. */
export async function crossOff(tx: Tx, db: DatabaseName, days: ReadonlySet<Day>): Promise<void> {
	const cursor = await tx.get('cursors', db);
	if (!cursor?.pending) return;
	const { pending: before, ...rest } = cursor;
	const pending = before.filter(({ day }) => !days.has(day));
	await tx.put('cursors', [pending.length > 0 ? { ...rest, pending } : rest]);
}
