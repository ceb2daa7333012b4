import { openDexieTables } from './adapters/dexie/tables';
import { browserClock, browserRandomness, localStorageMark } from './adapters/browser/device';
import { inOneTab } from './adapters/browser/leader';
import type { CourseVerbs } from './course-verbs';
import type { DeviceVerbs } from './device-verbs';
import type { KioskVerbs } from './kiosk-verbs';
import { later } from './later';
import type { LearnerVerbs } from './learner-verbs';
import type { Found } from './log/open';
import { openLogWith } from './log/open-with';
import type { Upkeep } from './log/upkeep';
import type { NetworkVerbs } from './network-verbs';
import type { PaperVerbs } from './paper-verbs';
import type { PeopleVerbs } from './people-verbs';
import type { PlaceVerbs } from './place-verbs';
import type { WatchableLog } from './ports/fact-log';
import type { Office } from './ports/office';
import type { Sheets } from './ports/sheets';
import type { RefusedVerbs } from './refused-verbs';
import { soon, startAfresh, type Soon } from './soon';
import { observable, type Observed, type Status } from './sync/status';
import type { TrainingVerbs } from './training-verbs';
import {
	COURSES,
	DEVICE,
	KIOSK,
	LEARNER,
	NETWORK,
	OFFICE,
	PAPERS,
	PEOPLE,
	PLACES,
	REFUSED,
	SHEETS,
	TRAINING,
	UPKEEP
} from './verb-names';

const NAME = 'telecentres';
/** A wish is answered by the server within moments: when it is asked again, milliseconds. */
const ANSWERED_AFTER = [700, 2_000, 5_000];
const LEAD_AGAIN_AFTER = 8_000;
const AFRESH_AFTER = 20_000;

/** Verbs by who uses them. */
type Verbs =
	| 'kiosk'
	| 'device'
	| 'refused'
	| 'people'
	| 'places'
	| 'learner'
	| 'papers'
	| 'training'
	| 'courses'
	| 'network';

