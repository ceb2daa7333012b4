import { hold, missing, type Held } from '../../domain/gaps';
import {
	authorOf,
	opsId,
	opsRange,
	parseFactId,
	partsOf,
	type DatabaseName
} from '../../domain/ids';
import type { Clock } from '../../ports/clock';
import { raiseAlarm, settleAlarm } from '../gateway/alarms';
import { heldIn, type DeviceDoc } from '../gateway/standing';
import type { Doc, Store } from '../store/store';
import type { Duty } from './duty';

/**
 * Looks for lost facts: numbers a device says were acknowledged and that are in
 * no database, refused ones included. Claims are read before the databases, so
 * that whatever a claim speaks of is already there to be seen.
 */
export function createGapDuty(store: Store, clock: Clock): Duty {
	let claims: ReadonlyMap<string, number> = new Map();

	async function remember(author: string, seqs: readonly number[]): Promise<void> {
		await store.revise('ops', opsId.gap(author), (doc) => {
			const before = heldIn(doc);
			const after = hold(before, seqs);
			return sameHeld(before, after) ? undefined : { ...doc, ...after };
		});
	}

	async function check(author: string, acknowledged: number): Promise<void> {
		const before = heldIn(await store.get('ops', opsId.gap(author)));
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
				if (!id) continue;
				const author = authorOf(id);
				byAuthor.set(author, [...(byAuthor.get(author) ?? []), partsOf(id).seq]);
			}
			for (const [author, seqs] of byAuthor) await remember(author, seqs);
		},
		async sweepDone() {
			for (const [author, acknowledged] of claims) await check(author, acknowledged);
		}
	};
}

/** The fact a document is, or is the refusal of. */
function factIdIn(id: string): string | undefined {
	const named = id.startsWith('refused~') ? id.slice('refused~'.length, id.lastIndexOf('~')) : id;
	return parseFactId(named) ? named : undefined;
}

const sameHeld = (a: Held, b: Held): boolean =>
	a.mark === b.mark && a.beyond.join() === b.beyond.join();
