import type { FactLog } from '../ports/fact-log';
import type { Keys } from '../ports/keys';
import type { Failure } from '../ports/network';
import type { Office } from '../ports/office';

export type SignedOut =
	| { readonly signedOut: true }
	/** So many facts are not sent yet; as nobody's they never would be. */
	| { readonly waiting: number }
	| { readonly failure: Failure };

/** The device is nobody's any more: its account ends, and what it knew leaves it. */
export async function signOut({
	log,
	office,
	keys
}: {
	log: FactLog;
	office: Office;
	keys: Keys;
}): Promise<SignedOut> {
	const { waiting } = await log.backlog();
	if (waiting > 0) return { waiting };
	const ended = await office.signOut();
	if ('failure' in ended && !isOver(ended.failure)) return ended;
	await log.signedOut();
	await keys.forget();
	return { signedOut: true };
}

/** There is no such account (any more): that is what was wanted. */
const isOver = ({ why }: Failure): boolean => why === 'unauthorized' || why === 'revoked';
