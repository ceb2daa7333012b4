import { HORIZON_DAYS } from '../../src/lib/domain/places/wish';
import { doorMeasurements } from './door-measurements';
import { coldLedgers, coldOpens } from './cold-open';
import { firstLoads, firstLoadsOverALink, type Loader } from './first-load';
import type { Exchange } from '../support/fault-proxy';
import { initialScripts } from './initial-js';
import { benchPage, type Lab, type Scene } from './lab';
import { median, pairedDifference, pairedRatio, quantile } from './numbers';
import type { Taps } from './page/taps';
import { kB, MB, ms, times, type Line } from './table';
import { tapRounds } from './tapping';
import { allBytes, openCountedKiosk } from './wire';

const ROUNDS = 5;
/** Of what takes seconds each, and by far: all of it together is to take 12 minutes at most. */
const FEW = 3;
const FRAME = 1000 / 60;

/** What `npm run bench` measures, by the name it can be asked for. */
export const measurements: Readonly<Record<string, (lab: Lab) => Promise<Line[]>>> = {
	'first-load': async (lab) => [
		...(await firstLoadOf(lab, lab.scenes.small, ['pouch'], 0.5)),
		...(await firstLoadOf(lab, lab.scenes.large, [], 0.25))
	],
	link: async (lab) => [
		...(await overALink(lab, lab.scenes.small, true)),
		...(await overALink(lab, lab.scenes.large, false))
	],
	requests,
	put,
	screen,
	cold,
	ledger,
	scripts,
	...doorMeasurements
};

async function firstLoadOf(
	lab: Lab,
	scene: Scene,
	apart: readonly Loader[],
	bar: number
): Promise<Line[]> {
	const loads = {
		...(await firstLoads(lab, scene, ['ours', 'raw', 'dexie'], ROUNDS)),
		// So slow that what it leaves the machine to do would slow down the others.
		...(await firstLoads(lab, scene, apart, FEW))
	};
	const wholes = (loader: string): number[] => loads[loader]!.map(({ whole }) => whole);
	const rests = (loader: string): number => median(loads[loader]!.map(({ atRest }) => atRest));
	const count = scene.facts.length.toLocaleString('en');
	const ratio = pairedRatio(wholes('ours'), wholes('raw'));
	const others = ['raw', 'dexie', ...apart];
	return [
		{
			what: `first load, ${count} facts`,
			bar: `≤ ${bar} × raw IndexedDB`,
			value: `${times(ratio)} (${ms(median(wholes('ours')))})`,
			of: ratio / bar,
			beside: others.map((name) => `${name} ${ms(median(wholes(name)))}`).join(', ')
		},
		{
			what: `  today's page of it`,
			value: ms(median(loads['ours']!.map(({ usable }) => usable)))
		},
		{
			what: `  at rest on the disk`,
			value: MB(rests('ours')),
			beside: others.map((name) => `${name} ${MB(rests(name))}`).join(', ')
		}
	];
}

async function overALink(lab: Lab, scene: Scene, isBar: boolean): Promise<Line[]> {
	const count = scene.facts.length;
	const named = count.toLocaleString('en');
	const [fast] = await firstLoadsOverALink(lab, scene, { slow: false, rounds: 1 });
	const slow = await firstLoadsOverALink(lab, scene, { slow: true, rounds: isBar ? FEW : 1 });
	const bytes = allBytes(fast!.exchanges);
	const each = bytes / count;
	const usable = median(slow.map((load) => load.usable));
	const whole = median(slow.map((load) => load.whole));
	return [
		{
			what: `bytes a fact, first load of ${named}`,
			...(isBar && { bar: '≤ 60 B', of: each / 60 }),
			value: `${each.toFixed(1)} B`,
			beside: `${fast!.exchanges.length} requests, ${kB(bytes)} with both heads`
		},
		{
			what: `today's page at 400 kbit/s, 300 ms; ${named} there`,
			...(isBar && { bar: '≤ 1 s', of: usable / 1000 }),
			value: ms(usable),
			beside: `all of it ${ms(whole)}`
		}
	];
}

async function requests(lab: Lab): Promise<Line[]> {
	const context = await lab.browser();
	// Not the centre of a scene: what is counted there must stay what it was.
	const kiosk = await openCountedKiosk(lab.root, lab.app, context, 'saint-flour');
	const arrivals: (readonly Exchange[])[] = [];
	const polls: (readonly Exchange[])[] = [];
	for (let round = 0; round < ROUNDS * 2; round += 1) {
		arrivals.push(await kiosk.checkIn());
		polls.push(await kiosk.idlePoll());
	}
	await kiosk.close();
	await context.close();
	const line = (what: string, all: typeof arrivals, bar: number): Line => {
		const most = Math.max(...all.map((exchanges) => exchanges.length));
		const bytes = all.map(allBytes);
		const { up = 0, down = 0 } = all.at(-1)?.[0] ?? {};
		return {
			what,
			bar: `1 request, ≤ ${bar / 1000} kB all in`,
			value: `${most} request, ${kB(Math.max(...bytes))} at most`,
			of: Math.max(most, Math.max(...bytes) / bar),
			beside: `median ${kB(median(bytes))}; the last ${up} B up, ${down} B down`
		};
	};
	return [
		line('a check-in, up and acknowledged', arrivals, 1_600),
		line('an idle poll', polls, 1_200)
	];
}

