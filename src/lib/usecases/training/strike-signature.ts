import { stamp } from '../../domain/device';
import { database, pageKey, type FactId } from '../../domain/ids';
import type { Clock } from '../../ports/clock';
import type { FactLog } from '../../ports/fact-log';
import type { NoRoom } from '../people';

/** Longest reason, characters: as `signature.struck` has it. */
export const REASON_LENGTH = 200;

export type Struck =
	/** `false`: there is no such signature here, or it was struck before. */
	{ readonly struck: boolean } | { readonly problem: 'no-reason' | 'not-a-trainer' } | NoRoom;

/**
 * A signature was given in error: it stays in its chain, and counts no more. Only
 * a trainer says so, with a reason that everybody who reads the sheet can read.
 */
export async function strikeSignature(
	{ log, clock }: { log: FactLog; clock: Clock },
	{ session, signature, why: typed }: { session: FactId; signature: FactId; why: string }
): Promise<Struck> {
	const why = typed.trim().slice(0, REASON_LENGTH);
	if (why === '') return { problem: 'no-reason' };
	const wall = clock.now();
	const key = pageKey.session(session);
	const done = await log.commit<Struck>([key], (read, device) => {
		const page = read(key, 'session');
		const given = page.signatures[signature];
		if (device.role !== 'trainer') return { drafts: [], result: { problem: 'not-a-trainer' } };
		if (!page.session || !given || given.struck !== undefined)
			return { drafts: [], result: { struck: false } };
		const { day, centre: scope } = page.session;
		const draft = {
			...{ day, scope, db: database.training, kind: 'signature.struck', v: 1 },
			at: stamp(wall, device),
			by: device.trainer ?? device.device,
			fields: { signature, session, person: given.person, why }
		};
		return { drafts: [draft], result: { struck: true } };
	});
	return 'failed' in done ? done : done.result;
}
