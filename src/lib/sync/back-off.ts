import type { Failure, FailureReason } from '../ports/network';
import type { Randomness } from '../ports/randomness';

const FIRST = 2_000;
const LONGEST = 600_000;
/** A refused connection costs nobody anything, and a kiosk should notice a link that is back. */
const LONGEST_WITHOUT_LINK = 30_000;
/** The same while something waits to be sent: with the exchange itself it is on the server within 5 s of the link's being back. */
const LONGEST_WHILE_SOMETHING_WAITS = 4_000;

const ceilingFor = (why: FailureReason, waits: boolean): number => {
	if (why !== 'no-link') return LONGEST;
	return waits ? LONGEST_WHILE_SOMETHING_WAITS : LONGEST_WITHOUT_LINK;
};

/**
 * How long to wait after so many failures in a row, milliseconds: evenly anywhere
 * below a doubling ceiling ("full jitter"), so that a thousand devices do not
 * come back together; never sooner than the server asked for. `waits`: something
 * of this device's own is to be sent.
 */
export function backOff(
	failures: number,
	failure: Failure,
	random: Randomness,
	waits = false
): number {
	const ceiling = Math.min(ceilingFor(failure.why, waits), FIRST * 2 ** Math.min(failures, 20));
	return Math.max(failure.retryAfter ?? 0, Math.round(random.fraction() * ceiling));
}
