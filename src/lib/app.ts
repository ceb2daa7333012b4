import { version } from '$app/environment';
import { openDexieTables } from './adapters/dexie/tables';
import {
	browserClock,
	browserRandomness,
	browserTimers,
	localStorageMark
} from './adapters/browser/device';
import { inOneTab } from './adapters/browser/leader';
import { isCode } from './adapters/browser/verifier';
import { httpNetwork } from './adapters/http/network';
import { openLog } from './log/log';
import type { Found } from './log/open';
import type { WatchableLog } from './ports/fact-log';
import { createEngine } from './sync/engine';
import { observable, type Observed, type Status } from './sync/status';
import { checkIn, type CheckIn } from './usecases/check-in';
import { checkOut, type CheckOut } from './usecases/check-out';
import { identify } from './usecases/identify';
import { undo } from './usecases/undo';

const NAME = 'telecentres';
const POLL_SEEN = 8_000;
const POLL_HIDDEN = 60_000;

/** The running app: its log, its verbs and what is known of the link. The one place that names adapters. */
export interface App {
	readonly log: WatchableLog;
	/** How the store was found when the app opened. */
	readonly found: Found;
	readonly sync: Observed<Status>;
	/** Milliseconds since 1970, by this device. */
	readonly now: () => number;
	checkIn(arrival: CheckIn): ReturnType<typeof checkIn>;
	checkOut(departure: CheckOut): ReturnType<typeof checkOut>;
	undo(fact: string): ReturnType<typeof undo>;
	identify(typed: Parameters<typeof identify>[1]): ReturnType<typeof identify>;
	/** A fresh random id for somebody who has none yet. */
	newPerson(): string;
	/** Asks the sync engine, in whichever tab it runs, to try now. */
	nudge(): void;
}

let opened: Promise<App> | undefined;

/** The one app of this tab. */
export const app = (): Promise<App> => (opened ??= open());

const reportDefect = (error: unknown): void => console.error(error);

async function open(): Promise<App> {
	const tables = openDexieTables(NAME);
	const { log, found } = await openLog(tables, localStorageMark(NAME), browserRandomness);
	const sync = observable<Status>({ link: { is: 'unknown' }, busy: false });
	const tabs = new BroadcastChannel(NAME);
	let nudgeLeader = (): void => tabs.postMessage({ nudge: true });

	inOneTab(`${NAME}-sync`, () => {
		const engine = createEngine({
			log,
			network: httpNetwork(location.origin),
			clock: browserClock,
			timers: browserTimers,
			random: browserRandomness,
			pollEvery: () => (document.visibilityState === 'visible' ? POLL_SEEN : POLL_HIDDEN),
			onDefect: reportDefect,
			version
		});
		const tell = (status: Status): void => {
			sync.set(status);
			tabs.postMessage({ status });
		};
		engine.status.subscribe(tell);
		nudgeLeader = () => engine.nudge();
		engine.start();
		return () => engine.stop();
	});
	tabs.onmessage = ({ data }: MessageEvent<{ nudge?: true; status?: Status }>) => {
		if (data.nudge) nudgeLeader();
		if (data.status) sync.set(data.status);
	};
	const nudge = (): void => nudgeLeader();
	// All three are only hints that trying now may be worth it.
	addEventListener('online', nudge);
	document.addEventListener('visibilitychange', () => document.hidden || nudge());
	navigator.serviceWorker?.addEventListener('message', nudge);
	// A tab that joins learns the state of the link from the try this causes.
	nudge();
	void askToKeep(log).catch(reportDefect);

	const around = { log, clock: browserClock, random: browserRandomness };
	const thenSend = async <R>(done: Promise<R>): Promise<R> => {
		const result = await done;
		nudge();
		return result;
	};
	return {
		log,
		found,
		sync,
		now: browserClock.now,
		checkIn: (arrival) => thenSend(checkIn(around, arrival)),
		checkOut: (departure) => thenSend(checkOut(around, departure)),
		undo: (fact) => thenSend(undo(around, fact)),
		identify: (typed) => identify({ log, isCode }, typed),
		newPerson: () => `p_${browserRandomness.text(12)}`,
		nudge
	};
}

/** Browsers may clear what they were not asked to keep. The answer is shown to staff. */
async function askToKeep(log: WatchableLog): Promise<void> {
	const persisted = (await navigator.storage?.persist?.()) ?? false;
	if ((await log.device()).persisted !== persisted) await log.configure({ persisted });
}
