import { keptIn } from '../domain/folds/centre';
import { pageKey, type Slug } from '../domain/ids';
import type { Kept } from '../domain/places/units';
import type { Clock } from '../ports/clock';
import type { FactLog } from '../ports/fact-log';
import { centreDraft } from './close-centre';
import type { NoRoom } from './people';

export type KeptNow =
	/** `before` is what to say to have it as it was. */
	| { readonly kept: boolean; readonly before: Kept }
	| { readonly problem: 'too-many' | 'no-number' }
	| NoRoom;

/** How many places of each space are kept for who walks in. The server moves them there; who has one keeps it. */
export async function keepPlaces(
	{ log, clock }: { log: FactLog; clock: Clock },
	{ centre, kept }: { centre: Slug; kept: Kept }
): Promise<KeptNow> {
	const key = pageKey.centre(centre);
	const wall = clock.now();
	const done = await log.commit<Exclude<KeptNow, NoRoom>>([key], (read, device) => {
		const page = read(key, 'centre');
		const counts = new Map(page.centre?.spaces.map(({ id, count }) => [id, count]));
		const nothing = (problem: 'too-many' | 'no-number') => ({ drafts: [], result: { problem } });
		const wished = Object.entries(kept);
		if (wished.some(([, n]) => !Number.isInteger(n) || n < 0)) return nothing('no-number');
		if (wished.some(([id, n]) => n > (counts.get(id) ?? 0))) return nothing('too-many');
		const before = keptIn(page);
		const change = Object.fromEntries(wished.filter(([id, n]) => (before[id] ?? 0) !== n));
		if (Object.keys(change).length === 0) return { drafts: [], result: { kept: false, before } };
		const draft = centreDraft(centre, wall, device)('centre.kept', { kept: change });
		return { drafts: [draft], result: { kept: true, before } };
	});
	return 'failed' in done ? done : done.result;
}
