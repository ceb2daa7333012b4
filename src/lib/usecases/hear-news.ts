import type { Centre } from '../domain/centres';
import type { Draft } from '../domain/facts';
import { closuresOf } from '../domain/folds/centre';
import type { LedgerPage } from '../domain/folds/ledger';
import { dayOfPage, pageKey, type Day, type FactId, type PageKey } from '../domain/ids';
import type { PlaceRefusal } from '../domain/kinds';
import type { Slot } from '../domain/places/slots';
import { newsFor, type Sight } from '../domain/places/theirs';
import type { Unit } from '../domain/places/units';
import { wordFor } from '../domain/places/told';
import type { News } from '../domain/places/untold';
import type { Reader } from '../ports/fact-log';
import { placeDraft, type Ground } from './places';

/** What somebody hears at the kiosk of a place of theirs. */
export interface Told {
	readonly claim: FactId;
	readonly of: News;
	readonly day: Day;
	readonly space: string;
	readonly slots: readonly Slot[];
	readonly units: readonly Unit[];
	readonly why?: PlaceRefusal;
	/** What a host wrote; nobody does of opening hours that were cut. */
	readonly reason?: string;
}

/** Days to come on which something has become of a person's places that they have not been told. */
export async function daysWithNews(
	log: Reader,
	person: string,
	{ centre, day: today, now }: { centre: Centre; day: Day; now: number }
): Promise<readonly PageKey[]> {
	const coming = [...(await log.pages('ledger'))].flatMap(([key, ledger]) => {
		const at = dayOfPage(key);
		if (!at || at.scope !== centre.slug || at.day <= today) return [];
		const isTheirs = Object.values(ledger.claims).some((claim) => claim.person === person);
		return isTheirs ? [{ key, ledger, day: at.day }] : [];
	});
	// Most who come have booked nothing else, and are kept waiting for nothing more.
	if (coming.length === 0) return [];
	const closures = closuresOf(await log.page('centre', pageKey.centre(centre.slug)));
	return coming
		.filter(({ ledger, day }) => newsFor(ledger, person, { centre, closures, now, day }).length > 0)
		.map(({ key }) => key);
}

/** Says it, and writes that it was said. */
export function hearNews(
	ledger: LedgerPage,
	person: string,
	ground: Ground,
	sight: Sight
): { readonly drafts: readonly Draft[]; readonly told: readonly Told[] } {
	const news = newsFor(ledger, person, sight);
	const draft = placeDraft(ground);
	return {
		drafts: news.flatMap(({ claim, words }) =>
			words.map((of) => draft('place.told', { claim: claim.id, of: wordFor(claim, of) ?? of }))
		),
		told: news.map(({ claim, of, reason }) => ({
			claim: claim.id,
			of,
			day: ground.day,
			space: claim.space,
			slots: claim.slots,
			units: [...new Set(claim.held?.map(([unit]) => unit))],
			...(of === 'refused' && claim.refused && { why: claim.refused }),
			...(reason !== undefined && { reason })
		}))
	};
}
