import type { Fact } from '../domain/facts';
import { parseFiled } from '../domain/parse';
import { segmentFacts, type Segment } from '../domain/segments';

/** The facts of a segment that are facts. */
export const factsIn = ({ db, text }: Pick<Segment, 'db' | 'text'>): Fact[] =>
	parseFiled(db, segmentFacts(text)).map(({ fact }) => fact);
