import { actionsOf, type Action } from './action';
import { lengthOf, runHistory, type Options, type Outcome } from './history';

export interface Shrunk {
	readonly actions: readonly Action[];
	readonly outcome: Outcome;
}

/** Runs a failing history is tried again, at most. */
const TRIES = 150;

/**
 * The same failure with fewer actions: ever smaller pieces are taken away for as
 * long as something still goes wrong. An action taken away leaves its pause.
 */
export async function shrink(seed: number, options: Options = {}): Promise<Shrunk> {
	let actions: readonly Action[] =
		options.actions ?? actionsOf(seed, options.count ?? lengthOf(seed));
	let outcome = await runHistory(seed, { ...options, actions });
	let tries = 0;
	for (let piece = actions.length >> 1; piece >= 1; piece >>= 1)
		for (let from = 0; from < actions.length && tries < TRIES;) {
			const fewer = without(actions, from, piece);
			const again = await runHistory(seed, { ...options, actions: fewer });
			tries += 1;
			if (again.violations.length > 0) [actions, outcome] = [fewer, again];
			else from += piece;
		}
	return { actions, outcome };
}

function without(actions: readonly Action[], from: number, count: number): Action[] {
	const pause = actions.slice(from, from + count).reduce((sum, { after }) => sum + after, 0);
	const [next, ...rest] = actions.slice(from + count);
	const later = next ? [{ ...next, after: next.after + pause }, ...rest] : [];
	return [...actions.slice(0, from), ...later];
}

/** A failure in words: what was broken, by which few actions, and how to see it again. */
export async function report(seed: number, options: Options = {}): Promise<string> {
	const { actions, outcome } = await shrink(seed, options);
	return [
		`history ${seed} breaks a promise:`,
		...outcome.violations.slice(0, 5).map((violation) => `  ${violation.slice(0, 500)}`),
		`still so with these ${actions.length} actions:`,
		...actions.map(({ after, what }) => `  +${after} ms ${what}`),
		`again, from the start: npm run sim -- --runs 1 --seed ${seed}`
	].join('\n');
}
