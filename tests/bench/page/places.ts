import { browserRandomness, localStorageMark } from '../../../src/lib/adapters/browser/device';
import { openDexieTables } from '../../../src/lib/adapters/dexie/tables';
import { shiftDay } from '../../../src/lib/domain/calendar';
import type { Centre } from '../../../src/lib/domain/centres';
import type { Fact } from '../../../src/lib/domain/facts';
import type { LedgerPage } from '../../../src/lib/domain/folds/ledger';
import { database, pageKey, partsOf, type Day } from '../../../src/lib/domain/ids';
import { foldPage } from '../../../src/lib/domain/pages';
import { segmentText } from '../../../src/lib/domain/segments';
import { openLog } from '../../../src/lib/log/log';
import { factsOf } from '../generator';
import { placeFactsOf } from '../place-facts';

/** Half of them about places, half about who came: milliseconds of every fold of both pages from nothing. */
export function folds(centre: Centre, day: Day, facts: number, runs: number): number[] {
	const half = Math.floor(facts / 2);
	const visits = factsOf({ centre, today: day, facts: half, days: 1 });
	const places = placeFactsOf({ centre, day, facts: facts - half });
	const taken: number[] = [];
	// The first runs are not counted: nobody's first is typical.
	for (let run = -20; run < runs; run += 1) {
		const began = performance.now();
		const seen = foldPage(pageKey.day(centre.slug, day), visits);
		const ledger = foldPage(pageKey.ledger(centre.slug, day), places);
		const took = performance.now() - began;
		if (run >= 0) taken.push(took);
		check(ledger.value as LedgerPage, places);
		if (Object.keys(seen).length === 0) throw new Error('nothing was folded');
	}
	return taken;
}

/** A device that has a year of bookings behind it and the whole horizon before it; answers how many facts it holds. */
export async function fillYear(
	name: string,
	{ centre, today, before, ahead, each }: Year
): Promise<number> {
	const { log } = await openLog(openDexieTables(name), localStorageMark(name), browserRandomness);
	await log.configure({ role: 'host', centre: centre.slug });
	const db = database.centre(centre.slug);
	const now = Date.now();
	const dayFacts = (back: number): Fact[] =>
		placeFactsOf({ centre, day: shiftDay(today, back), facts: each, seed: back + before + 1 });
	const open = Array.from({ length: ahead + 1 }, (_, i) => dayFacts(i));
	const news = { [db]: { cursor: '1.1', facts: open.flat() } };
	await log.absorb({ sync: 1, now, instance: 'bench', news }, { receivedAt: now });
	for (let back = before; back > 0; back -= 1) {
		const facts = dayFacts(-back);
		const [first] = facts as [Fact];
		const { day } = partsOf(first._id);
		await log.land({ db, day, hash: '', text: segmentText(facts), count: facts.length });
	}
	log.close();
	return (before + ahead + 1) * each;
}

export interface Year {
	readonly centre: Centre;
	readonly today: Day;
	/** Days there are behind and ahead of today. */
	readonly before: number;
	readonly ahead: number;
	/** Facts a day. */
	readonly each: number;
}

/** A fold that leaves out what it does not understand would be fast. */
function check({ claims, rights, unknown }: LedgerPage, facts: readonly Fact[]): void {
	const made = facts.filter(
		({ kind, ...fact }) =>
			kind === 'place.claimed' || (kind === 'place.granted' && !('claim' in fact))
	);
	const held = Object.values(claims).filter((claim) => claim.held);
	const live = Object.values(rights).filter(({ claim }) => claim !== undefined);
	const isWhole = Object.keys(claims).length === made.length && held.length === live.length;
	if (!isWhole || unknown > 0 || held.length === 0) throw new Error('the ledger is not whole');
}