/** The running app: its log, its verbs and what is known of the link. With the files it fetches, the one place that names adapters. */
export interface App
	extends
		KioskVerbs,
		DeviceVerbs,
		RefusedVerbs,
		PaperVerbs,
		PeopleVerbs,
		PlaceVerbs,
		LearnerVerbs,
		TrainingVerbs,
		CourseVerbs,
		NetworkVerbs {
	readonly log: WatchableLog;
	/** What can only be done while the server answers. */
	readonly office: Office;
	/** Writes tables into files. */
	readonly sheets: Sheets;
	/** How the store was found when the app opened. */
	readonly found: Found;
	readonly sync: Observed<Status>;
	/** Milliseconds since 1970, by this device. */
	readonly now: () => number;
	/** Brings verbs near that this screen will use, so that no tap waits for them. */
	prepare(verbs: Verbs): void;
	/** What enrolling takes: a screen that exists for it shows its form once this is here. */
	readonly enrolling: Soon<unknown>;
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
	const module = soon(() => import('./link'));
	const { log, found } = await openLogWith(
		(on) =>
			later<Upkeep>(
				soon(async () => (await module.fetch()).upkeepOf(on)),
				UPKEEP
			),
		tables,
		localStorageMark(NAME),
		browserRandomness
	);
	const tools = soon(async () => (await import('./tools')).toolsOn(tables, `${NAME}-keys`));
	const link = soon(async () => {
		const [{ openLink }, { keys }] = await Promise.all([module.fetch(), tools.fetch()]);
		return openLink({ log, keys, onDefect: reportDefect });
	});
	const office = later<Office>(
		soon(async () => (await link.fetch()).office),
		OFFICE
	);
	const sheets = later<Sheets>(
		soon(async () => (await import('./sheets')).sheets),
		SHEETS
	);
	const sync = observable<Status>({ link: { is: 'unknown' }, busy: false });
	const tabs = new BroadcastChannel(NAME);
	let nudgeLeader = (): void => tabs.postMessage({ nudge: true });

	inOneTab(`${NAME}-sync`, () => {
		let stop = (): void => void (stopped = true);
		let stopped = false;
		const tell = (status: Status): void => {
			sync.set(status);
			tabs.postMessage({ status });
		};
		async function lead(): Promise<void> {
			const { engine: create } = await link.fetch();
			if (stopped) return;
			const engine = create();
			engine.status.subscribe(tell);
			nudgeLeader = () => engine.nudge();
			engine.start();
			stop = () => engine.stop();
		}
		/** Where not even its code is to be had there is no link; the next try is soon, or with the next hint. */
		let leading: Promise<void> | undefined;
		const tryToLead = (): void =>
			void (leading ??= lead().catch(() => {
				leading = undefined;
				tell({ link: { is: 'down', why: 'no-link', at: browserClock.now() }, busy: false });
				setTimeout(nudge, LEAD_AGAIN_AFTER);
				const untouched = (): boolean => !navigator.userActivation?.hasBeenActive;
				// It has been given time: reloading in vain must not be all the page does.
				if (untouched() && performance.now() > AFRESH_AFTER) void startAfresh(untouched);
			}));
		nudgeLeader = tryToLead;
		tryToLead();
		return () => stop();
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
	if (found === 'missing') recallWhenReached();

	/** Each time the server has answered, until it has said what this device was. */
	function recallWhenReached(): void {
		let asking = false;
		const stop = sync.subscribe((status) => {
			if (status.link.is !== 'up' || asking) return;
			asking = true;
			link
				.fetch()
				.then(({ recall }) => recall())
				.then((recalled) => {
					asking = false;
					if (recalled !== 'unreached') stop();
					if (recalled === 'placed') nudge();
				})
				.catch(reportDefect);
		});
	}

	const around = { log, office, clock: browserClock, random: browserRandomness };
	const thenSend = async <R>(done: Promise<R>): Promise<R> => {
		const result = await done;
		nudge();
		return result;
	};
	const askSoon = (): void => {
		for (const later of ANSWERED_AFTER) setTimeout(nudge, later);
	};
	const thenAwait = async <R>(done: Promise<R>): Promise<R> => {
		const result = await thenSend(done);
		askSoon();
		return result;
	};
	const equipped = async () => ({ ...around, ...(await tools.fetch()) });
	const verbs = {
		kiosk: soon(async () => {
			const [{ kioskVerbs }, on] = await Promise.all([import('./kiosk-verbs'), equipped()]);
			return kioskVerbs(on, thenSend, askSoon);
		}),
		device: soon(async () => {
			const [{ deviceVerbs }, on] = await Promise.all([import('./device-verbs'), equipped()]);
			return deviceVerbs(on, thenSend);
		}),
		refused: soon(async () => {
			const [{ refusedVerbs }, on] = await Promise.all([import('./refused-verbs'), equipped()]);
			return refusedVerbs(on, thenSend);
		}),
		papers: soon(async () => {
			const [{ paperVerbs }, on] = await Promise.all([import('./paper-verbs'), equipped()]);
			return paperVerbs(on);
		}),
		people: soon(async () => {
			const [{ peopleVerbs }, on] = await Promise.all([import('./people-verbs'), equipped()]);
			return peopleVerbs(on, thenSend);
		}),
		places: soon(async () =>
			(await import('./place-verbs')).placeVerbs(around, thenSend, thenAwait)
		),
		learner: soon(async () => {
			const [{ learnerVerbs }, on] = await Promise.all([import('./learner-verbs'), equipped()]);
			return learnerVerbs(on, thenSend);
		}),
		training: soon(async () => {
			const [{ trainingVerbs }, on] = await Promise.all([import('./training-verbs'), equipped()]);
			return trainingVerbs(on, thenSend);
		}),
		courses: soon(async () => (await import('./course-verbs')).courseVerbs(around, thenSend)),
		network: soon(async () => (await import('./network-verbs')).networkVerbs(around, thenSend))
	};
	return {
		...later<KioskVerbs>(verbs.kiosk, KIOSK),
		...later<DeviceVerbs>(verbs.device, DEVICE),
		...later<RefusedVerbs>(verbs.refused, REFUSED),
		...later<PaperVerbs>(verbs.papers, PAPERS),
		...later<PeopleVerbs>(verbs.people, PEOPLE),
		...later<PlaceVerbs>(verbs.places, PLACES),
		...later<LearnerVerbs>(verbs.learner, LEARNER),
		...later<TrainingVerbs>(verbs.training, TRAINING),
		...later<CourseVerbs>(verbs.courses, COURSES),
		...later<NetworkVerbs>(verbs.network, NETWORK),
		log,
		office,
		sheets,
		found,
		sync,
		now: browserClock.now,
		prepare: (of) => verbs[of].prefetch(),
		enrolling: soon(() => Promise.all([verbs.device.fetch(), link.fetch()])),
		newPerson: () => `p_${browserRandomness.text(12)}`,
		nudge
	};
}

/** Browsers may clear what they were not asked to keep. The answer is shown to staff. */
async function askToKeep(log: WatchableLog): Promise<void> {
	const persisted = (await navigator.storage?.persist?.()) ?? false;
	if ((await log.device()).persisted !== persisted) await log.configure({ persisted });
}
