import { certificateText } from '../../domain/accounts';
import type { FactId } from '../../domain/ids';
import type { CheckedLink } from '../../domain/training/chain-check';
import { linkText, sealOwner, sealText, type Claimed } from '../../domain/training/seal';
import { mayHandSign } from '../../domain/training/signing';
import type { Seal, Signature } from '../../domain/training/words';
import type { Keys } from '../../ports/keys';

/** A signature as it was claimed and sealed, wherever it was found. */
export interface Sealed extends Claimed {
	readonly fact: FactId;
	readonly seal: Seal;
}

export const sealedOn = (session: FactId, signature: Signature): Sealed => ({
	...signature,
	session
});

/**
 * Checks one signature by itself, with no link: that the device signed what it
 * says now, that the network knows the device's key, and that such a device may
 * sign this.
 */
export async function checkLink(
	keys: Pick<Keys, 'verify' | 'digest'>,
	networkKey: string,
	{ fact, seal, ...claimed }: Sealed
): Promise<CheckedLink> {
	const { key, certificate, signature, n, prev } = seal;
	const text = sealText(claimed, seal);
	const owner = sealOwner(seal);
	const [isSealed, isCertified, digest] = await Promise.all([
		keys.verify(key, text, signature),
		keys.verify(networkKey, certificateText(owner, key), certificate),
		keys.digest(linkText(text, signature))
	]);
	const mayBe = mayHandSign(owner, claimed);
	return { fact, n, digest, isSealed, isCertified: isCertified && mayBe, ...(prev && { prev }) };
}
