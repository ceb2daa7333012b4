import { cleanName } from '../domain/names';
import { pageKey } from '../domain/ids';
import type { StaffPage } from '../domain/pages';
import type { Clock } from '../ports/clock';
import type { FactLog } from '../ports/fact-log';
import type { Codes } from '../ports/keys';
import type { Randomness } from '../ports/randomness';
import { peopleDraft, type NoRoom } from './people';
import { introduceTrainer } from './training/introduce-trainer';

/** Who works with a device, and the code they choose to open it. */
export interface Staff {
	readonly name: string;
	readonly code: string;
}

/**
 * The device is locked with somebody's code. On a host's the centre's kiosks are
 * told as well, for they open to the same code; who is known there by the same
 * name already is the same person, so that doing it twice makes nobody two. On a
 * trainer's device it is known from then on who trains with it.
 */
export async function setLock(
	{ log, codes, clock, random }: { log: FactLog; codes: Codes; clock: Clock; random: Randomness },
	{ name: typed, code }: Staff
): Promise<{ readonly locked: true } | NoRoom> {
	const lock = await codes.verifierOf(code);
	const { role, centre } = await log.device();
	if (role === 'kiosk' || role === 'member') return { locked: true };
	if (role === 'host' && centre !== undefined) {
		const page = pageKey.staff(centre);
		const name = cleanName(typed);
		const wall = clock.now();
		const fresh = `p_${random.text(12)}`;
		const done = await log.commit([page], (read, device) => {
			const person = namedIn(read(page, 'staff'), name) ?? fresh;
			const fields = { person, name, code: { ...lock } };
			return {
				drafts: [peopleDraft(centre, wall, device)('staff.appointed', fields)],
				result: undefined
			};
		});
		if ('failed' in done) return done;
	}
	if (role === 'trainer') {
		const done = await introduceTrainer({ log, clock, random }, { name: typed });
		if ('failed' in done) return done;
	}
	await log.configure({ lock });
	return { locked: true };
}

const namedIn = ({ people }: StaffPage, name: string): string | undefined =>
	Object.entries(people).find(([, one]) => one.name === name)?.[0];