const p50 = (rounds: readonly Taps[], name: keyof Taps): number[] =>
	rounds.map((taps) => median(taps[name]));
const NAMES = ['raw', 'dexie', 'pouch'] as const;

async function put(lab: Lab): Promise<Line[]> {
	const { centre, today } = lab.scenes.small;
	const plan = { centre, today, facts: 150, days: 1 };
	const lines: Line[] = [];
	for (const cpu of [1, 4]) {
		const rounds = await tapRounds(lab, plan, 'on-the-disk', { rounds: ROUNDS, count: 40, cpu });
		const ratio = pairedRatio(p50(rounds, 'ours'), p50(rounds, 'dexie'));
		const slowest = quantile(
			rounds.flatMap(({ ours }) => ours),
			0.95
		);
		lines.push({
			what: `durable check-in with its page${cpu > 1 ? `, ${cpu} × slower` : ''}`,
			...(cpu === 1 && { bar: '≤ 1.5 × plain Dexie', of: ratio / 1.5 }),
			value: `${times(ratio)} (${ms(median(p50(rounds, 'ours')))}, p95 ${ms(slowest)})`,
			beside: NAMES.map((name) => `${name} ${ms(median(p50(rounds, name)))}`).join(', ')
		});
	}
	return lines;
}

async function screen(lab: Lab): Promise<Line[]> {
	const { centre, today, facts } = lab.scenes.small;
	const plan = { centre, today, facts: facts.length };
	const options = { rounds: ROUNDS, count: 30, cpu: 1 };
	const rounds = await tapRounds(lab, plan, 'on-screen', options);
	const more = pairedDifference(p50(rounds, 'ours'), p50(rounds, 'dexie'));
	return [
		{
			what: `tap → committed and on the screen, ${facts.length.toLocaleString('en')} there`,
			bar: '≤ plain Dexie + 16.7 ms',
			value: `${ms(median(p50(rounds, 'ours')))} (Dexie ${more < 0 ? '−' : '+'} ${ms(Math.abs(more))})`,
			of: more / FRAME,
			beside: NAMES.map((name) => `${name} ${ms(median(p50(rounds, name)))}`).join(', ')
		}
	];
}

async function cold(lab: Lab): Promise<Line[]> {
	const scene = lab.scenes.large;
	const { page, desk, slower } = await coldOpens(lab, scene, { rounds: FEW, cpu: 4 });
	const since = page.map(({ sinceOpening }) => sinceOpening);
	const navigated = median(page.map(({ sinceNavigation }) => sinceNavigation));
	const named = scene.facts.length.toLocaleString('en');
	return [
		{
			what: `cold open, ${named} there: tables opened → day page read`,
			bar: '≤ 300 ms at 4 × slower',
			value: ms(median(since)),
			of: median(since) / 300,
			beside: `from navigation ${ms(navigated)}; arithmetic ${slower.toFixed(1)} × slower`
		},
		{
			what: `  navigation → /desk shows the day`,
			value: desk.length > 0 ? ms(median(desk)) : 'not seen'
		}
	];
}

/** The largest centre's day of places: from its facts, and out of a year of them. */
async function ledger(lab: Lab): Promise<Line[]> {
	const { centre, today } = lab.scenes.large;
	const facts = 500;
	const context = await lab.browser();
	const origin = await lab.origin();
	const page = await benchPage(context, origin.url);
	const taken = await page.evaluate(
		([centre, today, facts]) => window.bench.folds(centre, today, facts, 100),
		[centre, today, facts] as const
	);
	await context.close();
	await origin.close();
	const year = { centre, today, before: 365, ahead: HORIZON_DAYS, each: 100 };
	const { opened, facts: there } = await coldLedgers(lab, year, { rounds: FEW, cpu: 4 });
	const since = median(opened.map(({ sinceOpening }) => sinceOpening));
	return [
		{
			what: `a centre's day of ${facts} facts → ledger and day page`,
			bar: '≤ 5 ms',
			value: ms(median(taken)),
			of: median(taken) / 5,
			beside: `p95 ${ms(quantile(taken, 0.95))}`
		},
		{
			what: `cold open, a year of places, ${there.toLocaleString('en')} facts: tables opened → ledger read`,
			bar: '≤ 300 ms at 4 × slower',
			value: ms(since),
			of: since / 300,
			beside: `from navigation ${ms(median(opened.map(({ sinceNavigation }) => sinceNavigation)))}`
		}
	];
}

async function scripts(lab: Lab): Promise<Line[]> {
	const origin = await lab.origin();
	const lines: Line[] = [];
	for (const route of ['/kiosk', '/me', '/desk', '/device', '/']) {
		const context = await lab.browser();
		const loaded = await initialScripts(lab.root, context, `${origin.url}${route}`);
		await context.close();
		const sum = [...loaded.values()].reduce((all, size) => all + size, 0);
		lines.push({
			what: `scripts ${route} loads before anybody touches it`,
			bar: '≤ 150 kB brotli',
			value: kB(sum),
			of: sum / 150_000,
			beside: `${loaded.size} files`
		});
	}
	await origin.close();
	return lines;
}
