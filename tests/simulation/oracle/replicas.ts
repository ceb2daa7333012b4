import { local, shiftDay } from '../../../src/lib/domain/calendar';
import { windowOf } from '../../../src/lib/domain/device';
import { canonical, type Fact } from '../../../src/lib/domain/facts';
import {
	database,
	isReportId,
	parseFactId,
	partsOf,
	type DatabaseName
} from '../../../src/lib/domain/ids';
import { databasesReadBy } from '../../../src/lib/domain/subscriptions';
import { reportKey } from '../../../src/lib/ports/tables';
import type { Doc } from '../../../src/lib/server/store/store';
import type { SimDevice } from '../device';
import { factsHeld } from '../held';
import { bodyOf } from '../ledger';
import type { World } from '../world';

type Contents = ReadonlyMap<DatabaseName, readonly Doc[]>;

/**
 * What still keeps a device from holding the very facts of the databases it
 * reads, within its window. Pages are folds of what is held, and `checkPages`
 * holds them to it.
 */
export async function differences(
	world: World,
	device: SimDevice,
	contents: Contents
): Promise<string[]> {
	const resting = await device.disk.resting();
	const found: string[] = [];
	for (const db of databasesReadBy(device.parts.as)) {
		const isIn = inWindow(world, device, db);
		const theirs = new Map<string, string>();
		for (const doc of contents.get(db) ?? [])
			if (parseFactId(doc._id) && isIn(doc._id)) theirs.set(doc._id, bodyOf(doc));
		const ours = new Map<string, Fact>();
		for (const { db: at, fact } of factsHeld(resting))
			if (at === db && isIn(fact._id)) ours.set(fact._id, fact);
		for (const [id, body] of theirs) {
			const fact = ours.get(id);
			if (!fact) found.push(`lacks ${id} of ${db}`);
			else if (bodyOf(fact) !== body) found.push(`has another body for ${id} of ${db}`);
		}
		for (const [id, fact] of ours)
			if (!theirs.has(id) && !isAccountedFor(world, fact))
				found.push(`has ${id} of ${db}, the server not`);
		found.push(...differingReports(resting, db, contents));
	}
	return found.map((what) => `${device.parts.name} ${what}`);
}

/** A fact that a restore has taken from the server, of an author who no longer has it either. */
const isAccountedFor = (world: World, fact: Fact): boolean =>
	world.ledger.dropped.has(bodyOf(fact)) &&
	!world.devices.some(({ own }) => [...own].some(({ body }) => body === bodyOf(fact)));

/** Days that are not over for the device: earlier ones leave it, and all to come reach it. */
function inWindow(
	{ scheduler }: World,
	{ parts }: SimDevice,
	db: DatabaseName
): (id: string) => boolean {
	if (db !== database.centre(parts.centre.slug)) return () => true;
	const { back } = windowOf(parts.as.role);
	const first = shiftDay(local(scheduler.now()).day, -back);
	return (id) => partsOf(id).day >= first;
}

function differingReports(
	{ reports }: Awaited<ReturnType<SimDevice['disk']['resting']>>,
	db: DatabaseName,
	contents: Contents
): string[] {
	return (contents.get(db) ?? []).flatMap(({ _id, ...body }) => {
		if (!isReportId(_id)) return [];
		const ours = reports.get(reportKey(db, _id))?.body;
		return canonical(ours) === canonical(body) ? [] : [`has another ${_id}`];
	});
}
