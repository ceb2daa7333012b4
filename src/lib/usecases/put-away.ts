import type { FactLog } from '../ports/fact-log';

export type PutAway = { readonly done: true } | { readonly failed: 'no-room' };

/**
 * Puts refused facts away, so that they are counted apart and asked about no more, or
 * brings them back. They stay on this device either way.
 */
export async function putAway(
	{ log }: { log: FactLog },
	keys: readonly string[],
	away = true
): Promise<PutAway> {
	const done = await log.putAway(keys, away);
	return done === 'kept' ? { done: true } : { failed: 'no-room' };
}
