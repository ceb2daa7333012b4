/** Seconds that run out, counted on a clock no setting disturbs. */
export class Countdown {
	#seconds: number;
	#ended: () => void;
	#until = 0;
	#timer: ReturnType<typeof setInterval> | undefined;
	/** Whole seconds left, from the full count down to 0. */
	left = $state(0);

	constructor(seconds: number, ended: () => void) {
		this.#seconds = seconds;
		this.#ended = ended;
		this.left = seconds;
	}

	get running(): boolean {
		return this.#timer !== undefined;
	}

	/** From the full count again, or from another one. */
	start(seconds = this.#seconds): void {
		this.stop();
		this.left = seconds;
		this.#until = performance.now() + seconds * 1000;
		this.#timer = setInterval(() => this.#tick(), 250);
	}

	stop(): void {
		clearInterval(this.#timer);
		this.#timer = undefined;
	}

	#tick(): void {
		this.left = Math.max(0, Math.ceil((this.#until - performance.now()) / 1000));
		if (this.left > 0) return;
		this.stop();
		this.#ended();
	}
}
