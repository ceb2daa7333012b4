import { canonical, type Fact } from '../../src/lib/domain/facts';
import {
	authorOf,
	parseFactId,
	partsOf,
	type DatabaseName,
	type FactId
} from '../../src/lib/domain/ids';
import type { FactRow } from '../../src/lib/domain/rows';
import type { Doc } from '../../src/lib/server/store/store';

/** One fact that some device has committed. */
export interface Entry {
	readonly id: FactId;
	readonly fact: Fact;
	readonly body: string;
	readonly db: DatabaseName;
	/** The tap that wrote it was answered: the screen has said "saved". */
	tapped: boolean;
}

/** What the simulation knows better than any of its parts: everything that ever happened. */
export interface Ledger {
	/** A device has committed this row as its own. */
	committed(row: FactRow): Entry;
	/** A tap was answered with these facts. */
	tapped(facts: readonly Fact[]): void;
	/** The server has written a document. */
	wrote(db: DatabaseName, doc: Doc): void;
	/** A restore has left the server with these documents alone. */
	restored(contents: ReadonlyMap<DatabaseName, readonly Doc[]>): void;
	/** From now on another disk may give numbers under this name too, without knowing. */
	share(device: { readonly device: string; readonly epoch: number }): void;
	entries(): Iterable<Entry>;
	/** Bodies that a restore has taken from the server, and that it has not got back. */
	readonly dropped: ReadonlySet<string>;
	/** Bodies that were on the server at any time. */
	readonly stored: ReadonlySet<string>;
	/** True where two disks have given one id to two facts. */
	isContested(id: FactId): boolean;
	isShared(id: FactId): boolean;
	/** True of what two disks could both write as this author: until one of them is told apart. */
	isCopied(author: string): boolean;
	/** True where the server may rightly take a device for another: it has a copy, or the server forgot. */
	isInDoubt(device: string): boolean;
}

const bodies = new WeakMap<object, string>();

/** The body of a fact or document as text, remembered: the same object is asked for often. */
export function bodyOf(fact: object): string {
	let body = bodies.get(fact);
	if (body === undefined) bodies.set(fact, (body = canonical(fact)));
	return body;
}

export function createLedger(violated: (what: string) => void): Ledger {
	const entries = new Map<string, Entry>();
	const bodiesOfId = new Map<FactId, Set<string>>();
	const idsOfNumber = new Map<string, Set<string>>();
	const shared = new Set<string>();
	const copied = new Set<string>();
	/** By database and id. */
	const onServer = new Map<string, string>();
	const stored = new Set<string>();
	const dropped = new Set<string>();
	let hasForgotten = false;

	function take<K>(map: Map<K, Set<string>>, key: K, value: string): number {
		const found = map.get(key) ?? new Set();
		map.set(key, found.add(value));
		return found.size;
	}

	const isShared = (id: FactId): boolean => shared.has(partsOf(id).device);

	return {
		committed(row) {
			const { fact, db, id } = row;
			const body = bodyOf(fact);
			const known = entries.get(body);
			if (known) return known;
			const entry: Entry = { id, fact, body, db, tapped: false };
			entries.set(body, entry);
			take(bodiesOfId, id, body);
			const author = authorOf(id);
			if (take(idsOfNumber, `${author}~${partsOf(id).seq}`, body) > 1 && !isShared(id))
				violated(`the number of ${id} was given out twice`);
			return entry;
		},
		tapped(facts) {
			for (const fact of facts) {
				const entry = entries.get(canonical(fact));
				if (entry) entry.tapped = true;
				else violated(`${fact._id} was called saved and is not on the disk`);
			}
		},
		wrote(db, doc) {
			if (!parseFactId(doc._id)) return;
			const body = bodyOf(doc);
			const place = `${db}|${doc._id}`;
			const before = onServer.get(place);
			if (before !== undefined && before !== body)
				violated(`${doc._id} has had two bodies on the server`);
			onServer.set(place, body);
			stored.add(body);
			dropped.delete(body);
		},
		restored(contents) {
			hasForgotten = true;
			const kept = new Set<string>();
			for (const [db, docs] of contents) for (const { _id } of docs) kept.add(`${db}|${_id}`);
			for (const [place, body] of onServer) {
				if (kept.has(place)) continue;
				dropped.add(body);
				onServer.delete(place);
			}
		},
		share({ device, epoch }) {
			shared.add(device);
			copied.add(`${device}.${epoch}`);
		},
		entries: () => entries.values(),
		dropped,
		stored,
		isContested: (id) => (bodiesOfId.get(id)?.size ?? 0) > 1,
		isShared,
		isCopied: (author) => copied.has(author),
		isInDoubt: (device) => hasForgotten || shared.has(device)
	};
}
