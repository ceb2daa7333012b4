import { certificateText } from '../../domain/accounts';
import { networkMark, parsePaper, type Claims } from '../../domain/training/paper-seal';
import type { Reader } from '../../ports/fact-log';
import type { Keys } from '../../ports/keys';
import { networkKeyIn } from '../network-key';

export type CheckedPaper =
	/** Sealed by a trainer’s device of the network `network`, and not touched since. */
	| {
			readonly is: 'genuine';
			readonly claims: Claims;
			readonly network: string;
			readonly account: string;
	  }
	/** Something in it was changed, or it was made by no device of the network it names. */
	| { readonly is: 'altered'; readonly network?: string }
	/** Whole, and of another network: whether that knows its device cannot be seen from here. */
	| {
			readonly is: 'foreign';
			readonly claims: Claims;
			readonly network: string;
			readonly ours: string;
	  }
	/** Whole, but this device has not heard yet which key is the network’s. */
	| { readonly is: 'unchecked'; readonly claims: Claims }
	/** No paper of ours. */
	| { readonly is: 'none' };

/** Whether what a QR says is what was sealed. With no link, on any device that has once heard the network’s key. */
export async function checkPaper(
	{ log, keys }: { log: Reader; keys: Pick<Keys, 'verify'> },
	scanned: string
): Promise<CheckedPaper> {
	const claim = parsePaper(scanned);
	if (!claim) return { is: 'none' };
	const { claims, signed, signature } = claim;
	const { account, centre, key, certificate, network } = claim.issuer;
	if (!(await keys.verify(key, signed, signature))) return { is: 'altered' };
	const networkKey = await networkKeyIn(log);
	if (networkKey === undefined) return { is: 'unchecked', claims };
	const ours = networkMark(networkKey);
	if (network !== ours) return { is: 'foreign', claims, network, ours };
	const owner = { account, role: 'trainer' as const, ...(centre && { centre }) };
	const isKnown = await keys.verify(networkKey, certificateText(owner, key), certificate);
	return isKnown ? { is: 'genuine', claims, network, account } : { is: 'altered', network };
}
