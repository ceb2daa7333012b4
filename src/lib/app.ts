import { version } from '$app/environment';
import { openDexieTables } from './adapters/dexie/tables';
import {
	browserClock,
	browserRandomness,
	browserTimers,
	localStorageMark
} from './adapters/browser/device';
import { browserKeys } from './adapters/browser/keys';
import { inOneTab } from './adapters/browser/leader';
import { keptTries } from './adapters/browser/tries';
import { browserCodes } from './adapters/browser/verifier';
import { httpNetwork } from './adapters/http/network';
import { httpOffice } from './adapters/http/office';
import type { CourseVerbs } from './course-verbs';
import { later } from './later';
import type { LearnerVerbs } from './learner-verbs';
import { openLog } from './log/log';
import type { Found } from './log/open';
import type { PeopleVerbs } from './people-verbs';
import type { PlaceVerbs } from './place-verbs';
import type { TrainingVerbs } from './training-verbs';
import type { WatchableLog } from './ports/fact-log';
import type { Office } from './ports/office';
import { createEngine } from './sync/engine';
import { observable, type Observed, type Status } from './sync/status';
import { checkIn, type CheckIn } from './usecases/check-in';
import { checkOut, type CheckOut } from './usecases/check-out';
import { enrol, type Enrolment } from './usecases/enrol';
import type { Placing } from './usecases/find-place';
import { identify } from './usecases/identify';
import { recallPlace } from './usecases/recall-place';
import { scan } from './usecases/scan';
import { serve } from './usecases/serve';
import { setLock, type Staff } from './usecases/set-lock';
import { signOut } from './usecases/sign-out';
import { undo } from './usecases/undo';
import { unlock } from './usecases/unlock';

const NAME = 'telecentres';
const POLL_SEEN = 8_000;
const POLL_HIDDEN = 60_000;
/** A wish is answered by the server within moments: when it is asked again, milliseconds. */
const ANSWERED_AFTER = [700, 2_000, 5_000];

/** The running app: its log, its verbs and what is known of the link. The one place that names adapters. */
export interface App extends PeopleVerbs, PlaceVerbs, CourseVerbs, TrainingVerbs, LearnerVerbs {
	readonly log: WatchableLog;
	/** What can only be done while the server answers. */
	readonly office: Office;
	/** How the store was found when the app opened. */
	readonly found: Found;
	readonly sync: Observed<Status>;
	/** Milliseconds since 1970, by this device. */
	readonly now: () => number;
	checkIn(arrival: CheckIn): ReturnType<typeof checkIn>;
	checkOut(departure: CheckOut): ReturnType<typeof checkOut>;
	/** `was` is the place somebody had who now takes back their departure. */
	undo(fact: string, was?: Placing): ReturnType<typeof undo>;
	identify(typed: Parameters<typeof identify>[1]): ReturnType<typeof identify>;
	/** Whose badge a scanned text is. */
	scan(text: string): ReturnType<typeof scan>;
	enrol(enrolment: Enrolment): ReturnType<typeof enrol>;
	/** Who works with this device, and by which code it opens to them. */
	setLock(staff: Staff): ReturnType<typeof setLock>;
	unlock(code: string): ReturnType<typeof unlock>;
	/** Ends this device's account, once nothing waits to be sent. */
	signOut(): ReturnType<typeof signOut>;
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
	const keys = browserKeys(`${NAME}-keys`);
	const network = httpNetwork(location.origin, {
		proof: { account: async () => (await log.device()).account, sign: keys.sign }
	});
	const office = httpOffice(location.origin, { renew: network.renew });
	const sync = observable<Status>({ link: { is: 'unknown' }, busy: false });
	const tabs = new BroadcastChannel(NAME);
	let nudgeLeader = (): void => tabs.postMessage({ nudge: true });

