import type { Centre } from '../../src/lib/domain/centres';
import type { FactId } from '../../src/lib/domain/ids';
import { openLog } from '../../src/lib/log/log';
import type { Clock } from '../../src/lib/ports/clock';
import type { FactLog } from '../../src/lib/ports/fact-log';
import type { Keys } from '../../src/lib/ports/keys';
import type { Mark } from '../../src/lib/ports/mark';
import { NoRoom } from '../../src/lib/ports/tables';
import { createEngine, type Engine } from '../../src/lib/sync/engine';
import { serve } from '../../src/lib/usecases/serve';
import type { DeviceDisk, DiskEvents } from './device-disk';
import type { Fault } from './faults';
import type { Entry, Ledger } from './ledger';
import { createLife, type Life } from './life';
import type { Link } from './link';
import type { Mutant } from './mutant';
import type { Planned } from './network';
import { createObserver } from './observer';
import type { Places } from './places';
import type { Scheduler } from './scheduler';
import type { Seeded } from './seeded';
import type { DeviceHand } from './training';

/** What a use case is run with. */
export interface Around {
	readonly log: FactLog;
	readonly clock: Clock;
	readonly random: Seeded;
	readonly keys: Keys;
}

export interface DeviceParts {
	readonly name: string;
	/** What it was enrolled as, and with whose session it speaks. */
	readonly as: Planned;
	/** Where it stands, or which its owner goes to. */
	readonly centre: Centre;
	readonly tabs: number;
	readonly pollEvery: number;
	readonly scheduler: Scheduler;
	readonly random: Seeded;
	readonly ledger: Ledger;
	readonly places: Places;
	readonly link: Link;
	/** Where its disk does not come. */
	readonly hand: DeviceHand;
	readonly mutant: Mutant;
	readonly makeDisk: (name: string, events: DiskEvents) => DeviceDisk;
	readonly happened: (fault: Fault) => void;
	readonly violated: (what: string) => void;
}

type MarkValue = ReturnType<Mark['read']>;

/** The whole of what one disk and its mark hold at a moment. */
export interface Image {
	readonly disk: unknown;
	readonly mark: MarkValue;
	readonly own: ReadonlySet<Entry>;
}

/** A device: one disk and one mark, one or two tabs on them, one clock. */
export interface SimDevice {
	readonly parts: DeviceParts;
	readonly disk: DeviceDisk;
	/** What it has written and must still hold. */
	readonly own: Set<Entry>;
	/** Arrivals and departures this device has been told are saved. */
	readonly done: FactId[];
	start(): void;
	/** The history is over. */
	end(): Promise<void>;
	wall(): number;
	/** What its clock shows beyond true time, milliseconds. */
	skew(milliseconds: number): void;
	/** Somebody touches the screen. Nothing happens where none is lit. */
	tap(tab: number, run: (around: Around) => Promise<unknown>): void;
	/** A tab dies, at once or within so many steps. */
	die(tab: number, steps: number | undefined): void;
	/** Closed for so long; meanwhile something is done to the disk. */
	closed(milliseconds: number, meanwhile: () => Promise<void>): void;
	image(): Promise<Image>;
	/** Only while closed. */
	become(image: Image, withMark: boolean): Promise<void>;
	/** Only while closed. */
	wipe(withMark: boolean): Promise<void>;
	fillUp(milliseconds: number): void;
	/** A hint that the link may be back. */
	nudge(): void;
	heal(): void;
	isWhole(): boolean;
	/** False where the mark would not notice that the disk is older. */
	isMarkAhead(): Promise<boolean>;
}

interface Tab {
	readonly life: Life;
	readonly keys: Keys;
	log?: FactLog;
	engine?: Engine;
}

