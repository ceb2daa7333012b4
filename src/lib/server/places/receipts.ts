import { opsId, type Day, type FactId, type Slug } from '../../domain/ids';
import type { Doc, Store } from '../store/store';

/**
 * In which order the server heard of claims, and when: kept, so that whoever
 * waits keeps their turn when another process takes over. What came while none ran
 * is noted as the store has it, in the order of its changes.
 */
export interface Receipts {
	note(centre: Slug, day: Day, claims: readonly FactId[], at: number): Promise<void>;
	/** By claim, when it was heard of, in order. */
	of(centre: Slug, day: Day): Promise<ReadonlyMap<FactId, number>>;
}

type Received = ReadonlyMap<FactId, number>;

export function createReceipts(store: Store): Receipts {
	const known = new Map<string, Received>();

	async function of(centre: Slug, day: Day): Promise<Received> {
		const id = opsId.received(centre, day);
		const found = known.get(id) ?? receivedIn(await store.get('ops', id));
		known.set(id, found);
		return found;
	}

	return {
		of,
		async note(centre, day, claims, at) {
			const before = await of(centre, day);
			if (claims.every((claim) => before.has(claim))) return;
			const id = opsId.received(centre, day);
			let after = before;
			await store.revise('ops', id, (doc) => {
				const there = receivedIn(doc);
				const fresh = claims.filter((claim) => !there.has(claim));
				after = new Map([...there, ...fresh.map((claim) => [claim, at] as const)]);
				return fresh.length === 0 ? undefined : { at, claims: [...after] };
			});
			known.set(id, after);
		}
	};
}

const receivedIn = (doc: Doc | undefined): Received =>
	new Map((doc?.['claims'] as readonly (readonly [FactId, number])[] | undefined) ?? []);
