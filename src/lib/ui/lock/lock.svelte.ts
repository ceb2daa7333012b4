/** So long may nobody touch anything before the screen is locked, milliseconds. */
const QUIET = 300_000;
/** A kiosk stands in the open. */
const QUIET_KIOSK = 90_000;
/** Other tabs are told of a touch no more often than this. */
const TOLD_EVERY = 5_000;

type Word = 'open' | 'closed' | 'touched';

/**
 * Whether somebody has shown the code. Kept in memory alone: a reload locks. One
 * person sits before all tabs of a browser, so they are unlocked, locked and kept
 * awake together; a tab that is opened later begins locked, as after a reload.
 */
class Lock {
	open = $state(false);
	/** A screen is kept behind the lock as it was left: reloading would lose it. */
	holds = $state(false);
	/** The screen was locked for want of a touch, not by a reload. */
	rested = $state(false);
	#quiet = QUIET;
	#touched = now();
	#told = 0;
	#tabs = new BroadcastChannel('telecentres-lock');

	constructor() {
		this.#tabs.onmessage = ({ data }: MessageEvent<Word>) => {
			if (data === 'open') this.#unlocked();
			else if (data === 'closed') this.open = false;
			else if (this.open) this.#touched = now();
		};
		setInterval(() => this.#rest(), 1000);
	}

	unlock(where: 'kiosk' | 'staff'): void {
		this.#quiet = where === 'kiosk' ? QUIET_KIOSK : QUIET;
		this.#unlocked();
		this.#tell('open');
	}

	close(): void {
		if (!this.open) return;
		this.open = false;
		this.rested = false;
		this.#tell('closed');
	}

	/** Somebody is there. Who comes back after the time is over finds it locked first. */
	touch(): void {
		this.#rest();
		if (!this.open) return;
		this.#touched = now();
		if (this.#touched.steady - this.#told < TOLD_EVERY) return;
		this.#told = this.#touched.steady;
		this.#tell('touched');
	}

	#unlocked(): void {
		this.#touched = now();
		this.open = true;
	}

	#rest(): void {
		if (!this.open || quietSince(this.#touched) < this.#quiet) return;
		this.close();
		this.rested = true;
	}

	#tell(word: Word): void {
		this.#tabs.postMessage(word);
	}
}

/** Two clocks: one stands still while the machine sleeps, the other can be set back. */
const now = () => ({ steady: performance.now(), wall: Date.now() });
const quietSince = ({ steady, wall }: ReturnType<typeof now>): number =>
	Math.max(performance.now() - steady, Date.now() - wall);

export const lock = new Lock();