export function createDevice(parts: DeviceParts): SimDevice {
	const { scheduler, random, link, hand, happened, violated, mutant } = parts;
	const { at: _at, ...enrolment } = parts.as;
	const tabs: (Tab | undefined)[] = Array.from({ length: parts.tabs });
	const own = new Set<Entry>();
	const done: FactId[] = [];
	const observer = createObserver(parts, own);
	let skew = 0;
	let marked: MarkValue;
	let fullUntil = 0;
	let shut = true;
	let isOver = false;
	const full = (): boolean => scheduler.now() < fullUntil;
	const disk = parts.makeDisk(parts.name, { full, committed: observer.committed });
	const clock: Clock = { now: () => scheduler.now() + skew };
	const plainMark: Mark = { read: () => marked, write: (to) => void (marked = { ...to }) };
	const mark = mutant.mark?.(plainMark) ?? plainMark;
	const defect = (error: unknown): void => {
		if (!(error instanceof NoRoom))
			violated(`${parts.name}: ${String((error as Error)?.stack ?? error)}`);
	};

	function open(slot: number): void {
		if (shut || tabs[slot]) return;
		const life = createLife(`${parts.name}/${slot}`, scheduler, random);
		const tab: Tab = { life, keys: hand.keys(life) };
		tabs[slot] = tab;
		life.onEnd((doing) => {
			if (!isOver) happened(deathAt(doing));
			tab.engine?.stop();
			delete tabs[slot];
			lead();
			scheduler.after(random.between(50, 4_000), 'tab opens', () => open(slot));
		});
		openTab(tab).catch((error: unknown) => {
			defect(error);
			life.end();
		});
	}

	async function openTab(tab: Tab): Promise<void> {
		const tables = disk.open(tab.life);
		const { log } = await openLog(mutant.tables?.(tables, clock) ?? tables, mark, random);
		const { role } = await log.device();
		if (!role) await log.enrolled({ ...enrolment, ...hand.papers });
		if (hand.trainer !== undefined) await log.configure({ trainer: hand.trainer });
		const watched = observer.watch(log);
		tab.log = mutant.log?.(watched) ?? watched;
		lead();
	}

	/** One tab at a time runs the engine; when it goes, the next takes over. */
	function lead(): void {
		if (tabs.some((tab) => tab?.engine)) return;
		const tab = tabs.find((found) => found?.log);
		if (!tab?.log) return;
		const { log } = tab;
		const network = link.network(tab.life);
		tab.engine = createEngine({
			log,
			network: mutant.network?.(network) ?? network,
			clock,
			timers: tab.life.timers,
			random,
			pollEvery: () => parts.pollEvery,
			onDefect: defect,
			follow: () => serve({ log, clock })
		});
		tab.engine.start();
	}

	const nudge = (): void => tabs.find((tab) => tab?.engine)?.engine?.nudge();
	const openAll = (): void => {
		shut = false;
		for (let slot = 0; slot < parts.tabs; slot += 1) open(slot);
	};

	return {
		parts,
		disk,
		own,
		done,
		start: openAll,
		async end() {
			shut = isOver = true;
			for (const tab of tabs) tab?.life.end();
			await disk.end();
		},
		wall: clock.now,
		skew: (milliseconds) => void (skew = milliseconds),
		tap(slot, run) {
			const tab = [tabs[slot % parts.tabs], ...tabs].find((found) => found?.log);
			if (!tab?.log) return;
			run({ log: tab.log, clock, random, keys: tab.keys }).then(nudge, defect);
		},
		die(slot, steps) {
			const life = tabs[slot % parts.tabs]?.life;
			if (steps === undefined) life?.end();
			else life?.dieAfter(steps);
		},
		closed(milliseconds, meanwhile) {
			if (shut) return;
			shut = true;
			for (const tab of tabs) tab?.life.end();
			scheduler.after(milliseconds, 'device opens', () => void meanwhile().then(openAll));
		},
		image: async () => ({ disk: await disk.snapshot(), mark: marked, own: new Set(own) }),
		async become(image, withMark) {
			hand.doubted();
			await disk.restore(image.disk);
			if (withMark) marked = image.mark;
			own.clear();
			for (const entry of image.own) own.add(entry);
			observer.attached(await disk.resting());
		},
		async wipe(withMark) {
			hand.doubted();
			await disk.restore();
			if (withMark) marked = undefined;
			own.clear();
			observer.attached(await disk.resting());
		},
		nudge,
		fillUp: (milliseconds) => void (fullUntil = scheduler.now() + milliseconds),
		heal() {
			fullUntil = 0;
			for (const tab of tabs) tab?.life.dieAfter(Infinity);
		},
		async isMarkAhead() {
			const { device } = await disk.resting();
			if (!device || !marked || marked.device !== device.device) return false;
			return (
				marked.epoch > device.epoch || (marked.epoch === device.epoch && marked.seq > device.seq)
			);
		},
		isWhole: () => !shut && tabs.every((tab) => tab?.log)
	};
}

function deathAt(doing: string | undefined): Fault {
	if (doing === undefined || doing === 'sign') return 'tab dies';
	if (doing === 'commit') return 'tab dies before a commit';
	if (doing === 'committed') return 'tab dies between commit and mark';
	return 'tab dies inside a transaction';
}
