import { database, reportsOf, type FactId, type PageKey } from '../../domain/ids';
import type { SessionPage } from '../../domain/pages';
import { isRecord } from '../../domain/parse';
import { problemsIn, type ChainProblem, type Witnessed } from '../../domain/training/chain-check';
import { witnessText } from '../../domain/training/seal';
import type { Reader } from '../../ports/fact-log';
import type { Keys } from '../../ports/keys';
import { networkKeyIn } from '../network-key';
import { checkLink, sealedOn, type Sealed } from './check-link';

/** What came of looking through one device's signatures. */
export interface ChainAudit {
	/** The device's account. */
	readonly chain: string;
	/** Its role and centre, as its signatures say. */
	readonly role?: string;
	readonly centre?: string;
	/** How many signatures of it are here. */
	readonly links: number;
	/** How far the network has seen it. Without a witness, an end that was cut off cannot be noticed. */
	readonly witnessed?: number;
	/** None where all is well. */
	readonly problems: readonly ChainProblem[];
}

export type Audit =
	| { readonly chains: readonly ChainAudit[] }
	/** This device does not know whose hand to trust. */
	| { readonly failed: 'no-network-key' };

/**
 * Looks through every signature this device holds, with no link: edited, deleted,
 * moved, made anew, in a forged device's name, and, as far as the network's
 * witnesses are here, cut short. Problems name the facts.
 */
export async function audit({
	log,
	keys
}: {
	log: Reader;
	keys: Pick<Keys, 'verify' | 'digest'>;
}): Promise<Audit> {
	const networkKey = await networkKeyIn(log);
	if (networkKey === undefined) return { failed: 'no-network-key' };
	const signatures = byChain(await log.pages('session'));
	const reports = await log.reports(database.training, reportsOf.witness);
	const chains = new Set([
		...signatures.keys(),
		...[...reports.keys()].map((id) => id.slice(reportsOf.witness.length))
	]);
	const audits = [...chains].sort().map(async (chain): Promise<ChainAudit> => {
		const its = signatures.get(chain) ?? [];
		const links = await Promise.all(its.map((one) => checkLink(keys, networkKey, one)));
		const report = reports.get(`${reportsOf.witness}${chain}`);
		const witness = await witnessIn(report, chain, (text, signature) =>
			keys.verify(networkKey, text, signature)
		);
		const isForged = report !== undefined && !witness;
		const problems = [
			...problemsIn(links, witness),
			...(isForged ? [{ is: 'certificate' as const, facts: [], n: 0 }] : [])
		];
		const { role, centre } = its[0]?.seal ?? {};
		return {
			chain,
			links: its.length,
			problems,
			...(role !== undefined && { role }),
			...(centre !== undefined && { centre }),
			...(witness && { witnessed: witness.n })
		};
	});
	return { chains: await Promise.all(audits) };
}

function byChain(pages: ReadonlyMap<PageKey, SessionPage>): ReadonlyMap<string, Sealed[]> {
	const chains = new Map<string, Sealed[]>();
	for (const [key, { signatures }] of pages) {
		const session: FactId = key.slice(key.indexOf(':') + 1);
		for (const signature of Object.values(signatures)) {
			const { chain } = signature.seal;
			chains.set(chain, [...(chains.get(chain) ?? []), sealedOn(session, signature)]);
		}
	}
	return chains;
}

/** What the network says of a chain; `undefined` for what is not in its hand. */
async function witnessIn(
	report: unknown,
	chain: string,
	isTheirs: (text: string, signature: string) => Promise<boolean>
): Promise<Witnessed | undefined> {
	if (!isRecord(report) || report['chain'] !== chain) return undefined;
	const { n, digest, signature } = report;
	if (typeof n !== 'number' || typeof digest !== 'string' || typeof signature !== 'string')
		return undefined;
	return (await isTheirs(witnessText({ chain, n, digest }), signature)) ? { n, digest } : undefined;
}
