import type { PlaceRefusal } from '../kinds';
import { holidayOn, type Holiday } from './holidays';
import { closureOn } from './slots';
import { problemOf, type Premises, type Wish } from './wish';

/** What is in the way of a wish, with what a person needs to understand it. */
export type Obstacle =
	| { readonly is: 'holiday'; readonly holiday: Holiday }
	/** The centre has said that it is closed, and why. */
	| { readonly is: 'shut'; readonly why: string }
	/** Never open on that weekday. */
	| { readonly is: 'closed' }
	| { readonly is: 'unknown-centre' }
	| { readonly is: Exclude<PlaceRefusal, 'closed'> };

/** The same as `problemOf`, and why the centre is closed. */
export function obstacleTo(wish: Wish, premises: Premises): Obstacle | undefined {
	const is = problemOf(wish, premises);
	if (is === undefined) return undefined;
	return is === 'closed' ? whyClosed(wish.day, premises) : { is };
}

/** Why a centre is closed on a day on which it is. */
export function whyClosed(
	day: Wish['day'],
	{ closures }: Pick<Premises, 'closures'>
): Extract<Obstacle, { is: 'holiday' | 'shut' | 'closed' }> {
	const closure = closureOn(closures, day);
	if (closure) return { is: 'shut', why: closure.why };
	const holiday = holidayOn(day);
	return holiday ? { is: 'holiday', holiday } : { is: 'closed' };
}
