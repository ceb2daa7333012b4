import type { Clock } from './ports/clock';
import type { FactLog } from './ports/fact-log';
import type { Office } from './ports/office';
import type { Randomness } from './ports/randomness';
import type { Tools } from './tools';
import { enrol, type Enrolment } from './usecases/enrol';
import { setLock, type Staff } from './usecases/set-lock';
import { signOut } from './usecases/sign-out';
import { unlock } from './usecases/unlock';

/** What makes a device somebody's, opens it, and ends that. */
export interface DeviceVerbs {
	enrol(enrolment: Enrolment): ReturnType<typeof enrol>;
	/** Who works with this device, and by which code it opens to them. */
	setLock(staff: Staff): ReturnType<typeof setLock>;
	unlock(code: string): ReturnType<typeof unlock>;
	/** Ends this device's account, once nothing waits to be sent. */
	signOut(): ReturnType<typeof signOut>;
}

export const deviceVerbs = (
	around: { log: FactLog; office: Office; clock: Clock; random: Randomness } & Tools,
	thenSend: <R>(done: Promise<R>) => Promise<R>
): DeviceVerbs => ({
	enrol: (enrolment) => thenSend(enrol(around, enrolment)),
	setLock: (staff) => thenSend(setLock(around, staff)),
	unlock: (code) => unlock(around, code),
	signOut: () => thenSend(signOut(around))
});
