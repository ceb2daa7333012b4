import type { Centre } from '../../src/lib/domain/centres';
import { allocate, type Role } from '../../src/lib/domain/device';
import type { Json } from '../../src/lib/domain/facts';
import { local } from '../../src/lib/domain/calendar';
import { database, databasesOfCentre, networkDatabases, reportId } from '../../src/lib/domain/ids';
import { SAMPLE_CENTRES } from '../../src/lib/server/sample-network';
import type { Doc } from '../../src/lib/server/store/store';
import { createClaims, type Claims } from './claims';
import { createDevice, type SimDevice } from './device';
import { memoryDeviceDisk, type DeviceDisk, type DiskEvents } from './device-disk';
import { nothingHappened, type Fault, type Happened } from './faults';
import { createLedger, type Ledger } from './ledger';
import { createLink } from './link';
import type { Mutant } from './mutant';
import { createScheduler, type Scheduler } from './scheduler';
import { seeded } from './seeded';
import { createServer, type SimServer } from './server';
import { memoryServerDisk, type ServerDisk, type Wrote } from './server-disk';

/** Where the disks of a history rest, and how long to wait for them. */
export interface Ground {
	readonly deviceDisk: (name: string, events: DiskEvents) => DeviceDisk;
	readonly serverDisk: (wrote: Wrote) => ServerDisk;
	/** Waits until nothing is under way but what waits for time to pass. */
	readonly settle?: () => Promise<void>;
	/** Actions from one look at every disk to the next, where looking takes long. */
	readonly lookEvery?: number;
}

export const memoryGround: Ground = {
	deviceDisk: (_name, events) => memoryDeviceDisk(events),
	serverDisk: memoryServerDisk
};

/** Everything one history happens to. */
export interface World {
	readonly seed: number;
	readonly scheduler: Scheduler;
	readonly server: SimServer;
	readonly ledger: Ledger;
	readonly claims: Claims;
	readonly centres: readonly Centre[];
	/** Clones are added at the end. */
	readonly devices: SimDevice[];
	/** Ids of people who have come before. */
	readonly people: readonly string[];
	readonly happenings: Happened;
	readonly happened: (fault: Fault) => void;
	readonly violations: readonly string[];
	readonly violated: (what: string) => void;
	/** How the server has been put back, if it was. */
	readonly restores: ('renamed' | 'raw')[];
	/** A clone speaks with the session of the device it is a copy of. */
	addDevice(role: Role, centre: Centre, account?: string): SimDevice;
	readonly started: number;
}

/** Some mornings of a year with both changes of the clock in it. */
const FIRST_DAY = Date.parse('2026-03-02T07:00:00Z');
const DAY = 86_400_000;
const YEAR = 365 * DAY;

export async function createWorld(
	seed: number,
	{ ground = memoryGround, mutant = {} }: { ground?: Ground; mutant?: Mutant } = {}
): Promise<World> {
	const random = seeded(seed, 'world');
	const started = FIRST_DAY + random.below(300) * DAY + random.below(DAY / 3);
	const scheduler = createScheduler(started, ground.settle);
	const happenings = nothingHappened();
	const violations: string[] = [];
	const restores: World['restores'] = [];
	const happened = (fault: Fault): void => {
		happenings[fault] += 1;
		scheduler.note(fault);
	};
	const violated = (what: string): void => {
		scheduler.note(`VIOLATED ${what}`);
		violations.push(what);
	};
	const ledger = createLedger(violated);
	const claims = createClaims(violated, scheduler.now);
	const disk = ground.serverDisk((db, doc) => {
		ledger.wrote(db, doc);
		claims.wrote(db, doc);
	});
	const server = createServer({
		disk,
		scheduler,
		random: seeded(seed, 'server'),
		mutant,
		gateways: random.between(1, 2),
		happened,
		violated,
		received: claims.received,
		async restored(renewed) {
			happened(renewed ? 'restored, renamed' : 'restored, raw');
			restores.push(renewed ? 'renamed' : 'raw');
			const contents = await disk.contents();
			ledger.restored(contents);
			claims.restored(contents);
		}
	});
	const centres = SAMPLE_CENTRES.slice(0, random.between(1, 2));
	await describe(disk, centres, started);
	await server.start();

	const devices: SimDevice[] = [];
	function addDevice(role: Role, centre: Centre, account?: string): SimDevice {
		const name = `${role}-${devices.length}`;
		const holder = { role, centre: centre.slug, account: account ?? name };
		const own = seeded(seed, name);
		const device = createDevice({
			name,
			role,
			centre,
			account: holder.account,
			tabs: own.chance(0.3) ? 2 : 1,
			pollEvery: own.chance(0.5) ? 8_000 : 60_000,
			scheduler,
			random: own,
			ledger,
			link: createLink(server, holder, scheduler, seeded(seed, `${name} link`), happened, violated),
			mutant,
			makeDisk: ground.deviceDisk,
			happened,
			violated
		});
		// Some clocks were never right.
		if (own.chance(0.3)) {
			device.skew(own.between(-5 * YEAR, 5 * YEAR));
			happened('clock wrong');
		}
		devices.push(device);
		return device;
	}
	for (let i = random.between(1, 3); i > 0; i -= 1) addDevice('kiosk', random.pick(centres));
	for (let i = random.between(1, 2); i > 0; i -= 1) addDevice('host', random.pick(centres));
	const people = Array.from({ length: 6 }, () => `p_${random.text(12)}`);
	return {
		seed,
		scheduler,
		server,
		ledger,
		claims,
		centres,
		devices,
		people,
		happenings,
		happened,
		violations,
		violated,
		restores,
		addDevice,
		started
	};
}

/** What a coordinator has set up before the first device comes. */
async function describe(disk: ServerDisk, centres: readonly Centre[], now: number): Promise<void> {
	const store = await disk.open(async () => {});
	for (const db of [...networkDatabases, ...centres.flatMap(({ slug }) => databasesOfCentre(slug))])
		await store.ensure(db);
	const drafts = centres.map((centre) => ({
		day: local(now).day,
		scope: centre.slug,
		db: database.public,
		kind: 'centre.described',
		v: 1,
		at: { wall: now },
		by: 'sample',
		fields: { centre: centre as unknown as Json }
	}));
	const { facts } = allocate({ device: 'sample', epoch: 1, seq: 0, count: 0 }, drafts);
	await store.insert(database.public, facts as unknown as Doc[]);
	for (const { slug } of centres)
		await store.revise(database.roster(slug), reportId.roster('1420', 'p_sample0marie'), () => ({
			person: 'p_sample0marie',
			name: 'Marie D.',
			category: 'other'
		}));
	await store.close();
}
