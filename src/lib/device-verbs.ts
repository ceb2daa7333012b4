import type { Clock } from './ports/clock';
import type { FactLog } from './ports/fact-log';
import type { Office } from './ports/office';
import type { Randomness } from './ports/randomness';
import type { Tools } from './tools';
import { enrol, type Enrolment } from './usecases/enrol';
import { handOver } from './usecases/hand-over';
import { putAway } from './usecases/put-away';
import { setLock, type Staff } from './usecases/set-lock';
import { signOut } from './usecases/sign-out';
import { takeUp } from './usecases/take-up';
import { checkPaper } from './usecases/training/check-paper';
import { unlock } from './usecases/unlock';

/** What makes a device somebody's, opens it, and ends that. */
export interface DeviceVerbs {
	enrol(enrolment: Enrolment): ReturnType<typeof enrol>;
	/** Who works with this device, and by which code it opens to them. */
	setLock(staff: Staff): ReturnType<typeof setLock>;
	unlock(code: string): ReturnType<typeof unlock>;
	/** Whether a paper of training is as it was sealed: asked on any device, nobody's as well. */
	checkPaper(scanned: string): ReturnType<typeof checkPaper>;
	/** Ends this device's account, once nothing waits to be sent. */
	signOut(): ReturnType<typeof signOut>;
	/** Says what was refused anew, where that may help. */
	takeUp(keys: readonly string[]): ReturnType<typeof takeUp>;
	/** Puts what was refused away, or brings it back. */
	putAway(keys: readonly string[], away?: boolean): ReturnType<typeof putAway>;
	/** Makes a file of what was refused, for whoever looks after the network. */
	handOver(keys: readonly string[], version: string): ReturnType<typeof handOver>;
}

export const deviceVerbs = (
	around: { log: FactLog; office: Office; clock: Clock; random: Randomness } & Tools,
	thenSend: <R>(done: Promise<R>) => Promise<R>
): DeviceVerbs => ({
	enrol: (enrolment) => thenSend(enrol(around, enrolment)),
	setLock: (staff) => thenSend(setLock(around, staff)),
	unlock: (code) => unlock(around, code),
	checkPaper: (scanned) => checkPaper(around, scanned),
	signOut: () => thenSend(signOut(around)),
	takeUp: (keys) => thenSend(takeUp(around, keys)),
	putAway: (keys, away) => putAway(around, keys, away),
	handOver: (keys, version) => handOver(around, keys, version)
});
