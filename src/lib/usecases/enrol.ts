import { cleanInvitation, INVITATION_LENGTH, type Enrolled } from '../domain/accounts';
import type { Clock } from '../ports/clock';
import type { FactLog } from '../ports/fact-log';
import type { Codes, Keys } from '../ports/keys';
import type { Failure } from '../ports/network';
import type { Office } from '../ports/office';
import type { Randomness } from '../ports/randomness';
import { NoRoom } from '../ports/tables';
import { setLock, type Staff } from './set-lock';

export interface Enrolment {
	/** As it was typed or scanned. */
	readonly code: string;
	/** What people call the device. */
	readonly label?: string;
	/** Who works with it, where it is a host's, a trainer's or the coordinator's. */
	readonly staff?: Staff;
}

export type Enrolling =
	| { readonly enrolled: Enrolled }
	/** Unknown, used by another device, or over. */
	| { readonly refused: true }
	| { readonly failure: Failure };

/**
 * The device takes an invitation and becomes what it says. Tried again after a
 * lost answer or a crash, it is the same device with the same key, and the server
 * answers the same. Rejects with `NoRoom` where the device cannot keep what it is.
 */
export async function enrol(
	around: {
		log: FactLog;
		office: Office;
		keys: Keys;
		codes: Codes;
		clock: Clock;
		random: Randomness;
	},
	{ code: typed, label, staff }: Enrolment
): Promise<Enrolling> {
	const code = cleanInvitation(typed);
	// The server counts wrong ones: this one it need not see.
	if (code.length !== INVITATION_LENGTH) return { refused: true };
	const key = await around.keys.make();
	const asked = await around.office.enrol({ code, key, ...(label && { label }) });
	if (!('ok' in asked)) return asked;
	await around.log.enrolled(asked.ok);
	if (staff) {
		const set = await setLock(around, staff);
		if ('failed' in set) throw new NoRoom();
	}
	return { enrolled: asked.ok };
}
