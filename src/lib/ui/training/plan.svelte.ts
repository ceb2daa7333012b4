import { shiftDay, weekday } from '../../domain/calendar';
import type { Centre } from '../../domain/centres';
import { isDay, type Day } from '../../domain/ids';
import type { Half } from '../../domain/training/kinds';
import { halfDaysOf, usualHours, type HalfDay } from '../../domain/training/schedule';
import type { PlannedHalfDay } from '../../usecases/training/plan-sessions';
import type { GroupSight } from './group';
import { hoursIn } from './hours';

export interface PlannedDate extends HalfDay {
	readonly key: string;
	readonly chosen: boolean;
}

/** What a trainer fills in to plan half-days of a group: one, or the same ones each week. */
export class PlanForm {
	weekly = $state(false);
	day = $state<Day>('');
	from = $state<Day>('');
	to = $state<Day>('');
	weekdays = $state.raw<readonly number[]>([]);
	halves = $state.raw<readonly Half[]>(['am']);
	module = $state('');
	space = $state('');
	trainer = $state('');
	/** As typed; empty for the opening hours of each half-day. */
	hours = $state('');
	#skipped = $state.raw<readonly string[]>([]);

	constructor({ group, centre, course }: GroupSight, today: Day, trainer: string) {
		const first = group.from > today ? group.from : today;
		this.day = first;
		this.from = first;
		this.to = group.to < first ? shiftDay(first, 28) : group.to;
		this.weekdays = [weekday(first)];
		this.trainer = trainer;
		this.module = course?.modules[0]?.id ?? '';
		this.space = centre?.spaces.find(({ kind }) => kind === 'training')?.id ?? '';
	}

	toggleDay(day: number): void {
		this.weekdays = toggled(this.weekdays, day).toSorted();
	}
	toggleHalf(half: Half): void {
		this.halves = toggled(this.halves, half).toSorted();
	}
	skip(key: string): void {
		this.#skipped = toggled(this.#skipped, key);
	}

	dates(sight: GroupSight, centre: Centre): readonly PlannedDate[] {
		const [from, to] = this.weekly ? [this.from, this.to] : [this.day, this.day];
		if (!isDay(from) || !isDay(to)) return [];
		const weekdays = this.weekly ? this.weekdays : [weekday(from)];
		const wanted = {
			...{ group: sight.group.id, trainer: this.trainer },
			...(this.space && { space: this.space })
		};
		const premises = { centre, closures: sight.closures };
		const pattern = { weekdays, halves: this.halves, from, to };
		return halfDaysOf(pattern, premises, wanted, sight.sessions).map((one) => {
			const key = `${one.day} ${one.half}`;
			const isTheirs = one.clashes.some(({ is }) => is === 'group');
			// Once, on a day they chose, a closed centre is their own business; in a series it is skipped.
			const isPossible = !isTheirs && (!one.closed || !this.weekly);
			return { ...one, key, chosen: isPossible && !this.#skipped.includes(key) };
		});
	}

	/** Those that are to be planned, with their hours; `NaN` where what was typed is no number. */
	planned(sight: GroupSight, centre: Centre): readonly PlannedHalfDay[] {
		const premises = { centre, closures: sight.closures };
		return this.dates(sight, centre)
			.filter(({ chosen }) => chosen)
			.map(({ day, half }) => ({
				...{ day, half },
				hours: this.hours.trim() === '' ? usualHours(day, half, premises) : hoursIn(this.hours)
			}));
	}
}

const toggled = <T>(all: readonly T[], one: T): readonly T[] =>
	all.includes(one) ? all.filter((other) => other !== one) : [...all, one];
