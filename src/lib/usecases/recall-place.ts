import type { FactLog } from '../ports/fact-log';
import type { Office } from '../ports/office';

export type Recalled =
	| 'placed'
	/** It has a place, or its session is none, or it is not to be had this way. */
	| 'nothing'
	/** The server could not be asked; another time it may be. */
	| 'unreached';

/**
 * A kiosk or a phone whose store is gone asks the server what it was, while its
 * session is good: a tablet by a door should not wait for somebody to come by. A
 * staff device does not: its code went with the store, and whoever clears a PC's
 * memory must not get to choose another.
 */
export async function recallPlace({
	log,
	office
}: {
	log: Pick<FactLog, 'device' | 'enrolled'>;
	office: Pick<Office, 'me'>;
}): Promise<Recalled> {
	if ((await log.device()).role) return 'nothing';
	const answer = await office.me();
	if ('failure' in answer) return UNREACHED.has(answer.failure.why) ? 'unreached' : 'nothing';
	const { role } = answer.ok;
	if (role !== 'kiosk' && role !== 'member') return 'nothing';
	// Somebody may have taken an invitation meanwhile.
	if ((await log.device()).role) return 'nothing';
	await log.enrolled(answer.ok);
	return 'placed';
}

const UNREACHED = new Set<string>(['no-link', 'portal', 'timeout', 'busy']);
