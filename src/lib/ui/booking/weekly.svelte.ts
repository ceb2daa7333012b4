import { shiftDay, weekday } from '../../domain/calendar';
import type { Space } from '../../domain/centres';
import { isDay, type Day } from '../../domain/ids';
import { dateOf, datesOf, type Around, type SeriesDate } from '../../domain/places/series';
import { goesByHalfDay, type Slot } from '../../domain/places/slots';
import { HORIZON_DAYS } from '../../domain/places/wish';

/** A date of the pattern as it stands: where it was moved to, and whether it is to be asked for. */
export interface Date {
	readonly planned: Day;
	readonly date: SeriesDate;
	readonly chosen: boolean;
}

/** What is missing, or the wrong way round, as it is being filled in. */
export type FormProblem = 'no-date' | 'no-time' | 'backwards';

const WEEKS = 4;

/** What somebody fills in to come every week. */
export class WeeklyForm {
	weekdays = $state.raw<readonly number[]>([]);
	space = $state('');
	/** Of spaces that go by the half-day. */
	half = $state<'am' | 'pm' | 'all'>('am');
	/** Of others, `HH:MM`. */
	begins = $state('09:00');
	ends = $state('10:00');
	from = $state<Day>('');
	to = $state<Day>('');
	waits = $state(false);
	#skipped = $state.raw<readonly Day[]>([]);
	/** By the day that was planned. */
	#moved = $state.raw<Readonly<Record<Day, Day>>>({});

	constructor(today: Day, space: string) {
		this.space = space;
		this.from = shiftDay(today, 1);
		this.to = shiftDay(this.from, 7 * WEEKS - 1);
		this.weekdays = [weekday(this.from)];
	}

	toggle(day: number): void {
		this.weekdays = this.weekdays.includes(day)
			? this.weekdays.filter((one) => one !== day)
			: [...this.weekdays, day].sort();
	}

	skip(planned: Day, skipped: boolean): void {
		const others = this.#skipped.filter((day) => day !== planned);
		this.#skipped = skipped ? [...others, planned] : others;
	}

	/** Back to where it was planned, where no day is named. */
	move(planned: Day, to: string): void {
		this.#moved = { ...this.#moved, [planned]: isDay(to) ? to : planned };
		this.skip(planned, false);
	}

	slots(space: Pick<Space, 'kind'>): readonly Slot[] {
		if (goesByHalfDay(space)) return this.half === 'all' ? ['am', 'pm'] : [this.half];
		const slots: Slot[] = [];
		for (let at = this.begins; at < this.ends; at = half(at)) slots.push(at);
		return slots;
	}

	/** Why there are no dates yet; `undefined` where nothing is missing. */
	problem(space: Pick<Space, 'kind'>): FormProblem | undefined {
		if (!isDay(this.from) || !isDay(this.to)) return 'no-date';
		if (this.to < this.from) return 'backwards';
		if (goesByHalfDay(space)) return undefined;
		if (!isOnTheHalf(this.begins) || !isOnTheHalf(this.ends)) return 'no-time';
		return this.ends <= this.begins ? 'backwards' : undefined;
	}

	/** Every date of the pattern. One that is full is asked for only by who would wait. */
	dates(space: Pick<Space, 'id' | 'kind'>, around: Around): readonly Date[] {
		if (this.problem(space)) return [];
		const slots = this.slots(space);
		const pattern = {
			weekdays: this.weekdays,
			space: space.id,
			slots,
			from: this.from,
			to: this.to
		};
		return datesOf(pattern, around).map((planned) => {
			const to = this.#moved[planned.day] ?? planned.day;
			const date = to === planned.day ? planned : dateOf(planned, to, around);
			const isPossible = !date.obstacle || (date.obstacle.is === 'full' && this.waits);
			return {
				planned: planned.day,
				date,
				chosen: isPossible && !this.#skipped.includes(planned.day)
			};
		});
	}

	static last = (today: Day): Day => shiftDay(today, HORIZON_DAYS);
}

const isOnTheHalf = (time: string): boolean => /^\d\d:(00|30)$/.test(time);

/** Half an hour later; `24:00` after the last. */
function half(time: Slot): Slot {
	const minutes = Number(time.slice(0, 2)) * 60 + Number(time.slice(3)) + 30;
	const two = (n: number): string => String(n).padStart(2, '0');
	return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
