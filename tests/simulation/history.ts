import { actionsOf, perform, type Action } from './action';
import type { Mutant } from './mutant';
import { authorOf, partsOf } from '../../src/lib/domain/ids';
import type { Happened } from './faults';
import type { Entry } from './ledger';
import { confused, copiesSpeak } from './oracle/copies';
import { checkKept } from './oracle/kept';
import { wrongPlaces } from './oracle/places';
import { checkPages } from './oracle/pages';
import { differences } from './oracle/replicas';
import { endOf, wrongAlarms, wrongReports, type End } from './oracle/server';
import { wrongTraining } from './oracle/training';
import { settled } from './scheduler';
import { createWorld, type Ground, type World } from './world';

export interface Outcome {
	/** Empty where every promise was kept. */
	readonly violations: readonly string[];
	readonly happened: Happened;
	readonly ends: Readonly<Record<End, number>>;
	readonly trace: readonly string[];
	readonly events: number;
}

export interface Options {
	readonly ground?: Ground;
	readonly mutant?: Mutant;
	/** Instead of the seed's own. */
	readonly actions?: readonly Action[];
	/** How many of the seed's own. */
	readonly count?: number;
}

/** Actions of a history nobody has asked to be of another length: every fourth is a long one. */
export const LONG = 100;
const SHORT = 30;
export const lengthOf = (seed: number): number => (seed % 4 === 0 ? LONG : SHORT);
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
/** Longest back-off, the server's longest wish to be left alone, and some sweeps of the relay. */
const BOUND = 45 * MINUTE;
const ROUND = 2 * MINUTE;

/** Runs the history of a seed to its end and says which promises were broken. */
export async function runHistory(seed: number, options: Options = {}): Promise<Outcome> {
	// Within a history nobody else in this process has a turn.
	await settled();
	const putBack = options.mutant?.rules?.();
	try {
		return await lived(seed, options);
	} finally {
		putBack?.();
	}
}

async function lived(seed: number, options: Options): Promise<Outcome> {
	const world = await createWorld(seed, options);
	const { scheduler, violations } = world;
	for (const device of world.devices) device.start();
	await scheduler.until(scheduler.now() + 5_000);
	let step = 0;
	for (const action of options.actions ?? actionsOf(seed, options.count ?? lengthOf(seed))) {
		await scheduler.until(scheduler.now() + action.after);
		perform(world, action);
		if (step++ % (options.ground?.lookEvery ?? 1) === 0) await check(world);
		if (violations.length > 0) break;
	}
	const ends: Record<End, number> = {
		'on the server': 0,
		refused: 0,
		'past its time': 0,
		'lost with its disk': 0,
		'lost by a restore': 0
	};
	if (violations.length === 0) await close(world, ends);
	for (const device of world.devices) await device.end();
	await world.server.disk.end();
	return {
		violations,
		happened: world.happenings,
		ends,
		trace: scheduler.trace,
		events: scheduler.events()
	};
}

/** After every step: what each device holds. */
async function check(world: World): Promise<void> {
	for (const device of world.devices) await checkKept(world, device);
	const device = world.devices[world.scheduler.events() % world.devices.length];
	if (device) await checkPages(world, device);
}

/** Links heal and time passes. Then everything has arrived, or what has not is accounted for. */
async function close(world: World, ends: Record<End, number>): Promise<void> {
	const { scheduler, violations } = world;
	scheduler.note('— everything heals');
	await world.server.heal();
	for (const device of world.devices) {
		device.heal();
		device.parts.link.heal();
	}
	// A backup that is still on its way is waited for, or nobody would ever tell the server of it: its
	// sequence grows again to where devices have read, and what they pass over so no server can know.
	while (world.comingBack > 0) await scheduler.until(scheduler.now() + SECOND);
	// A backup put back behind the server's back is a mistake. What the server can know of by itself
	// must come right; the rest, once somebody tells it so.
	if (world.restores.at(-1) === 'raw') {
		await settle(world, () => unfinished(world, ends, claimedOnly(world)));
		if (violations.length > 0) return;
		scheduler.note('— the restore is told to the server');
		await world.server.renew();
		world.places.restored(true);
	}
	await settle(world, () => unfinished(world, ends, everything));
	if (violations.length === 0 && copiesSpeak(world))
		await settle(world, async () => [
			...(await unfinished(world, ends, everything)),
			...(await confused(world))
		]);
	await check(world);
	for (const device of world.devices) await checkPages(world, device);
}

/** Lets time pass until nothing is wrong any more, or for too long. */
async function settle(
	{ scheduler, violations, violated }: World,
	look: () => Promise<string[]>
): Promise<void> {
	let wrong: string[];
	// In rounds, and not by the clock: a sleep that was due passes time in which nobody does anything.
	let waited = 0;
	do {
		await scheduler.until(scheduler.now() + ROUND);
		waited += ROUND;
		wrong = await look();
	} while (wrong.length > 0 && waited < BOUND && violations.length === 0);
	wrong.forEach(violated);
}

/** How much of the end is asked for. */
interface Demand {
	readonly replicas: boolean;
	readonly mustArrive: (entry: Entry) => boolean;
}
const everything: Demand = { replicas: true, mustArrive: () => true };

/**
 * After a restore that nobody has told the server of: numbers that devices have
 * claimed since are missed and asked for again. Cursors may be those of a store
 * that knew more, and two copies of a device may both answer for one number.
 */
const claimedOnly = ({ claims, ledger }: World): Demand => ({
	replicas: false,
	mustArrive: ({ id }) => !ledger.isShared(id) && partsOf(id).seq <= claims.claimed(authorOf(id))
});

/** What is not yet as it must be in the end. */
async function unfinished(
	world: World,
	ends: Record<End, number>,
	{ replicas, mustArrive }: Demand
): Promise<string[]> {
	const wrong: string[] = [];
	for (const device of world.devices) {
		if (!device.isWhole()) wrong.push(`${device.parts.name} is not open`);
		const { facts, cursors } = await device.disk.resting();
		const waiting = [...facts.values()].filter((row) => row.out !== undefined);
		if (waiting.length > 0) wrong.push(`${device.parts.name} still has ${waiting.length} to send`);
		const pending = [...cursors.values()].flatMap((cursor) => cursor.pending ?? []);
		if (pending.length > 0)
			wrong.push(`${device.parts.name} still waits for ${pending.length} segments`);
	}
	if (wrong.length > 0) return wrong;
	for (const device of world.devices) await checkKept(world, device);
	const contents = await world.server.disk.contents();
	if (replicas)
		for (const device of world.devices) wrong.push(...(await differences(world, device, contents)));
	wrong.push(...wrongReports(world, contents), ...wrongAlarms(world, contents));
	if (replicas) wrong.push(...(await wrongPlaces(world, contents)));
	const end = await endOf(world, contents);
	if (replicas) wrong.push(...(await wrongTraining(world, contents, end)));
	for (const key of Object.keys(ends)) ends[key as End] = 0;
	for (const entry of world.ledger.entries()) {
		const became = end(entry);
		if (became in ends) ends[became as End] += 1;
		else if (mustArrive(entry)) wrong.push(became);
	}
	return wrong;
}
