/** One line of the result. */
export interface Line {
	readonly what: string;
	readonly bar?: string;
	readonly value: string;
	/** How many times the bar was used: 1 is just met. Absent where nothing was promised. */
	readonly of?: number;
	/** What else was seen, for comparison. */
	readonly beside?: string;
}

export const verdict = ({ of }: Line): string => {
	if (of === undefined) return '';
	return of <= 1 ? 'met' : `MISSED by ${Math.round((of - 1) * 100)} %`;
};

export const asTable = (lines: readonly Line[]): string => {
	const rows = [
		['what', 'bar', 'measured', '', 'beside'],
		...lines.map((line) => [
			line.what,
			line.bar ?? '–',
			line.value,
			verdict(line),
			line.beside ?? ''
		])
	];
	const widths = [0, 1, 2, 3, 4].map((i) => Math.max(...rows.map((row) => row[i]!.length)));
	const drawn = rows.map((row) =>
		row
			.map((cell, i) => cell.padEnd(widths[i]!))
			.join('  ')
			.trimEnd()
	);
	return [drawn[0], '-'.repeat(Math.min(160, drawn[0]!.length + 60)), ...drawn.slice(1)].join('\n');
};

export const ms = (value: number): string =>
	value < 20
		? `${value.toFixed(1)} ms`
		: value < 10_000
			? `${Math.round(value)} ms`
			: `${(value / 1000).toFixed(1)} s`;
export const kB = (bytes: number): string => `${(bytes / 1000).toFixed(bytes < 10_000 ? 2 : 0)} kB`;
export const MB = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
export const times = (ratio: number): string => `${ratio.toFixed(2)} ×`;
