import { browserRandomness, localStorageMark } from '../../../src/lib/adapters/browser/device';
import { openDexieTables } from '../../../src/lib/adapters/dexie/tables';
import { shiftDay } from '../../../src/lib/domain/calendar';
import type { Centre } from '../../../src/lib/domain/centres';
import { inOrder, type Fact } from '../../../src/lib/domain/facts';
import {
	database,
	factId,
	partsOf,
	reportId,
	reportsOf,
	type Day
} from '../../../src/lib/domain/ids';
import type { PlaceReport } from '../../../src/lib/domain/places/report';
import type { News, Report } from '../../../src/lib/domain/protocol';
import { segmentText } from '../../../src/lib/domain/segments';
import { openLog } from '../../../src/lib/log/log';
import type { FactLog } from '../../../src/lib/ports/fact-log';
import { factsOf } from '../generator';
import { placeFactsOf } from '../place-facts';
import { factsIn } from './ours';

/** What the app calls its tables, on a device that somebody has enrolled by its screens. */
const NAME = 'telecentres';
const YEAR = 365;
const DAY = 86_400_000;
const LOOK_AGAIN = 250;
const PLACES_A_DAY = 100;

/**
 * A year of a centre on a device that has heard from the server: today's visits as they
 * would have come as news, every day behind as a segment of visits and places. Answers how
 * many facts of it the device holds then.
 */
export async function aYearAt(centre: Centre, today: Day, visits: number): Promise<number> {
	const tables = openDexieTables(NAME);
	const { log } = await openLog(tables, localStorageMark(NAME), browserRandomness);
	const db = database.centre(centre.slug);
	const roster = database.roster(centre.slug);
	const isHere = async () => {
		const { role } = await log.device();
		const knows = role !== 'kiosk' || (await log.reports(roster, reportsOf.roster)).size > 0;
		return knows && (await log.heard(db)) && (await log.loading()) === 0;
	};
	while (!(await isHere())) await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN));
	const byDay = new Map<Day, Fact[]>();
	for (const fact of factsOf({ centre, today, facts: visits, days: YEAR })) {
		const { day } = partsOf(fact._id);
		byDay.set(day, [...(byDay.get(day) ?? []), fact]);
	}
	await tell(log, db, { facts: byDay.get(today) ?? [] });
	for (let back = YEAR - 1; back > 0; back -= 1) {
		const day = shiftDay(today, -back);
		const places = placeFactsOf({ centre, day, facts: PLACES_A_DAY, seed: back });
		const facts = inOrder([...(byDay.get(day) ?? []), ...places]);
		await log.land({ db, day, hash: '', text: segmentText(facts), count: facts.length });
	}
	const held = await factsIn(tables, centre.slug);
	log.close();
	return held;
}

/**
 * A year of somebody's own places on their phone, as the server would have told it: a
 * half-day at a desk on every day behind, and on some of those ahead. Answers how many.
 */
export async function aYearOfMine(centre: string, today: Day, ahead: number): Promise<number> {
	const { log } = await openLog(openDexieTables(NAME), localStorageMark(NAME), browserRandomness);
	const { own, person } = await log.device();
	if (own === undefined || person === undefined) throw new Error('this is nobody’s phone');
	const facts: Fact[] = [];
	const reports: Report[] = [];
	for (let n = 0; n < YEAR + ahead; n += 1) {
		const day = shiftDay(today, n - YEAR + 1);
		const parts = { day, scope: centre, epoch: 1, seq: n + 1 };
		const booking = factId({ ...parts, device: 'ph0neb4r' });
		const claim = factId({ ...parts, device: 'kq7d2mzx' });
		const what = { space: 'desk', slots: ['am'] } as const;
		const wall = Date.now() - (YEAR + ahead - n) * DAY;
		const head = { kind: 'booking.requested', v: 1, count: n + 1, by: person, at: { wall } };
		facts.push({ _id: booking, ...head, person, ...what } as Fact);
		const standing = n < YEAR ? 'ended' : 'confirmed';
		const where = { claim, booking, centre, day, ...what, units: ['desk-4'] };
		const told: PlaceReport = { ...where, standing, sequence: 1, changed: wall };
		reports.push({ id: reportId.place(day, claim), body: told });
	}
	await tell(log, own, { facts, reports });
	log.close();
	return facts.length;
}

/** As an answer of the server that the device has heard before, at the place where it has read so far. */
async function tell(log: FactLog, db: string, news: Omit<News, 'cursor'>): Promise<void> {
	const { device, cursors } = await log.outbox({ facts: 1, bytes: 1 });
	const { instance } = device;
	const cursor = cursors[db];
	if (instance === undefined || cursor === undefined) throw new Error(`nothing was heard of ${db}`);
	const now = Date.now();
	const answer = { sync: 1, now, instance, news: { [db]: { cursor, ...news } } } as const;
	const { learned } = await log.absorb(answer, { receivedAt: now });
	if (learned !== news.facts?.length) throw new Error(`${learned} of ${news.facts?.length} came`);
}
