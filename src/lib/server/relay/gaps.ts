import { hold, missing, type Held } from '../../domain/gaps';
import { authorOf, opsId, opsRange, partsOf, type DatabaseName } from '../../domain/ids';
import { numbersIn } from '../../domain/numbers';
import { isServerName } from '../../domain/places/holders';
import type { Clock } from '../../ports/clock';
import { factIdIn } from '../erasure/about';
import { everyOrder } from '../erasure/orders';
import { raiseAlarm, settleAlarm } from '../gateway/alarms';
import { heldIn, type DeviceDoc } from '../gateway/standing';
import { everySpent } from '../retention/spent';
import type { Doc, Store } from '../store/store';
import type { Duty } from './duty';

/**
 * Looks for lost facts: numbers a device says were acknowledged and that are in
 * no database, refused ones included. Claims are read before the databases, so
 * that whatever a claim speaks of is already there to be seen.
 */
export function createGapDuty(store: Store, clock: Clock): Duty {
	let claims: ReadonlyMap<string, number> = new Map();
	/** Read when something is missed, and once a sweep. */
	let goneOnPurpose: Promise<ReadonlyMap<string, readonly number[]>> | undefined;

	async function remember(author: string, seqs: readonly number[]): Promise<void> {
		await store.revise('ops', opsId.gap(author), (doc) => {
			const before = heldIn(doc);
			const after = hold(before, seqs);
			return sameHeld(before, after) ? undefined : { ...doc, ...after };
		});
	}

	async function check(author: string, acknowledged: number): Promise<void> {
		let before = heldIn(await store.get('ops', opsId.gap(author)));
		if (missing(before, acknowledged, 1).length > 0) {
			const own = (await (goneOnPurpose ??= numbersGone(store))).get(author) ?? [];
			if (own.length > 0) await remember(author, own);
			before = heldIn(await store.get('ops', opsId.gap(author)));
		}
		const lost = missing(before, acknowledged);
		const alarmed = lost.length > 0;
		const isKnown = lost.join() === (before.lost ?? []).join();
		if (isKnown && alarmed === (before.alarmed ?? false)) return;
		if (alarmed) {
			const detail = { lost: lost.slice(0, 100), acknowledged };
			await raiseAlarm(store, clock, 'gap', author, detail);
		} else await settleAlarm(store, 'gap', author);
		// Last, so that a relay that dies in between does the same again.
		await store.revise('ops', opsId.gap(author), (doc) => ({ ...heldIn(doc), lost, alarmed }));
	}

	return {
		async sweepBegins() {
			const devices = await store.range('ops', ...opsRange('device'));
			claims = new Map(
				devices.flatMap((doc) =>
					Object.entries((doc as unknown as DeviceDoc).acked ?? {}).map(
						([epoch, n]): [string, number] => [`${doc._id.slice('device~'.length)}.${epoch}`, n]
					)
				)
			);
		},
		async seen(_db: DatabaseName, docs: readonly Doc[]) {
			const byAuthor = new Map<string, number[]>();
			for (const { _id } of docs) {
				const id = factIdIn(_id);
				// What the server says it says under a name of its own each time: it numbers nothing.
				if (!id || isServerName(partsOf(id).device)) continue;
				const author = authorOf(id);
				byAuthor.set(author, [...(byAuthor.get(author) ?? []), partsOf(id).seq]);
			}
			for (const [author, seqs] of byAuthor) await remember(author, seqs);
		},
		async sweepDone() {
			goneOnPurpose = undefined;
			for (const [author, acknowledged] of claims) await check(author, acknowledged);
		}
	};
}

/**
 * By author, numbers whose facts are no more because they were to be forgotten or
 * their time was over. They are in `orders`, which no restore takes back.
 */
async function numbersGone(store: Store): Promise<ReadonlyMap<string, readonly number[]>> {
	const gone = new Map<string, number[]>();
	const add = (author: string, seqs: Iterable<number>): void =>
		void gone.set(author, [...(gone.get(author) ?? []), ...seqs]);
	for (const { facts } of await everyOrder(store))
		for (const id of facts) add(authorOf(id), [partsOf(id).seq]);
	for (const [author, runs] of await everySpent(store)) add(author, numbersIn(runs));
	return gone;
}

const sameHeld = (a: Held, b: Held): boolean =>
	a.mark === b.mark && a.beyond.join() === b.beyond.join();
