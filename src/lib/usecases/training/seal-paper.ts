import { certificateText } from '../../domain/accounts';
import {
	networkMark,
	paperText,
	paperWith,
	rowsText,
	type AttestationClaims,
	type CertificateClaims,
	type Claims,
	type Rows,
	type SheetClaims
} from '../../domain/training/paper-seal';
import type { FactLog } from '../../ports/fact-log';
import type { Keys } from '../../ports/keys';

/** What a paper is to say; its rows are sealed by their digest. */
export type ToSeal =
	Omit<SheetClaims, 'rows'> | CertificateClaims | Omit<AttestationClaims, 'rows'>;

export type SealedPaper =
	/** What its QR holds, after the address. */
	| { readonly paper: string; readonly claims: Claims }
	/** No trainer’s device, or none the network knows (any more): what it prints proves nothing by itself. */
	| { readonly failed: 'no-key' };

/** The device puts its hand under what a paper says. Nothing is written: a paper that is made again says the same. */
export async function sealPaper(
	{ log, keys }: { log: FactLog; keys: Keys },
	{ said, rows = [] }: { readonly said: ToSeal; readonly rows?: Rows }
): Promise<SealedPaper> {
	const { account, role, centre, person, certificate, networkKey, revoked } = await log.device();
	if (role !== 'trainer' || revoked || account === undefined) return { failed: 'no-key' };
	if (certificate === undefined || networkKey === undefined) return { failed: 'no-key' };
	const key = await keys.make();
	const isKnown = await keys.verify(
		networkKey,
		certificateText({ account, role, ...(centre && { centre }), ...(person && { person }) }, key),
		certificate
	);
	if (!isKnown || person !== undefined) return { failed: 'no-key' };
	const network = networkMark(networkKey);
	const claims: Claims =
		said.is === 'certificate' ? said : { ...said, rows: await keys.digest(rowsText(rows)) };
	const signed = paperText(claims, {
		...{ network, account, key, certificate },
		...(centre && { centre })
	});
	const signature = await keys.sign(signed);
	if (signature === undefined) return { failed: 'no-key' };
	return { paper: paperWith(signed, signature), claims };
}
