import { parseBadge, type Badge } from '../domain/badge';
import { database, pageKey, reportId, reportsOf, type Slug } from '../domain/ids';
import { isRecord } from '../domain/parse';
import type { Reader } from '../ports/fact-log';
import type { Keys } from '../ports/keys';
import { networkKeyIn } from './network-key';

/** Somebody who has shown a badge. */
export interface Holder extends Pick<Badge, 'person' | 'name' | 'category'> {
	readonly badge: Badge;
}

export type Scanned =
	| { readonly person: Holder }
	/** Some other code. */
	| { readonly notABadge: true }
	/** It looks like ours, and this network has not signed it, or not so. */
	| { readonly forged: true }
	/** The same, and its centre is none of ours: another network's, most likely. */
	| { readonly foreign: true }
	/** This device has yet to hear by what to tell. */
	| { readonly keyless: true }
	/** It was lost or replaced, or its holder is to be forgotten. */
	| { readonly void: true };

/**
 * Whose badge a text is, of whichever centre: told from the signature and from
 * what this device has heard, with no link.
 */
export async function scan(
	{ log, keys }: { log: Reader; keys: Pick<Keys, 'verify'> },
	text: string
): Promise<Scanned> {
	const claim = parseBadge(text);
	if (!claim) return { notABadge: true };
	const { badge, signed, signature } = claim;
	const key = await networkKeyIn(log);
	if (key === undefined) return { keyless: true };
	if (!(await keys.verify(key, signed, signature)))
		return (await isOurs(log, badge.home)) ? { forged: true } : { foreign: true };
	if (await isVoid(log, badge)) return { void: true };
	const { person, name, category } = badge;
	return { person: { person, name, category, badge } };
}

/** Also where no centre is known: what looks like one of ours is no stranger's. */
async function isOurs(log: Reader, home: Slug): Promise<boolean> {
	const centres = await log.pages('centre');
	return centres.size === 0 || centres.has(pageKey.centre(home));
}

async function isVoid(log: Reader, { badge, person }: Badge): Promise<boolean> {
	if ((await log.report(database.orders, reportId.void(badge))) !== undefined) return true;
	const erased = await log.reports(database.orders, reportsOf.erase);
	return [...erased.values()].some((order) => isRecord(order) && order['person'] === person);
}
