import { canonical } from '../../domain/facts';
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
	/** Whose phone it is. */
	readonly owner?: string;
	/** Who trained with it, as they signed there. */
	readonly trainers: readonly string[];
	/** How many signatures of it are here. */
	readonly links: number;
	/** How far the network has seen it, and when it says it did (milliseconds; not in its hand). Without a witness, an end that was cut off cannot be noticed. */
	readonly witnessed?: { readonly n: number; readonly at?: number };
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
	// Pages are a copy made in advance: what counts is what is among the facts.
	const [afresh, shown] = await Promise.all([log.afresh('session'), log.pages('session')]);
	const signatures = byChain(afresh);
	const unlike = unlikeIn(byChain(shown), signatures);
	const reports = await log.reports(database.training, reportsOf.witness);
	const chains = new Set([
		...signatures.keys(),
		...unlike.keys(),
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
			...(unlike.get(chain) ?? []),
			...(isForged ? [{ is: 'certificate' as const, facts: [], n: 0 }] : [])
		];
		const { role, centre, owner } = its[0]?.seal ?? {};
		const trainers = its.flatMap(({ as, person }) => (as === 'trainer' ? [person] : []));
		return {
			...{ chain, problems, links: its.length, trainers: [...new Set(trainers)] },
			...(role !== undefined && { role }),
			...(centre !== undefined && { centre }),
			...(owner !== undefined && { owner }),
			...(witness && { witnessed: { n: witness.n, ...atOf(report) } })
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

const atOf = (report: unknown): { at?: number } =>
	isRecord(report) && typeof report['at'] === 'number' ? { at: report['at'] } : {};

/** By chain: signatures that one of the two has and the other has not, or not so. */
function unlikeIn(
	shown: ReturnType<typeof byChain>,
	kept: ReturnType<typeof byChain>
): ReadonlyMap<string, readonly ChainProblem[]> {
	const [there, here] = [shown, kept].map(
		(some) => new Map([...some.values()].flat().map((one) => [one.fact, one]))
	) as [Map<FactId, Sealed>, Map<FactId, Sealed>];
	const unlike = new Map<string, ChainProblem[]>();
	for (const fact of new Set([...there.keys(), ...here.keys()])) {
		const [a, b] = [there.get(fact), here.get(fact)];
		if (a && b && canonical(a) === canonical(b)) continue;
		const { chain, n } = (b ?? a)!.seal;
		unlike.set(chain, [...(unlike.get(chain) ?? []), { is: 'shown', facts: [fact], n }]);
	}
	return unlike;
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
