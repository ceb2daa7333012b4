import { local } from '../domain/calendar';
import { stamp, type Device } from '../domain/device';
import type { Draft } from '../domain/facts';
import { database, isDay, pageKey, partsOf, type Day, type FactId, type Slug } from '../domain/ids';
import type { Clock } from '../ports/clock';
import type { FactLog } from '../ports/fact-log';
import type { NoRoom } from './people';

export interface Closing {
	readonly centre: Slug;
	/** Both included. */
	readonly from: Day;
	readonly to: Day;
	readonly why: string;
}

export type Closed =
	| { readonly closure: FactId }
	| { readonly problem: 'no-reason' | 'no-day' | 'backwards' | 'past' }
	| NoRoom;

/**
 * A centre is closed for some days. Nothing is granted on them; what was confirmed
 * stays, is shown as closed, and is good again if the centre reopens.
 */
export async function closeCentre(
	{ log, clock }: { log: FactLog; clock: Clock },
	{ centre, from, to, why }: Closing
): Promise<Closed> {
	const wall = clock.now();
	if (!isDay(from) || !isDay(to)) return { problem: 'no-day' };
	if (to < from) return { problem: 'backwards' };
	if (to < local(wall).day) return { problem: 'past' };
	if (why.trim() === '') return { problem: 'no-reason' };
	const done = await log.commit([], (_, device) => ({
		drafts: [centreDraft(centre, wall, device)('centre.closed', { from, to, why: why.trim() })],
		result: undefined
	}));
	return 'failed' in done ? done : { closure: done.facts[0]!._id };
}

/** Takes a closure back. Said again, it changes nothing. */
export async function reopenCentre(
	{ log, clock }: { log: FactLog; clock: Clock },
	closure: FactId
): Promise<{ readonly reopened: boolean } | NoRoom> {
	const { scope: centre } = partsOf(closure);
	const key = pageKey.centre(centre);
	const wall = clock.now();
	const done = await log.commit([key], (read, device) => {
		if (!read(key, 'centre').closures?.[closure]) return { drafts: [], result: false };
		const draft = centreDraft(centre, wall, device)('centre.reopened', { closure });
		return { drafts: [draft], result: true };
	});
	return 'failed' in done ? done : { reopened: done.result };
}

/** A fact about a centre, for everybody to read. */
export const centreDraft =
	(centre: Slug, wall: number, device: Device) =>
	(kind: string, fields: Draft['fields']): Draft => ({
		day: local(wall).day,
		scope: centre,
		db: database.public,
		kind,
		v: 1,
		at: stamp(wall, device),
		by: device.device,
		fields
	});
