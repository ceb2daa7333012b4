import type { GroupPage } from '../folds/group';
import type { SessionPage } from '../folds/session';
import type { FactId } from '../ids';
import { hoursRealised } from './progress';
import { rollOf, trainerSignature, type RollLine } from './roll';
import type { Session, Signature } from './words';

/** What tables of training are made of: the lines of the roll call, with the hours that follow from them. */

export interface Attended {
	readonly session: Session;
	readonly line: RollLine;
	/** Realised, as everywhere: see `hoursRealised`. */
	readonly hours: number;
	/** The trainer's own for the half-day, that counts. */
	readonly trainer?: Signature;
}

/** Who was, or should have been, at one half-day; nobody at one that did not take place. */
export function attendedAt(page: SessionPage, group: GroupPage): readonly Attended[] {
	const { session } = page;
	if (!session || session.cancelled !== undefined) return [];
	const trainer = trainerSignature(page);
	return rollOf(page, group).map((line) => ({
		...{ session, line, hours: hoursRealised(wordsOf(line, session.id), [session]) },
		...(trainer && { trainer })
	}));
}

/** What was said of one learner over some half-days. Hours are hours, minutes are minutes late. */
export interface Totals {
	readonly person: string;
	readonly halfDays: number;
	readonly present: number;
	readonly late: number;
	readonly absent: number;
	/** Of so many nothing was said. */
	readonly unsaid: number;
	readonly minutes: number;
	readonly signed: number;
	readonly planned: number;
	readonly realised: number;
}

/** By learner, in the order in which they first appear. */
export function totalsOf(all: readonly Attended[]): readonly Totals[] {
	const people = [...new Set(all.map(({ line }) => line.person))];
	return people.map((person) => {
		const own = all.filter(({ line }) => line.person === person);
		const count = (counts: (line: RollLine) => unknown): number =>
			own.filter(({ line }) => counts(line)).length;
		const sum = (of: (one: Attended) => number): number =>
			own.reduce((before, one) => before + of(one), 0);
		return {
			...{ person, halfDays: own.length },
			present: count(({ mark }) => mark?.is === 'present'),
			late: count(({ mark }) => mark?.is === 'late'),
			absent: count(({ mark }) => mark?.is === 'absent'),
			unsaid: count(({ mark }) => !mark),
			minutes: sum(({ line: { mark } }) => (mark?.is === 'late' ? (mark.minutes ?? 0) : 0)),
			signed: count(({ signature }) => signature),
			planned: sum(({ session }) => session.hours),
			// In minutes, as `hoursRealised` adds them: hours alone would lose some on the way.
			realised: sum(({ hours }) => Math.round(hours * 60)) / 60
		};
	});
}

/** The words of this line alone: they may have been noted under the id somebody came with before it was known who they are. */
const wordsOf = ({ words, signature }: RollLine, session: FactId) => ({
	marks: words.length > 0 ? { [session]: words } : {},
	signed: signature ? { [session]: [signature.fact] } : {}
});
