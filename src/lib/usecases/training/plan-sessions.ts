import { database, pageKey, partsOf, type Day, type FactId } from '../../domain/ids';
import type { Half } from '../../domain/training/kinds';
import { MOST_AT_ONCE, MOST_HOURS } from '../../domain/training/schedule';
import type { Clock } from '../../ports/clock';
import type { FactLog } from '../../ports/fact-log';
import { trainingDraft, type NoRoom } from './drafts';

export interface PlannedHalfDay {
	readonly day: Day;
	readonly half: Half;
	/** Of training. */
	readonly hours: number;
}

export interface Planning {
	readonly group: FactId;
	readonly halfDays: readonly PlannedHalfDay[];
	readonly module?: string;
	/** A space of the group's centre. */
	readonly space?: string;
	readonly trainer: string;
}

export type PlanProblem = 'none' | 'hours' | 'many' | 'unknown-group';

export type Planned =
	| {
			readonly planned: readonly FactId[];
			/** The group has these already. */
			readonly already: number;
	  }
	| { readonly wrong: PlanProblem }
	| NoRoom;

export const areHours = (hours: number): boolean =>
	Number.isFinite(hours) && hours >= 0.25 && hours <= MOST_HOURS;

/** Half-days of a group, all at once. One it has already is not planned twice. */
export async function planSessions(
	{ log, clock }: { log: FactLog; clock: Clock },
	{ group, halfDays, module, space, trainer }: Planning
): Promise<Planned> {
	if (halfDays.length === 0) return { wrong: 'none' };
	if (halfDays.length > MOST_AT_ONCE) return { wrong: 'many' };
	if (!halfDays.every(({ hours }) => areHours(hours))) return { wrong: 'hours' };
	const wall = clock.now();
	const ofGroup = pageKey.group(group);
	const months = [...new Set(halfDays.map(({ day }) => pageKey.agenda(day.slice(0, 7))))];
	const done = await log.commit([ofGroup, ...months], (read, device) => {
		const formed = read(ofGroup, 'group').group;
		if (!formed) return { drafts: [], result: undefined };
		const taken = new Set(
			months
				.flatMap((month) => Object.values(read(month, 'agenda').sessions))
				.filter((one) => one.group === group && one.cancelled === undefined)
				.map(({ day, half }) => `${day} ${half}`)
		);
		const draft = trainingDraft(wall, device);
		const wanted = halfDays.filter(({ day, half }) => !taken.has(`${day} ${half}`));
		const scope = partsOf(group).scope;
		return {
			drafts: wanted.map(({ day, half, hours }) => {
				const what = { course: formed.course, group, half, hours, trainer };
				const fields = { ...what, ...(module && { module }), ...(space && { space }) };
				return draft('session.planned', { scope, day, db: database.public }, fields);
			}),
			result: halfDays.length - wanted.length
		};
	});
	if ('failed' in done) return done;
	if (done.result === undefined) return { wrong: 'unknown-group' };
	return { planned: done.facts.map(({ _id }) => _id), already: done.result };
}
