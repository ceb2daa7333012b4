import type { Centre } from '../../src/lib/domain/centres';
import { createClaims, type Claims } from './claims';
import { createDevice, type SimDevice } from './device';
import { memoryDeviceDisk, type DeviceDisk, type DiskEvents } from './device-disk';
import { nothingHappened, type Fault, type Happened } from './faults';
import { createLedger, type Ledger } from './ledger';
import { createLink } from './link';
import type { Mutant } from './mutant';
import { planned, setUp, type Planned } from './network';
import { createPlaces, type Places } from './places';
import { createScheduler, type Scheduler } from './scheduler';
import { seeded } from './seeded';
import { createServer, type SimServer } from './server';
import { memoryServerDisk, type ServerDisk, type Wrote } from './server-disk';
import { createTotals, type Totals } from './totals';
import { fileAll, handOf, NETWORK, trainingFor, type Training } from './training';
import { createWitnesses } from './witnesses';

/** Where the disks of a history rest, and how long to wait for them. */
export interface Ground {
	readonly deviceDisk: (name: string, events: DiskEvents) => DeviceDisk;
	readonly serverDisk: (wrote: Wrote) => ServerDisk;
	/** Waits until nothing is under way but what waits for time to pass. */
	readonly settle?: () => Promise<void>;
	/** Actions from one look at every disk to the next, where looking takes long. */
	readonly lookEvery?: number;
	/** Writes that are under way at once may be heard of in another order than they have on the disk. */
	readonly isUnordered?: boolean;
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
	/** Backups that will be put back in a while. */
	comingBack: number;
	/** What has been given to whom, by whomever. */
	readonly places: Places;
	/** What was said for good of days whose time is over. */
	readonly totals: Totals;
	/** Where somebody is trained. */
	readonly training: Training | undefined;
	/** A clone is enrolled as the device it is a copy of. */
	addDevice(as: Planned): SimDevice;
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
	const plan = planned(random);
	const taught = trainingFor(seed, plan, started);
	const { training } = taught ?? {};
	const witnesses = createWitnesses(violated);
	const { centres, people } = plan;
	const devices: SimDevice[] = [];
	const totals = createTotals(centres, scheduler.now, violated);
	const places = createPlaces({
		scheduler,
		centres,
		people,
		ledger,
		isOrdered: ground.isUnordered !== true,
		isSomewhere: (body) =>
			(ledger.stored.has(body) && !ledger.dropped.has(body)) ||
			devices.some(({ own }) => [...own].some((entry) => entry.body === body)),
		isMet: claims.isMet,
		violated
	});
	const disk = ground.serverDisk((db, doc) => {
		ledger.wrote(db, doc);
		claims.wrote(db, doc);
		places.wrote(db, doc);
		totals.wrote(db, doc);
		if (training) witnesses.wrote(db, doc);
	});
	const server = createServer({
		disk,
		scheduler,
		random: seeded(seed, 'server'),
		mutant,
		signer: training && NETWORK,
		gateways: random.between(1, 2),
		happened,
		violated,
		answered: claims.answered,
		async restored(renewed) {
			happened(renewed ? 'restored, renamed' : 'restored, raw');
			restores.push(renewed ? 'renamed' : 'raw');
			const contents = await disk.contents();
			ledger.restored(contents);
			claims.restored(contents);
			totals.restored(contents);
			places.restored(renewed);
			witnesses.restored(contents);
		}
	});
	const store = await disk.open(async () => {});
	const everybody = { ...plan, devices: [...plan.devices, ...(taught?.devices ?? [])] };
	await setUp(store, everybody, started);
	if (taught) await fileAll(store, taught.filed);
	await store.close();
	await server.start();

	function addDevice(as: Planned): SimDevice {
		const name = `${as.role}-${devices.length}`;
		const own = seeded(seed, name);
		const { at: _at, ...holder } = as;
		const device = createDevice({
			name,
			as,
			centre: as.at,
			tabs: own.chance(0.3) ? 2 : 1,
			pollEvery: own.chance(0.5) ? 8_000 : 60_000,
			scheduler,
			random: own,
			ledger,
			places,
			link: createLink(server, holder, scheduler, seeded(seed, `${name} link`), happened, violated),
			hand: handOf(training, as),
			mutant,
			makeDisk: ground.deviceDisk,
			happened,
			violated
		});
		// Some clocks were never right.
		if (own.chance(0.2)) {
			device.skew(own.between(-10 * YEAR, 10 * YEAR));
			happened('clock wrong');
		}
		devices.push(device);
		return device;
	}
	for (const as of everybody.devices) addDevice(as);
	return {
		seed,
		scheduler,
		server,
		ledger,
		claims,
		places,
		totals,
		training,
		centres,
		devices,
		people,
		happenings,
		happened,
		violations,
		violated,
		restores,
		comingBack: 0,
		addDevice,
		started
	};
}

/** Devices at which people come and go: all but phones and those that are there for training. */
export const stations = ({ devices }: Pick<World, 'devices'>): readonly SimDevice[] =>
	devices.filter(({ parts }) => parts.as.role === 'kiosk' || parts.as.role === 'host');
export const kiosks = ({ devices }: Pick<World, 'devices'>): readonly SimDevice[] =>
	devices.filter(({ parts }) => parts.as.role === 'kiosk');
export const hosts = ({ devices }: Pick<World, 'devices'>): readonly SimDevice[] =>
	devices.filter(({ parts }) => parts.as.role === 'host');
export const tablets = ({ devices }: Pick<World, 'devices'>): readonly SimDevice[] =>
	devices.filter(({ parts }) => parts.as.role === 'trainer');
export const phones = ({ devices }: Pick<World, 'devices'>): readonly SimDevice[] =>
	devices.filter(({ parts }) => parts.as.role === 'member');
