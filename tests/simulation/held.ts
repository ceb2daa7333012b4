import type { Fact, Filed } from '../../src/lib/domain/facts';
import type { PageKey } from '../../src/lib/domain/ids';
import { pagesOf } from '../../src/lib/domain/kinds';
import { segmentFacts } from '../../src/lib/domain/segments';
import type { SegmentRow } from '../../src/lib/ports/tables';
import type { Resting } from './device-disk';
import { bodyOf } from './ledger';

const opened = new WeakMap<SegmentRow, readonly Fact[]>();

/** A segment's facts, taken apart once. */
function factsIn(segment: SegmentRow): readonly Fact[] {
	let facts = opened.get(segment);
	if (!facts) opened.set(segment, (facts = segmentFacts(segment.text)));
	return facts;
}

/** Every fact a disk holds and does not show as refused: rows and segments, each once a database. */
export function factsHeld({ facts, segments }: Resting): Filed[] {
	const held = new Map<string, Filed>();
	for (const segment of segments.values())
		for (const fact of factsIn(segment))
			held.set(`${segment.db}|${fact._id}`, { db: segment.db, fact });
	for (const { db, fact, refused } of facts.values())
		if (!refused) held.set(`${db}|${fact._id}`, { db, fact });
	return [...held.values()];
}

export const factsOnPage = (resting: Resting, key: PageKey): Filed[] =>
	factsHeld(resting).filter(({ fact }) => pagesOf(fact).includes(key));

export const segmentHolds = (segment: SegmentRow, { id, body }: { id: string; body: string }) =>
	factsIn(segment).some((fact) => fact._id === id && bodyOf(fact) === body);
