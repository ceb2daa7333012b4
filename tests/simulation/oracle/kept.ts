import { local, shiftDay } from '../../../src/lib/domain/calendar';
import { windowOf } from '../../../src/lib/domain/device';
import { partsOf, sortOfDatabase } from '../../../src/lib/domain/ids';
import { isDayBound } from '../../../src/lib/domain/kinds';
import { keeps } from '../../../src/lib/domain/subscriptions';
import type { FactRow } from '../../../src/lib/domain/rows';
import type { SimDevice } from '../device';
import type { Resting } from '../device-disk';
import { segmentHolds } from '../held';
import { bodyOf, type Entry, type Ledger } from '../ledger';
import type { World } from '../world';

/**
 * Laws 2 and 4: what a device has written is there as waiting, acknowledged or
 * refused, until it may leave: given away once acknowledged, or of a closed day.
 */
export async function checkKept(world: World, device: SimDevice): Promise<void> {
	const { ledger, violated } = world;
	// Taken first: what is written while the disk is looked at is not on it yet.
	const own = [...device.own];
	const resting = await device.disk.resting();
	if (isAsBefore(device, resting)) return;
	for (const entry of own) {
		const row = rowOf(resting, entry);
		if (row) {
			const wrong = wrongFate(ledger, entry, row);
			if (wrong) violated(`${device.parts.name}: ${wrong}`);
			continue;
		}
		if ([...resting.segments.values()].some((segment) => segmentHolds(segment, entry))) {
			if (!ledger.stored.has(entry.body))
				violated(`${device.parts.name}: ${entry.id} rests in a segment and was never stored`);
			continue;
		}
		if (ledger.stored.has(entry.body) && mayHaveLeft(world, device, entry))
			device.own.delete(entry);
		else violated(`${device.parts.name} has lost ${entry.id}, ${entry.fact.kind}`);
	}
}

/** Under the fact's id, or aside where another fact has that id. */
function rowOf({ facts }: Resting, { id, body }: Entry): FactRow | undefined {
	const row = facts.get(id);
	if (row && bodyOf(row.fact) === body) return row;
	return [...facts.values()].find(({ fact }) => fact._id === id && bodyOf(fact) === body);
}

const looked = new WeakMap<SimDevice, Pick<Resting, 'facts' | 'segments'>>();

/** True where nothing has been written since the last look. */
function isAsBefore(device: SimDevice, { facts, segments }: Resting): boolean {
	const before = looked.get(device);
	looked.set(device, { facts, segments });
	return before?.facts === facts && before.segments === segments;
}

function wrongFate(ledger: Ledger, entry: Entry, row: FactRow): string | undefined {
	if (row.refused) {
		const { code } = row.refused;
		const expected =
			code === 'id-taken' ? ledger.isContested(entry.id) : isUnsound(entry.fact['name']);
		return expected ? undefined : `${entry.id} was refused: ${code} ${row.refused.field ?? ''}`;
	}
	if (row.out === undefined && !ledger.stored.has(entry.body))
		return `${entry.id} is called sent and was never stored`;
	return undefined;
}

const isUnsound = (name: unknown): boolean =>
	typeof name === 'string' && (name.length > 80 || !name.isWellFormed());

function mayHaveLeft(world: World, { parts }: SimDevice, { db, fact }: Entry): boolean {
	if (!keeps(parts.as, db)) return true;
	// Names leave a device that thinks it has been away for a month, and come back with the link.
	if (sortOfDatabase(db) === 'people') return true;
	const today = local(world.scheduler.now()).day;
	const closed = shiftDay(today, -windowOf(parts.as.role).back);
	return isDayBound(fact) && partsOf(fact._id).day < closed;
}
