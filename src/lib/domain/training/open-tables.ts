import type { GroupPage } from '../folds/group';
import type { Attended, Totals } from './attended';
import type { Standing } from './enrolments';

/**
 * A group's figures for whoever takes them: whoever that is may pass them on, and may
 * know the people. So there is nothing in them to know somebody by: no name, employer or
 * card; no reason in anybody's words; no time of day; not who pays or who sent them
 * (one of those who send is there for people with a disability). A learner is a number
 * given for this once, in an order made by lot: two exports do not fit together. Of a
 * group of fewer than five there is none, as with all figures of the network.
 *
 * Columns have names for programs, the same in every language. Hours are decimal.
 */

/** Figures about fewer people would tell of each of them. */
export const FEWEST = 5;

export const HALF_DAY_COLUMNS = [
	['day', 'day'],
	['half', 'text'],
	['course', 'text'],
	['module', 'text'],
	['centre', 'text'],
	['learner', 'text'],
	['attendance', 'text'],
	['late_minutes', 'number'],
	['planned_hours', 'number'],
	['realised_hours', 'number'],
	['signed', 'text'],
	['trainer_signed', 'text'],
	['standing', 'text']
] as const;
export const TOTAL_COLUMNS = [
	['course', 'text'],
	['centre', 'text'],
	['learner', 'text'],
	['half_days', 'number'],
	['present', 'number'],
	['late', 'number'],
	['absent', 'number'],
	['unsaid', 'number'],
	['late_minutes', 'number'],
	['signed', 'number'],
	['planned_hours', 'number'],
	['realised_hours', 'number'],
	['standing', 'text']
] as const;

type Named<Columns extends readonly (readonly [string, string])[]> = Readonly<
	Record<Columns[number][0], string | number | undefined>
>;
export type OpenHalfDay = Named<typeof HALF_DAY_COLUMNS>;
export type OpenTotal = Named<typeof TOTAL_COLUMNS>;

/** What is the same in every line. */
interface Frame {
	readonly group: NonNullable<GroupPage['group']>;
	readonly numbers: ReadonlyMap<string, string>;
}
type Stands = { readonly standing?: Standing['is'] | undefined };

/** A number for everybody, by lot: `lots` are as many random numbers. */
export function numbered(
	people: readonly string[],
	lots: readonly number[]
): ReadonlyMap<string, string> {
	const drawn = people.map((person, i) => ({ person, lot: lots[i] ?? 0 }));
	drawn.sort((a, b) => a.lot - b.lot);
	return new Map(drawn.map(({ person }, i) => [person, `L${String(i + 1).padStart(2, '0')}`]));
}

/** In time, and then by number: the order of the roll would tell who is who. */
export const openHalfDays = (
	lines: readonly (Attended & Stands & { readonly module?: string | undefined })[],
	{ group, numbers }: Frame
): readonly OpenHalfDay[] =>
	lines
		.map(({ session, line: { person, mark, signature }, hours, trainer, module, standing }) => ({
			...{ day: session.day, half: session.half, course: group.course, module },
			...{ centre: group.centre, learner: numbers.get(person), attendance: mark?.is },
			late_minutes: mark?.is === 'late' ? mark.minutes : undefined,
			...{ planned_hours: session.hours, realised_hours: hours, standing },
			signed: signature ? 'yes' : 'no',
			trainer_signed: trainer ? 'yes' : 'no'
		}))
		.sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));

export const openTotals = (
	totals: readonly (Totals & Stands)[],
	{ group, numbers }: Frame
): readonly OpenTotal[] =>
	totals
		.map(({ person, halfDays, planned, realised, minutes, standing, ...counts }) => ({
			...{ course: group.course, centre: group.centre, learner: numbers.get(person) },
			...{ half_days: halfDays, ...counts, late_minutes: minutes },
			...{ planned_hours: planned, realised_hours: realised, standing }
		}))
		.sort((a, b) => ((a.learner ?? '') < (b.learner ?? '') ? -1 : 1));

const orderOf = ({ day, half, learner }: OpenHalfDay): string => `${day} ${half} ${learner}`;
