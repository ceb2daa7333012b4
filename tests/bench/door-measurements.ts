import { arrivals } from './door-taps';
import { coldStarts } from './door-cold';
import { comebacks } from './door-link';
import { paints } from './door-paint';
import { DOORS, ROUTES, type Door } from './doors';
import type { Lab } from './lab';
import { median, quantile } from './numbers';
import { ms, times, type Line } from './table';

/** What people feel at the doors, by the name it can be asked for. */
export const doorMeasurements: Readonly<Record<string, (lab: Lab) => Promise<Line[]>>> = {
	doors,
	taps,
	paint,
	back
};

const ROUNDS = 5;

/** What a device holds of a year, in the words of the door's line. */
const HELD: Partial<Record<Door, string>> = {
	kiosk: 'facts',
	desk: 'facts',
	phone: 'bookings'
};

async function doors(lab: Lab): Promise<Line[]> {
	const lines: Line[] = [];
	// Of a desk nothing was promised: its code is typed as soon as there is where to.
	for (const [door, bar] of [
		['kiosk', 2_000],
		['phone', 3_000],
		['desk', undefined]
	] as const) {
		const { starts, held } = await coldStarts(lab, door, { rounds: ROUNDS, cpu: 4 });
		const usable = median(starts.map(({ answered }) => answered));
		const ratio = median(starts.map(({ answered, empty }) => answered / empty));
		const year = `${held.toLocaleString('en')} ${HELD[door]}`;
		lines.push({
			what: `cold start with no link, ${ROUTES[door]}, a year of ${year} → first tap answered`,
			...(bar && { bar: `≤ ${bar / 1000} s at 4 × slower`, of: usable / bar }),
			value: ms(usable),
			beside: [
				`shown ${ms(median(starts.map(({ shown }) => shown)))}`,
				`an empty page ${ms(median(starts.map(({ empty }) => empty)))} (${times(ratio)})`
			].join('; ')
		});
	}
	return lines;
}

async function taps(lab: Lab): Promise<Line[]> {
	const at4 = await arrivals(lab, { rounds: 6, cpu: 4 });
	const at6 = await arrivals(lab, { rounds: 4, cpu: 6 });
	const all = at4.flatMap(({ taps }) => taps.map(({ took }) => took));
	const feedback = quantile(all, 0.95);
	const saved = at4.map(({ saved }) => saved);
	const slowest = at6.map(({ taps }) => taps.reduce((a, b) => (b.took > a.took ? b : a)));
	const largest = slowest.map(({ took }) => took);
	// Half of the arrivals had no larger one: what else the machine did meets single ones.
	const inp = median(largest);
	return [
		{
			what: 'arriving by number and code: tap → feedback, p95',
			bar: '≤ 100 ms at 4 × slower',
			value: ms(feedback),
			of: feedback / 100,
			beside: `median ${ms(median(all))}, largest ${ms(Math.max(...all))} of ${all.length} taps`
		},
		{
			what: 'its last tap → saved on the disk and said so, p95',
			bar: '≤ 300 ms at 4 × slower',
			value: ms(quantile(saved, 0.95)),
			of: quantile(saved, 0.95) / 300,
			beside: `median ${ms(median(saved))}`
		},
		{
			what: 'its slowest tap (INP)',
			bar: '≤ 150 ms at 6 × slower',
			value: ms(inp),
			of: inp / 150,
			beside: `median of arrivals: ${slowest.map(({ on, took }) => `${on} ${ms(took)}`).join(', ')}`
		}
	];
}

async function paint(lab: Lab): Promise<Line[]> {
	const lines: Line[] = [];
	for (const door of DOORS) {
		const painted = await paints(lab, door, { rounds: 3, cpu: 6 });
		const largest = median(painted.map((one) => one.largest));
		const shifted = Math.max(...painted.map((one) => one.shifted));
		lines.push({
			what: `${ROUTES[door]}, installed: largest paint (LCP), and what moves by itself (CLS)`,
			bar: '≤ 2 s, ≤ 0.02 at 6 × slower',
			value: `${ms(largest)}, ${shifted.toFixed(3)}`,
			of: Math.max(largest / 2_000, shifted / 0.02),
			...(shifted > 0.02 && {
				beside: `moved: ${painted
					.flatMap(({ moved }) => moved)
					.slice(0, 3)
					.join('; ')}`
			})
		});
	}
	return lines;
}

async function back(lab: Lab): Promise<Line[]> {
	const taken = await comebacks(lab, 8);
	const worst = Math.max(...taken);
	return [
		{
			what: 'link back after 40 s, and nobody told → first fact sent, the slowest of 8',
			bar: '≤ 5 s',
			value: ms(worst),
			of: worst / 5_000,
			beside: `median ${ms(median(taken))}`
		}
	];
}
