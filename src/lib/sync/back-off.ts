import type { Failure, FailureReason } from '../ports/network';
import type { Randomness } from '../ports/randomness';

const FIRST = 2_000;
const LONGEST = 600_000;
/** A refused connection costs nobody anything, and a link that is back should be noticed. */
const LONGEST_WITHOUT_LINK = 30_000;
/** While somebody looks: from the link's return to the first fact sent there should be 5 s at most. */
const LONGEST_SEEN_WITHOUT_LINK = 4_000;

function ceilingFor(why: FailureReason, isSeen: boolean): number {
	if (why !== 'no-link') return LONGEST;
	return isSeen ? LONGEST_SEEN_WITHOUT_LINK : LONGEST_WITHOUT_LINK;
}

/**
 * How long to wait after so many failures in a row, milliseconds: evenly anywhere
 * below a doubling ceiling ("full jitter"), so that a thousand devices do not
 * come back together; never sooner than the server asked for. `isSeen`: the
 * app is on a screen that is lit.
 */
export function backOff(
	failures: number,
	failure: Failure,
	random: Randomness,
	isSeen = false
): number {
	const ceiling = Math.min(ceilingFor(failure.why, isSeen), FIRST * 2 ** Math.min(failures, 20));
	return Math.max(failure.retryAfter ?? 0, Math.round(random.fraction() * ceiling));
}
