import { pageKey } from '../../domain/ids';
import type { ChainPage } from '../../domain/pages';
import type { Reader } from '../../ports/fact-log';
import type { Keys } from '../../ports/keys';
import { checkLink, sealedOn } from './check-link';

/** The last of a chain's links that hold: what somebody else claims to be one of them is passed over. */
export async function headOf(
	log: Reader,
	keys: Pick<Keys, 'verify' | 'digest'>,
	networkKey: string,
	{ links }: ChainPage
): Promise<{ n: number; digest: string } | undefined> {
	const places = Object.keys(links).map(Number);
	for (const n of places.sort((a, b) => b - a))
		for (const { fact, session } of links[n] ?? []) {
			const { signatures } = await log.page('session', pageKey.session(session));
			const signature = signatures[fact];
			if (!signature) continue;
			const { isSealed, isCertified, digest } = await checkLink(
				keys,
				networkKey,
				sealedOn(session, signature)
			);
			if (isSealed && isCertified) return { n, digest };
		}
	return undefined;
}

/** Changes with every link that comes. */
export const extentOf = ({ links, last }: ChainPage): string =>
	`${last} ${Object.values(links).reduce((sum, here) => sum + here.length, 0)}`;
