import type { Fact } from './facts';
import type { DatabaseName, Day } from './ids';

/**
 * A closed day of one database as one record: the day's facts as one line of
 * JSON. It travels compressed, rests as text and is taken apart only when
 * somebody opens that day.
 */
export interface Segment {
	readonly db: DatabaseName;
	readonly day: Day;
	/** Of the text, so that the same facts have the same name everywhere. */
	readonly hash: string;
	readonly text: string;
	readonly count: number;
}

/** A segment as it is announced: enough to ask for it. */
export interface SegmentName {
	readonly day: Day;
	readonly hash: string;
}

/** The facts of a day as a segment's text: sorted, so that equal sets have equal text. */
export const segmentText = (facts: readonly Fact[]): string =>
	JSON.stringify(facts.toSorted((a, b) => (a._id < b._id ? -1 : 1)));

export const segmentFacts = (text: string): Fact[] => JSON.parse(text) as Fact[];
