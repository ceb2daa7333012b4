import type { SessionPage } from '../folds/session';
import type { FactId } from '../ids';
import type { Signature } from './words';

/** Signatures given many at once: nobody signs a week of half-days, or for a whole room, in a breath. */

/** One person, this many half-days… */
export const HALF_DAYS_AT_ONCE = 3;
/** …within so many milliseconds. */
export const ONE_SITTING = 10 * 60_000;
/** One device, this many people… */
export const PEOPLE_AT_ONCE = 5;
/** …within so many milliseconds. */
export const ONE_BREATH = 15_000;

interface Bulk {
	readonly person: string;
	readonly fact: FactId;
	/** How many were given with it, itself included. */
	readonly count: number;
}

/** Which signatures of a half-day were given in bulk; `others` are further half-days. */
export function bulkIn(page: SessionPage, others: readonly SessionPage[]): readonly Bulk[] {
	const here = counting(page);
	const elsewhere = others
		.filter(({ session }) => session?.id !== page.session?.id)
		.flatMap((other) => counting(other));
	return here.flatMap((one) => {
		const { person, fact } = one;
		const own = elsewhere.filter((other) => other.person === person && other.as === one.as);
		const count = mostWithin(ONE_SITTING, one, own);
		if (count >= HALF_DAYS_AT_ONCE) return [{ person, fact, count }];
		const beside = here.filter(
			(other) =>
				other.fact !== fact &&
				other.as === 'learner' &&
				one.as === 'learner' &&
				other.seal.chain === one.seal.chain
		);
		const crowd = mostWithin(ONE_BREATH, one, beside);
		return crowd >= PEOPLE_AT_ONCE ? [{ person, fact, count: crowd }] : [];
	});
}

/** Most signatures, `one` among them, that any stretch of so many milliseconds holds. */
function mostWithin(span: number, one: Signature, others: readonly Signature[]): number {
	const near = others.map(({ when }) => when).filter((when) => Math.abs(when - one.when) <= span);
	const starts = [...near, one.when].filter((when) => when <= one.when);
	const counts = starts.map(
		(from) => near.filter((when) => when >= from && when <= from + span).length
	);
	return Math.max(0, ...counts) + 1;
}

const counting = ({ signatures }: SessionPage): readonly Signature[] =>
	Object.values(signatures).filter(({ struck }) => struck === undefined);
