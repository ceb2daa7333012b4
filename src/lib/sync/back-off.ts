import type { Failure, FailureReason } from '../ports/network';
import type { Randomness } from '../ports/randomness';

const FIRST = 2_000;
const LONGEST = 600_000;
/** A refused connection costs nobody anything, and a kiosk should notice a link that is back. */
const LONGEST_WITHOUT_LINK = 30_000;

const ceilingFor = (why: FailureReason): number =>
	why === 'no-link' ? LONGEST_WITHOUT_LINK : LONGEST;

/**
 * How long to wait after so many failures in a row, milliseconds: evenly anywhere
 * below a doubling ceiling ("full jitter"), so that a thousand devices do not
 * come back together; never sooner than the server asked for.
 */
export function backOff(failures: number, failure: Failure, random: Randomness): number {
	const ceiling = Math.min(ceilingFor(failure.why), FIRST * 2 ** Math.min(failures, 20));
	return Math.max(failure.retryAfter ?? 0, Math.round(random.fraction() * ceiling));
}
