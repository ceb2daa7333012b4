import type { FactId } from '../../domain/ids';
import type { App } from '../../app';
import { m } from '../../paraglide/messages';
import type { Noted, NotedAttendance, Saying } from '../../usecases/training/note-attendance';
import { attendanceProblem, markWord } from './words';

/** What was said last, in words, and what takes it back. */
interface Last {
	readonly text: string;
	readonly noted: readonly Noted[];
}

/** The roll call of one half-day: every tap is saved, the last can be taken back. */
export class Roll {
	last = $state.raw<Last>();
	/** What went wrong with the last tap. */
	problem = $state<string>();
	#app: App;
	#session: FactId;

	constructor(app: App, session: FactId) {
		this.#app = app;
		this.#session = session;
	}

	/** Answers what is wrong, in words; nothing where it was saved. */
	async say(person: string, name: string, saying: Saying): Promise<string | undefined> {
		const session = this.#session;
		const text = m.train_said({ name, what: markWord(saying).toLowerCase() });
		return this.#run(() => this.#app.noteAttendance({ session, person, ...saying }), text);
	}

	async allPresent(people: readonly string[]): Promise<void> {
		const session = this.#session;
		await this.#run(
			() => this.#app.noteAllPresent({ session, people }),
			(noted) => m.train_said_all({ count: noted.length })
		);
	}

	/** A signature counts no more; it stays readable with the reason. */
	async strike(signature: FactId | undefined, why: string): Promise<string | undefined> {
		if (signature === undefined) return undefined;
		const done = await this.#app.strikeSignature({ session: this.#session, signature, why });
		if ('failed' in done) return m.plan_no_room();
		return 'problem' in done ? m.train_needs_reason() : undefined;
	}

	async undo(): Promise<void> {
		const { last } = this;
		if (!last) return;
		this.last = undefined;
		const session = this.#session;
		await this.#run(() => this.#app.undoAttendance({ session, noted: last.noted }), undefined);
	}

	async #run(
		act: () => Promise<NotedAttendance>,
		said: string | ((noted: readonly Noted[]) => string) | undefined
	): Promise<string | undefined> {
		this.problem = undefined;
		try {
			const done = await act();
			if ('failed' in done) this.problem = m.plan_no_room();
			else if ('wrong' in done) this.problem = attendanceProblem[done.wrong]();
			else if (said !== undefined && done.noted.length > 0)
				this.last = {
					text: typeof said === 'string' ? said : said(done.noted),
					noted: done.noted
				};
		} catch (error) {
			console.error(error);
			this.problem = m.plan_broken();
		}
		return this.problem;
	}
}
