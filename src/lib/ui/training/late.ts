import { instantOf, local } from '../../domain/calendar';
import type { Centre } from '../../domain/centres';
import { HALF_DAYS, openingOn, type Closure } from '../../domain/places/slots';
import type { Session } from '../../domain/training/words';

const STEP = 5;
/** Where the time of day says nothing: somebody is late by so many minutes. */
const USUAL = 10;
/** Who comes later than this is asked how late. */
const MOST = 120;

/** How late somebody is who comes now: since the centre opened in that half-day, by fives. */
export function lateNow(
	{ day, half }: Pick<Session, 'day' | 'half'>,
	centre: Centre | undefined,
	closures: readonly Closure[],
	now: number
): number {
	if (!centre || local(now).day !== day) return USUAL;
	const [from, to] = HALF_DAYS[half];
	const opens = openingOn(centre, closures, day).find(([a, b]) => a < to && from < b)?.[0];
	if (opens === undefined) return USUAL;
	const minutes = Math.round((now - instantOf(day, opens)) / 60_000 / STEP) * STEP;
	return minutes >= STEP && minutes <= MOST ? minutes : USUAL;
}
