import { local } from '../domain/calendar';
import type { Centre } from '../domain/centres';
import { closuresOf } from '../domain/folds/centre';
import { pageKey } from '../domain/ids';
import { isLive } from '../domain/places/standing';
import { halvesWithout, theirClaims } from '../domain/places/theirs';
import type { Clock } from '../ports/clock';
import type { FactLog } from '../ports/fact-log';
import { findPlace, type Placing } from './find-place';

export interface Stay {
	readonly centre: Centre;
	readonly person: string;
	/** Which half-day of today. */
	readonly half: 'am' | 'pm';
}

export type Extended =
	| { readonly place: Placing }
	/** They have a desk then, or have asked for one, or it is over: a second tap finds what the first one did. */
	| { readonly enough: true }
	| { readonly failed: 'no-room' };

/** Somebody who is here keeps a desk for another half-day of today: the same one where it is free. */
export async function extendStay(
	{ log, clock }: { log: FactLog; clock: Clock },
	{ centre, person, half }: Stay
): Promise<Extended> {
	const wall = clock.now();
	const { day } = local(wall);
	const key = pageKey.ledger(centre.slug, day);
	const about = pageKey.centre(centre.slug);
	const done = await log.commit<Placing | undefined>([key, about], (read, device) => {
		const ledger = read(key, 'ledger');
		const closures = closuresOf(read(about, 'centre'));
		const premises = { centre, closures, today: day, now: wall };
		if (!halvesWithout(ledger, person, { ...premises, day }).includes(half))
			return { drafts: [], result: undefined };
		const desk = theirClaims(ledger, person, { ...premises, day }).find(isLive);
		const ground = { centre: centre.slug, day, wall, device };
		const wish = { person, slots: [half], unit: desk?.held?.[0]?.[0] };
		const { drafts, place } = findPlace(ledger, wish, ground, premises);
		return { drafts, result: place };
	});
	if ('failed' in done) return done;
	return done.result ? { place: done.result } : { enough: true };
}
