import { pageKey, type Slug } from '../domain/ids';
import type { Clock } from '../ports/clock';
import type { FactLog } from '../ports/fact-log';
import type { Codes } from '../ports/keys';
import { peopleDraft, type NoRoom } from './people';

export interface Appointment {
	readonly centre: Slug;
	/** Chosen once per form; of somebody who works here already, their code becomes another. */
	readonly person: string;
	readonly name: string;
	/** What they will type to unlock. Nowhere kept. */
	readonly code: string;
}

/** Somebody works here, and unlocks this centre's devices with a code of their own. */
export async function appointStaff(
	{ log, clock, codes }: { log: FactLog; clock: Clock; codes: Codes },
	{ centre, person, name, code }: Appointment
): Promise<{ readonly person: string } | NoRoom> {
	const verifier = await codes.verifierOf(code);
	const wall = clock.now();
	const page = pageKey.staff(centre);
	const done = await log.commit([page], (_read, device) => {
		const fields = { person, name, code: { ...verifier } };
		return {
			drafts: [peopleDraft(centre, wall, device)('staff.appointed', fields)],
			result: undefined
		};
	});
	return 'failed' in done ? done : { person };
}
