import type { Answered } from '../../ports/office';
import type { Failure } from '../../ports/network';

/** What the office was asked, as state. The last answer stays while it is asked again. */
export class Asked<T> {
	#ask: () => Promise<Answered<T>>;
	#round = 0;
	ok = $state.raw<T>();
	/** Why the last question had no answer. */
	failure = $state.raw<Failure>();
	asking = $state(false);

	constructor(ask: () => Promise<Answered<T>>) {
		this.#ask = ask;
	}

	/** Of two questions under way, the later one is answered. */
	again = async (): Promise<void> => {
		const round = (this.#round += 1);
		this.asking = true;
		const answer = await this.#ask();
		if (round !== this.#round) return;
		this.asking = false;
		this.failure = 'failure' in answer ? answer.failure : undefined;
		if ('ok' in answer) this.ok = answer.ok;
	};
}
