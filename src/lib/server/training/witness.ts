import type { Fact } from '../../domain/facts';
import { database, opsId, reportId, type DatabaseName } from '../../domain/ids';
import type { Witness } from '../../domain/training/reports';
import { witnessText } from '../../domain/training/seal';
import type { Clock } from '../../ports/clock';
import { raiseAlarm, settleAlarm } from '../gateway/alarms';
import type { Signer } from '../relay/badges';
import type { Duty } from '../relay/duty';
import { asFact, isFactDoc, type Doc, type Store } from '../store/store';
import { createChains, reach, type Reached } from './chains';

export interface WitnessParts {
	readonly store: Store;
	readonly clock: Clock;
	/** Without one, nothing is witnessed. */
	readonly signer?: (() => Promise<Signer>) | undefined;
}

interface Chains extends ReturnType<typeof createChains> {
	readonly hand: Signer;
}

/** Forged links that one alarm names. */
const MOST = 20;

/**
 * Puts the network's hand under how far each chain of signatures is whole, so that
 * one that is cut short later is seen to be. It only goes forward, and never over a
 * gap, a break or a fork: those are for a person to look at. A gap may be a link that
 * is on its way: it is one once every database was read to its end.
 */
export function createWitnessDuty({ store, clock, signer }: WitnessParts): Duty {
	let chains: Promise<Chains> | undefined;
	let isLookedThrough = false;
	const looked = new Set<string>();

	async function readAll(): Promise<Chains> {
		const hand = await signer!();
		const found = createChains(hand.publicKey);
		const docs = await store.range(database.training, '', '~');
		for (const doc of docs.filter(isFactDoc)) found.add(asFact(doc));
		return { ...found, hand };
	}
	const ready = (): Promise<Chains> =>
		(chains ??= readAll().catch((error: unknown) => {
			chains = undefined;
			throw error;
		}));

	async function witness(known: Chains, chain: string, isEnd: boolean): Promise<void> {
		const { links, forged } = known.all.get(chain)!;
		const seen = { links, forged: [...forged].sort() };
		const id = reportId.witness(chain);
		const before = reachedIn(await store.get(database.training, id));
		const { to, problem } = reach(seen, before);
		if (to.n > before.n) {
			const text = witnessText({ chain, n: to.n, digest: to.digest! });
			const said: Witness = {
				...{ chain, n: to.n, digest: to.digest!, at: clock.now() },
				signature: known.hand.sign(text)
			};
			await store.revise(database.training, id, (there) =>
				reachedIn(there).n >= to.n ? undefined : { ...said }
			);
		}
		if (problem?.is === 'gap' && !isEnd) return;
		const detail = {
			...(problem && { problem }),
			...(seen.forged.length > 0 && { forged: seen.forged.slice(0, MOST) })
		};
		if (Object.keys(detail).length > 0) await raiseAlarm(store, clock, 'chain', chain, detail);
		else if (await store.get(database.ops, opsId.alarm('chain', chain)))
			await settleAlarm(store, 'chain', chain);
	}

	return {
		async seen(db: DatabaseName, docs: readonly Doc[]) {
			if (!signer || db !== database.training) return;
			const signed: Fact[] = docs
				.filter(isFactDoc)
				.map(asFact)
				.filter(({ kind }) => kind === 'signature.given');
			if (signed.length === 0) return;
			const known = await ready();
			for (const fact of signed) {
				const chain = known.add(fact);
				if (chain !== undefined) looked.add(chain);
			}
			for (const chain of looked) await witness(known, chain, false);
		},
		async sweepDone() {
			if (!signer) return;
			const known = await ready();
			if (!isLookedThrough) for (const chain of known.all.keys()) looked.add(chain);
			for (const chain of [...looked]) {
				await witness(known, chain, true);
				looked.delete(chain);
			}
			isLookedThrough = true;
		}
	};
}

function reachedIn(report: Doc | undefined): Reached {
	const { n, digest } = (report ?? {}) as Partial<Witness>;
	return typeof n === 'number' && typeof digest === 'string' ? { n, digest } : { n: 0 };
}
