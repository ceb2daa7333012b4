import { load as dexie } from './dexie';
import { aYearAt, aYearOfMine } from './door';
import { enrol } from './enrol';
import { load as ours } from './ours';
import { fillYear, folds } from './places';
import { load as pouch } from './pouch';
import { load as raw } from './raw';
import { taps } from './taps';
import { bytesAtRest } from './task';

/** What the benchmark asks of a page, by name. */
export const bench = {
	enrol,
	loads: { ours, raw, dexie, pouch },
	taps,
	folds,
	fillYear,
	aYearAt,
	aYearOfMine,
	bytesAtRest
};
export type Bench = typeof bench;

Object.assign(window, { bench });
