import type { App } from '../../app';
import type { FactId, Slug } from '../../domain/ids';
import type { Closure } from '../../domain/places/slots';
import type { Kept } from '../../domain/places/units';
import { m } from '../../paraglide/messages';
import type { Acts } from '../desk/acts.svelte';

/** What is settled for a whole centre: each act with the words for it, and the way back. */
export function settlingOf(
	app: Pick<App, 'keepPlaces' | 'closeCentre' | 'reopenCentre'>,
	acts: Acts,
	centre: Slug
) {
	return {
		keep(wished: Kept) {
			return acts.run(() => app.keepPlaces({ centre, kept: wished }), {
				wrong: (answer) =>
					'kept' in answer && !answer.kept ? m.plan_kept_same() : problemIn(answer),
				done: (answer) => ({
					text: m.plan_done_kept(),
					undo: async () => {
						const before = 'before' in answer ? answer.before : {};
						return problemIn(await app.keepPlaces({ centre, kept: before }));
					}
				})
			});
		},
		close(closing: Closure) {
			return acts.run(() => app.closeCentre({ centre, ...closing }), {
				wrong: problemIn,
				done: (answer) => ({
					text: m.plan_done_closed(),
					undo: async () =>
						'closure' in answer ? problemIn(await app.reopenCentre(answer.closure)) : undefined
				})
			});
		},
		reopen(closure: FactId, was: Closure) {
			return acts.run(() => app.reopenCentre(closure), {
				wrong: () => undefined,
				done: () => ({
					text: m.plan_done_reopened(),
					undo: async () => problemIn(await app.closeCentre({ centre, ...was }))
				})
			});
		}
	};
}

const PROBLEMS = {
	'too-many': () => m.plan_kept_too_many(),
	'no-number': () => m.plan_kept_no_number(),
	'no-day': () => m.plan_closure_no_day(),
	backwards: () => m.plan_closure_backwards(),
	past: () => m.plan_closure_past(),
	'no-reason': () => m.plan_problem_no_reason()
};
type Answer = { readonly problem: keyof typeof PROBLEMS } | { readonly failed: unknown } | object;

/** Why nothing was written; nothing where all went well. */
function problemIn(answer: Answer): string | undefined {
	if ('failed' in answer) return m.plan_no_room();
	return 'problem' in answer ? PROBLEMS[answer.problem]() : undefined;
}
