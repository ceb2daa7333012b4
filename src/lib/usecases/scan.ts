import { parseBadge, type Badge } from '../domain/badge';
import { database, reportId, reportsOf } from '../domain/ids';
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
	/** It looks like ours, and this network has not signed it. */
	| { readonly forged: true }
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
	if (key === undefined || !(await keys.verify(key, signed, signature))) return { forged: true };
	if (await isVoid(log, badge)) return { void: true };
	const { person, name, category } = badge;
	return { person: { person, name, category, badge } };
}

async function isVoid(log: Reader, { badge, person }: Badge): Promise<boolean> {
	if ((await log.report(database.orders, reportId.void(badge))) !== undefined) return true;
	const erased = await log.reports(database.orders, reportsOf.erase);
	return [...erased.values()].some((order) => isRecord(order) && order['person'] === person);
}
