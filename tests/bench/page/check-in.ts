import { app, type App } from '../../../src/lib/app';
import { local, shiftDay } from '../../../src/lib/domain/calendar';
import type { Availability } from '../../../src/lib/domain/availability';
import type { Centre } from '../../../src/lib/domain/centres';
import { database, pageKey, reportId, type Day } from '../../../src/lib/domain/ids';
import { openingOn } from '../../../src/lib/domain/places/slots';
import { HORIZON_DAYS } from '../../../src/lib/domain/places/wish';
import type { Reader } from '../../../src/lib/ports/fact-log';
import type { Status } from '../../../src/lib/sync/status';

/** The app itself, without its screens: what its buttons do, for who counts what that sends. */
export const kiosk = {
	/** A tablet that has taken its invitation and has loaded what it needs. */
	async ready(slug: string, code: string): Promise<void> {
		const { enrol, nudge } = await app();
		const taken = await enrol({ code });
		if (!('enrolled' in taken)) throw new Error(JSON.stringify(taken));
		nudge();
		await until(async (read) => {
			const { centre } = await read.page('centre', pageKey.centre(slug));
			if (!centre || (await read.loading()) > 0) return false;
			// The desks it may give have come, of every day: what is still coming would count, too.
			const { rights } = await read.page('ledger', pageKey.ledger(slug, lastOpenDay(centre)));
			return Object.keys(rights).length > 0;
		});
	},

	/** Somebody arrives; resolves when that is on the disk, with the visit. */
	async arrive(slug: string, person: string): Promise<string> {
		const { log, checkIn } = await app();
		const { centre } = await log.page('centre', pageKey.centre(slug));
		const done = await checkIn({ centre: centre!, person, reason: 'work', category: 'employee' });
		if ('failed' in done) throw new Error(done.failed);
		return done.visit;
	},

	/** The same; resolves when the server has acknowledged it. */
	async checkIn(slug: string, person: string): Promise<void> {
		const visit = await kiosk.arrive(slug, person);
		await until(async (read) => (await read.fate(visit))?.is === 'sent');
	},

	/** The server is asked what is new; resolves when it has answered. */
	async poll(): Promise<void> {
		const { sync, nudge } = await app();
		// Asked while busy, it would ask twice.
		await changed(sync, ({ busy }) => !busy);
		nudge();
		await changed(sync, ({ busy }) => busy);
		await changed(sync, ({ busy }) => !busy);
		const { link } = sync.current();
		if (link.is !== 'up') throw new Error(JSON.stringify(link));
	},

	/**
	 * Asks until the relay has told all it had to say, which is news to whoever polls: how full the
	 * centre is now, and, last of all it does about a new kiosk, what is left of the furthest day.
	 */
	async hearOut(slug: string): Promise<void> {
		const { log, now } = await app();
		const { day } = local(now());
		const { centre } = await log.page('centre', pageKey.centre(slug));
		const toldOf = async (day: Day): Promise<Availability | undefined> =>
			(await log.report(database.public, reportId.availability(slug, day))) as
				Availability | undefined;
		const isTold = async (): Promise<boolean> => {
			const { visits } = await log.page('day', pageKey.day(slug, day));
			if (((await toldOf(day))?.visits ?? 0) !== visits.length) return false;
			return (await toldOf(lastOpenDay(centre!)))?.online !== undefined;
		};
		while (!(await isTold())) {
			await kiosk.poll();
			// Who asks without a pause is soon asked to leave the server alone.
			await new Promise((resolve) => setTimeout(resolve, 250));
		}
	}
};
export type Kiosk = typeof kiosk;

/** The furthest day of which a kiosk is given what it may give. */
function lastOpenDay(centre: Centre): Day {
	let day = shiftDay(local(Date.now()).day, HORIZON_DAYS);
	while (openingOn(centre, [], day).length === 0) day = shiftDay(day, -1);
	return day;
}

const changed = (sync: App['sync'], wanted: (status: Status) => boolean): Promise<void> =>
	new Promise((resolve) => {
		if (wanted(sync.current())) return resolve();
		const stop = sync.subscribe((status) => {
			if (!wanted(status)) return;
			stop();
			resolve();
		});
	});

async function until(holds: (read: Reader) => Promise<boolean>): Promise<void> {
	const { log } = await app();
	await new Promise<void>((resolve, reject) => {
		const done = (held: boolean): void => {
			if (!held) return;
			resolve();
			// Not within its own first answer, when there is nothing to unsubscribe yet.
			queueMicrotask(() => watch.unsubscribe());
		};
		const watch = log.watch(holds).subscribe({ next: done, error: reject });
	});
}

Object.assign(window, { kiosk });
