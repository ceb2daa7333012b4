import { verdict, type Line } from './table';

/** What `bench-results.json` holds. */
export interface Results {
	/** When the run began, ISO 8601. */
	readonly at: string;
	readonly machine: {
		readonly cpus: number;
		readonly model?: string | undefined;
		readonly node: string;
		/** Processes that wanted a processor when the run began, the mean of a minute: more than there are is a noisy run. */
		readonly load: number;
	};
	/** How long all of it took, seconds. */
	readonly took: number;
	readonly results: readonly (Line & { readonly verdict: string })[];
}

const BEGIN = '<!-- bench:begin -->';
const END = '<!-- bench:end -->';

/** What was promised and what was measured, as the README has it. */
export function performanceTable({ at, machine, results, took }: Results): string {
	const promised = results.filter(({ bar }) => bar !== undefined);
	const kept = promised.filter(({ of = 0 }) => of <= 1).length;
	const { cpus, model = 'an unnamed processor', node, load } = machine;
	const minutes = Math.round(took / 60);
	return [
		`${kept} of ${promised.length} bars met on ${at.slice(0, 10)}, in ${minutes} min on ${cpus} × ${model}, Node ${node.slice(1)}, load ${load.toFixed(1)} when it began.`,
		'',
		'| What | Bar | Measured | |',
		'|---|---|---|---|',
		...promised.map(
			(line) => `| ${line.what.trim()} | ${line.bar} | ${line.value} | ${verdict(line)} |`
		)
	].join('\n');
}

/** The README with another table between its two marks. Throws where they are not there once each, in order. */
export function withPerformance(readme: string, table: string): string {
	const [before, rest, ...more] = readme.split(BEGIN);
	const [, after, ...evenMore] = rest?.split(END) ?? [];
	if (before === undefined || after === undefined || more.length + evenMore.length > 0)
		throw new Error(`the README needs ${BEGIN} and ${END}, once each`);
	return `${before}${BEGIN}\n${table}\n${END}${after}`;
}
