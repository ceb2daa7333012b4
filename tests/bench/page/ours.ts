import {
	browserClock,
	browserRandomness,
	browserTimers,
	localStorageMark
} from '../../../src/lib/adapters/browser/device';
import { openDexieTables } from '../../../src/lib/adapters/dexie/tables';
import { httpNetwork } from '../../../src/lib/adapters/http/network';
import { database, pageKey } from '../../../src/lib/domain/ids';
import { openLog } from '../../../src/lib/log/log';
import type { FactLog } from '../../../src/lib/ports/fact-log';
import type { Tables } from '../../../src/lib/ports/tables';
import { createEngine } from '../../../src/lib/sync/engine';
import { check, type Loaded, type LoadTask } from './task';

const NEVER = 3_600_000;

/** The app's own way: its tables, log, engine and network, put together as `src/lib/app.ts` does. */
export async function load(name: string, task: LoadTask): Promise<Loaded> {
	const began = performance.now();
	const key = pageKey.day(task.centre, task.today);
	const tables = openDexieTables(name);
	const { log } = await openLog(tables, localStorageMark(name), browserRandomness);
	await log.configure({ role: 'host', centre: task.centre });

	let usable = 0;
	let left = Infinity;
	let finish = (): void => {};
	const finished = new Promise<void>((resolve) => (finish = resolve));
	const noticing: FactLog = {
		...log,
		async absorb(answer, exchange) {
			const absorbed = await log.absorb(answer, exchange);
			if (usable === 0) {
				await log.page('day', key);
				usable = performance.now() - began;
				left = await log.loading();
				if (left === 0) finish();
			}
			return absorbed;
		},
		async land(segment) {
			await log.land(segment);
			left -= 1;
			if (left === 0) finish();
		}
	};
	const engine = createEngine({
		log: noticing,
		network: httpNetwork(location.origin),
		clock: browserClock,
		timers: browserTimers,
		random: browserRandomness,
		pollEvery: () => NEVER,
		onDefect: (error) => console.error(error)
	});
	engine.start();
	await finished;
	const { visits } = await log.page('day', key);
	const whole = performance.now() - began;
	engine.stop();
	check(task, await factsIn(tables, task.centre));
	log.close();
	return { usable, whole, visits: visits.length };
}

/** Facts of a centre that rest here, in whichever form. */
export const factsIn = (tables: Tables, centre: string): Promise<number> =>
	tables.read(async (tx) => {
		const all = { from: '', to: '\uffff' };
		const rows = (await tx.range('facts', all)).filter(({ db }) => db === database.centre(centre));
		const segments = await tx.range('segments', all);
		return segments.reduce((sum, { count }) => sum + count, rows.length);
	});
