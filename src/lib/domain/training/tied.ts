import type { LearnerPage } from '../folds/learner';
import type { FactId } from '../ids';
import type { RollLine } from './roll';

/**
 * Somebody's way with what was said of them under the ids they came with, before it
 * was known who they were: `lines` are theirs, of the rolls of those half-days. So a
 * matrix, a certificate and a table count the hours that the sheet counts.
 */
export function withTied(
	learner: LearnerPage,
	lines: readonly (readonly [session: FactId, line: RollLine])[]
): LearnerPage {
	if (lines.length === 0) return learner;
	const [marks, signed] = [{ ...learner.marks }, { ...learner.signed }];
	for (const [session, { words, signature }] of lines) {
		if (words.length > 0) marks[session] = words;
		if (signature) signed[session] = [signature.fact];
	}
	return { ...learner, marks, signed };
}
