import {
	HALF_DAY_COLUMNS,
	openHalfDays,
	openTotals,
	TOTAL_COLUMNS
} from '../../../domain/training/open-tables';
import type { Table, Value } from '../../../ports/sheets';
import type { Exported } from './exported';
import { rounded } from './named-tables';

/** A group's tables for programs, without anybody's name: see domain/training/open-tables.ts. */

type Columns = typeof HALF_DAY_COLUMNS | typeof TOTAL_COLUMNS;

const tableOf = (
	title: string,
	columns: Columns,
	rows: readonly Readonly<Record<string, Value>>[]
): Table => ({
	title,
	columns: columns.map(([title, is]) => ({ title, is })),
	rows: rows.map((row) => columns.map(([name]) => tidy(row[name])))
});
const tidy = (value: Value): Value => (typeof value === 'number' ? rounded(value) : value);

type Numbers = ReadonlyMap<string, string>;

export const openAttendance = ({ lines, sight: { group } }: Exported, numbers: Numbers): Table =>
	tableOf(
		'attendance',
		HALF_DAY_COLUMNS,
		openHalfDays(
			lines.map((one) => ({
				...one,
				module: one.session.module,
				standing: one.follower?.standing.is
			})),
			{ group, numbers }
		)
	);

export const openHours = ({ totals, sight: { group } }: Exported, numbers: Numbers): Table =>
	tableOf(
		'hours',
		TOTAL_COLUMNS,
		openTotals(
			totals.map(({ follower, called: _, ...one }) => ({
				...one,
				standing: follower?.standing.is
			})),
			{ group, numbers }
		)
	);
