import { instantOf, weekday } from '../../domain/calendar';
import type { Centre } from '../../domain/centres';
import type { Day } from '../../domain/ids';
import type { Row } from '../../domain/places/timeline';
import { axisOver, type Axis } from './axis';

/** The plan’s hours: the opening hours, an hour of air around them, and whatever lies outside. */
export function planAxis(centre: Pick<Centre, 'hours'>, day: Day, rows: readonly Row[]): Axis {
	const periods = centre.hours[weekday(day)] ?? [];
	const open = periods.map(([from, to]) => [instantOf(day, from), instantOf(day, to)] as const);
	const seen = [...open.flat(), ...rows.flatMap(({ bars }) => bars.flatMap(({ span }) => span))];
	if (seen.length === 0) seen.push(instantOf(day, '08:00'), instantOf(day, '18:00'));
	return axisOver(seen, open);
}
