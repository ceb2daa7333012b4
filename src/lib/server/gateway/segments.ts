import { createHash } from 'node:crypto';
import { dayRange, partsOf, type DatabaseName, type Day } from '../../domain/ids';
import { isDayBound } from '../../domain/kinds';
import { segmentText, type Segment, type SegmentName } from '../../domain/segments';
import type { Fact } from '../../domain/facts';
import { asFact, isFactDoc, type Doc, type Store } from '../store/store';

/** The days of a store as segments, made when first asked for and again when a day has changed. */
export interface Segments {
	/** The days from `first` to `last`, and the sequence they are at least as new as. */
	announce(db: DatabaseName, first: Day, last: Day): Promise<Announced>;
	/** Those of the days that hold anything, in the order asked for. */
	fetch(db: DatabaseName, days: readonly Day[]): AsyncIterable<Segment>;
}

export interface Announced {
	readonly seq: string;
	readonly names: readonly SegmentName[];
	/** What was said on those days and rests in no segment, since others' pages need it: a signature. */
	readonly apart: readonly Fact[];
}

/** All of a day: no segment where none of it is that day's alone. */
interface Made {
	readonly segment?: Segment;
	readonly apart: readonly Fact[];
}

interface Known {
	seq: string | null;
	/** `undefined` for a day that has changed since. */
	readonly days: Map<Day, Made | undefined>;
	turn: Promise<void>;
}

const READ_AT_ONCE = 1_000;

export function createSegments(store: Store): Segments {
	const known = new Map<DatabaseName, Known>();

	/** Reads what has changed and forgets those days; one reader a database at a time. */
	async function catchUp(db: DatabaseName): Promise<Known> {
		let entry = known.get(db);
		if (!entry) known.set(db, (entry = { seq: null, days: new Map(), turn: Promise.resolve() }));
		const its = entry;
		const turn = its.turn.then(() => follow(db, its));
		its.turn = turn.catch(() => {});
		await turn;
		return its;
	}

	async function follow(db: DatabaseName, entry: Known): Promise<void> {
		for (;;) {
			const changes = await store.changes(db, entry.seq, READ_AT_ONCE);
			if ('gone' in changes) {
				entry.seq = null;
				entry.days.clear();
				continue;
			}
			for (const doc of changes.docs)
				if (isFactDoc(doc)) entry.days.set(partsOf(doc._id).day, undefined);
			entry.seq = changes.seq;
			if (!changes.more) return;
		}
	}

	async function madeOf(db: DatabaseName, entry: Known, day: Day): Promise<Made> {
		const before = entry.days.get(day);
		if (before) return before;
		const { seq } = entry;
		const made = make(db, day, await store.range(db, ...dayRange(day)));
		// What has changed while it was read must not be taken for what it is now.
		if (entry.seq === seq && entry.days.has(day)) entry.days.set(day, made);
		return made;
	}

	return {
		async announce(db, first, last) {
			const entry = await catchUp(db);
			const seq = entry.seq ?? '';
			const days = [...entry.days.keys()].filter((day) => day >= first && day <= last).sort();
			const names: SegmentName[] = [];
			const apart: Fact[] = [];
			for (const day of days) {
				const made = await madeOf(db, entry, day);
				if (made.segment) names.push({ day, hash: made.segment.hash });
				apart.push(...made.apart);
			}
			return { seq, names, apart };
		},
		async *fetch(db, days) {
			const entry = await catchUp(db);
			for (const day of days) {
				const { segment } = await madeOf(db, entry, day);
				if (segment) yield segment;
			}
		}
	};
}

function make(db: DatabaseName, day: Day, docs: readonly Doc[]): Made {
	const all = docs.filter(isFactDoc).map(asFact);
	const apart = all.filter((fact) => !isDayBound(fact));
	const facts = all.filter(isDayBound);
	if (facts.length === 0) return { apart };
	const text = segmentText(facts);
	return { segment: { db, day, hash: segmentHash(text), text, count: facts.length }, apart };
}

/** 96 bits of SHA-256: enough to tell whether a segment arrived whole. */
const segmentHash = (text: string): string =>
	createHash('sha256').update(text).digest('base64url').slice(0, 16);
