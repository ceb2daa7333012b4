import { m } from '../../paraglide/messages';

/** What a verb about places answers, as far as it matters here. */
type Answer = object;

/** What was just done, in words, and how to take it back. */
export interface Said {
	readonly text: string;
	/** Answers why it could not be taken back; nothing where it was. */
	readonly undo?: () => Promise<string | undefined>;
}

/**
 * One act at a time: what is wrong is answered beside its control, what was done is
 * said in the strip below, where it can be taken back for a few seconds.
 */
export class Acts {
	said = $state.raw<Said>();
	busy = $state(false);

	/** Answers what went wrong, in words; nothing where all went well. */
	async run<A extends Answer>(
		act: () => Promise<A>,
		{
			wrong,
			done
		}: {
			/** What an answer that is no success means. */
			wrong: (answer: A) => string | undefined;
			done: (answer: A) => Said;
		}
	): Promise<string | undefined> {
		if (this.busy) return undefined;
		this.busy = true;
		// What was done before this is not what “undo” would mean any more.
		this.said = undefined;
		try {
			const answer = await act();
			if ('failed' in answer) return m.plan_no_room();
			const problem = wrong(answer);
			if (problem === undefined) this.said = done(answer);
			return problem;
		} catch (error) {
			console.error(error);
			return m.plan_broken();
		} finally {
			this.busy = false;
		}
	}

	async undo(): Promise<void> {
		const undo = this.said?.undo;
		if (!undo || this.busy) return;
		this.busy = true;
		try {
			const why = await undo();
			this.said = { text: why === undefined ? m.plan_undone() : m.plan_undo_failed({ why }) };
		} catch (error) {
			console.error(error);
			this.said = { text: m.plan_broken() };
		} finally {
			this.busy = false;
		}
	}
}
