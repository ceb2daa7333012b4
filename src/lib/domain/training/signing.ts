import { partsOf, type FactId, type Slug } from '../ids';
import { boundsOf } from '../places/slots';
import type { Signer } from './kinds';
import type { Mark, Session } from './words';

/** Why somebody does not sign for a half-day. */
export type WhyNotSign = 'cancelled' | 'too-early' | 'not-theirs' | 'absent';

/**
 * What stands against a signature; `undefined` where nothing does. A half-day is
 * signed once it has begun, each by itself (a signature for a month proves
 * nothing). `mark` is what was said of the signer’s presence, if anything; `now`
 * is the right time, milliseconds.
 */
export function whyNotSign(
	session: Session,
	mark: Pick<Mark, 'is'> | undefined,
	{ as, person }: { readonly as: Signer; readonly person: string },
	now: number
): WhyNotSign | undefined {
	if (session.cancelled !== undefined) return 'cancelled';
	if (as === 'trainer' && person !== session.trainer) return 'not-theirs';
	const [begins] = boundsOf(session.day, session.half);
	if (now < begins) return 'too-early';
	if (as === 'learner' && mark?.is === 'absent') return 'absent';
	return undefined;
}

/**
 * Whether a device may put its hand under a signature: a phone under its own
 * person's, a kiosk under those of learners in its own centre, a trainer's device
 * under whoever's stands before it. Nobody else's device signs.
 */
export function mayHandSign(
	device: {
		readonly role?: string | undefined;
		readonly centre?: Slug | undefined;
		readonly person?: string | undefined;
	},
	{
		session,
		as,
		person
	}: { readonly session: FactId; readonly as: Signer; readonly person: string }
): boolean {
	if (device.role === 'trainer') return true;
	if (as !== 'learner') return false;
	if (device.role === 'member') return device.person === person;
	return device.role === 'kiosk' && device.centre === partsOf(session).scope;
}
