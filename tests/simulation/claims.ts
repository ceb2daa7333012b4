import { authorOf, parseFactId, partsOf, type DatabaseName } from '../../src/lib/domain/ids';
import type { Doc } from '../../src/lib/server/store/store';

/** What devices have claimed to be safe, and whether the server's alarms about it are true. */
export interface Claims {
	/** A request was taken in whole. */
	answered(request: { device: string; epoch: number; acked: number }): void;
	wrote(db: DatabaseName, doc: Doc): void;
	restored(contents: ReadonlyMap<DatabaseName, readonly Doc[]>): void;
	/** Numbers of an author that were claimed since the last restore and are nowhere on the server. */
	missing(author: string): number[];
	/** The highest number of an author that was claimed since the last restore. */
	claimed(author: string): number;
	authors(): Iterable<string>;
	/** True where a device has been heard under this name since the last restore. */
	isMet(device: string): boolean;
}

/** A sweep of the relay takes so long at most: what arrives meanwhile it may not have seen. */
const SWEEP = 10_000;

export function createClaims(violated: (what: string) => void, now: () => number): Claims {
	/** By author, each number and when it was first there. */
	const present = new Map<string, Map<number, number>>();
	const claimed = new Map<string, number>();

	function see({ _id }: Doc, at: number): void {
		const id = factIdIn(_id);
		if (!id) return;
		const author = authorOf(id);
		const numbers = present.get(author) ?? new Map<number, number>();
		const { seq } = partsOf(id);
		present.set(author, numbers.set(seq, numbers.get(seq) ?? at));
	}

	function missing(author: string): number[] {
		const numbers = present.get(author) ?? new Map<number, number>();
		return Array.from({ length: claimed.get(author) ?? 0 }, (_, i) => i + 1).filter(
			(seq) => !numbers.has(seq)
		);
	}

	/** An alarm is raised for what is missing at that moment, and closed once nothing it named is. */
	function judge(author: string, alarm: Doc): void {
		const lost = (alarm['detail'] as { lost?: number[] }).lost ?? [];
		const since = (seq: number): number => present.get(author)?.get(seq) ?? Infinity;
		const seen = lost.filter((seq) => since(seq) < now() - SWEEP);
		if (alarm['open'] === true && seen.length > 0)
			violated(`the alarm for ${author} names ${seen}, which are there`);
		if (alarm['open'] !== true && lost.some((seq) => since(seq) === Infinity))
			violated(`the alarm for ${author} closed before all of ${lost} were there`);
	}

	return {
		answered({ device, epoch, acked }) {
			const author = `${device}.${epoch}`;
			claimed.set(author, Math.max(acked, claimed.get(author) ?? 0));
		},
		wrote(db, doc) {
			see(doc, now());
			if (db === 'ops' && doc._id.startsWith('alarm~gap~'))
				judge(doc._id.slice('alarm~gap~'.length), doc);
		},
		restored(contents) {
			present.clear();
			claimed.clear();
			for (const docs of contents.values()) for (const doc of docs) see(doc, -Infinity);
		},
		missing,
		claimed: (author) => claimed.get(author) ?? 0,
		authors: () => claimed.keys(),
		isMet: (device) => [...claimed.keys()].some((author) => author.startsWith(`${device}.`))
	};
}

/** The fact a document is, or is the refusal of. */
function factIdIn(id: string): string | undefined {
	const named = id.startsWith('refused~') ? id.slice('refused~'.length, id.lastIndexOf('~')) : id;
	return parseFactId(named) ? named : undefined;
}
