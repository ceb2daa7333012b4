import { browserRandomness, localStorageMark } from '../../../src/lib/adapters/browser/device';
import { openDexieTables } from '../../../src/lib/adapters/dexie/tables';
import { pageKey, type Day } from '../../../src/lib/domain/ids';
import { openLog } from '../../../src/lib/log/log';

/** Milliseconds until a page of today was read. */
export interface Opened {
	/** Since the tables were opened. */
	readonly sinceOpening: number;
	/** Since the browser was told the address. */
	readonly sinceNavigation: number;
	/** Visits of the day, or claims. */
	readonly shown: number;
	/** What a fixed piece of arithmetic took: tells a throttled processor from one that is not. */
	readonly arithmetic: number;
}

async function open(name: string, centre: string, today: Day, sort: string): Promise<Opened> {
	const began = performance.now();
	const { log } = await openLog(openDexieTables(name), localStorageMark(name), browserRandomness);
	const shown =
		sort === 'ledger'
			? Object.keys((await log.page('ledger', pageKey.ledger(centre, today))).claims).length
			: (await log.page('day', pageKey.day(centre, today))).visits.length;
	const ended = performance.now();
	log.close();
	return {
		sinceOpening: ended - began,
		sinceNavigation: ended,
		shown,
		arithmetic: arithmetic()
	};
}

/** The shortest of a few: what else the machine does only ever adds to it. */
function arithmetic(): number {
	let shortest = Infinity;
	let sum = 0;
	for (let run = 0; run < 6; run += 1) {
		const began = performance.now();
		for (let i = 0; i < 5_000_000; i += 1) sum = (sum + i * 7) | 0;
		shortest = Math.min(shortest, performance.now() - began);
	}
	return shortest + (sum === 1 ? 1 : 0);
}

const [, name = '', centre = '', today = '', sort = ''] = location.hash.split('/');
Object.assign(window, { opened: open(name, centre, today, sort) });