	inOneTab(`${NAME}-sync`, () => {
		const engine = createEngine({
			log,
			network,
			clock: browserClock,
			timers: browserTimers,
			random: browserRandomness,
			pollEvery: () => (document.visibilityState === 'visible' ? POLL_SEEN : POLL_HIDDEN),
			onDefect: reportDefect,
			follow: () => serve({ log, clock: browserClock }),
			version,
			estimate: async () => {
				const { usage: used, quota } = (await navigator.storage?.estimate?.()) ?? {};
				return { used, quota };
			}
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
	if (found === 'missing') recallWhenReached();

	/** Each time the server has answered, until it has said what this device was. */
	function recallWhenReached(): void {
		let asking = false;
		const stop = sync.subscribe(({ link }) => {
			if (link.is !== 'up' || asking) return;
			asking = true;
			recallPlace({ log, office })
				.then((recalled) => {
					asking = false;
					if (recalled !== 'unreached') stop();
					if (recalled === 'placed') nudge();
				})
				.catch(reportDefect);
		});
	}

	const around = {
		log,
		office,
		keys,
		clock: browserClock,
		random: browserRandomness,
		codes: browserCodes,
		tries: keptTries({ tables, timers: browserTimers, passed: () => performance.now() })
	};
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
	return {
		...later<PeopleVerbs>(
			async () => (await import('./people-verbs')).peopleVerbs(around, thenSend),
			[
				'register',
				'amend',
				'issueCode',
				'issueBadge',
				'voidBadge',
				'erasePerson',
				'tieVisit',
				'appointStaff',
				'dismissStaff'
			]
		),
		...later<PlaceVerbs>(
			async () => (await import('./place-verbs')).placeVerbs(around, thenSend, thenAwait),
			[
				'claimDay',
				'extendStay',
				'requestPlace',
				'requestSeries',
				'cancelBooking',
				'acceptOffer',
				'seeBooking',
				'assignPlace',
				'movePlace',
				'cancelPlace',
				'blockPlace',
				'closeCentre',
				'reopenCentre',
				'keepPlaces',
				'tellPlace'
			]
		),
		...later<CourseVerbs>(
			async () => (await import('./course-verbs')).courseVerbs(around, thenSend),
			['describeCourse', 'withdrawCourse', 'writeLesson', 'writeQuiz']
		),
		...later<LearnerVerbs>(
			async () => (await import('./learner-verbs')).learnerVerbs(around, thenSend),
			['readLesson', 'answerQuiz', 'fetchCourse', 'sign']
		),
		...later<TrainingVerbs>(
			async () => (await import('./training-verbs')).trainingVerbs(around, thenSend),
			[
				'introduceTrainer',
				'formGroup',
				'changeGroup',
				'enrolLearner',
				'stateEnrolment',
				'planSessions',
				'changeSession',
				'moveSession',
				'cancelSession',
				'noteAttendance',
				'noteAllPresent',
				'undoAttendance',
				'addWalkIn',
				'tieLearner',
				'assessObjective',
				'makeNote',
				'amendLearner',
				'askEnrolment',
				'strikeSignature',
				'coherenceOf'
			]
		),
		log,
		office,
		found,
		sync,
		now: browserClock.now,
		async checkIn(arrival) {
			const done = await thenSend(checkIn(around, arrival));
			if ('place' in done && done.place?.is === 'asked') askSoon();
			return done;
		},
		checkOut: (departure) => thenSend(checkOut(around, departure)),
		undo: (fact, was) => thenSend(undo(around, fact, was)),
		identify: (typed) => identify(around, typed),
		scan: (text) => scan(around, text),
		enrol: (enrolment) => thenSend(enrol(around, enrolment)),
		setLock: (staff) => thenSend(setLock(around, staff)),
		unlock: (code) => unlock(around, code),
		signOut: () => thenSend(signOut(around)),
		newPerson: () => `p_${browserRandomness.text(12)}`,
		nudge
	};
}

/** Browsers may clear what they were not asked to keep. The answer is shown to staff. */
async function askToKeep(log: WatchableLog): Promise<void> {
	const persisted = (await navigator.storage?.persist?.()) ?? false;
	if ((await log.device()).persisted !== persisted) await log.configure({ persisted });
}
