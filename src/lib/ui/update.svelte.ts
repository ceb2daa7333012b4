import { busy } from './busy.svelte';

const LOOK_EVERY = 3_600_000;
const WORKER = '/service-worker.js';

/** As the standard has it, but for its result, which TypeScript's interfaces still take for a string. */
interface ScriptAddresses {
	createScriptURL(address: string): string;
}
const { trustedTypes } = globalThis as {
	trustedTypes?: { createPolicy(name: string, rules: ScriptAddresses): ScriptAddresses };
};

/** The one script address this app may name while it runs. Not every browser has Trusted Types. */
const policy = trustedTypes?.createPolicy('telecentres-worker', {
	createScriptURL(address) {
		if (address !== WORKER) throw new TypeError('no script of this app is there');
		return address;
	}
});

/**
 * The app's own next version: noticed, offered, and only ever started by
 * `apply`. Reloading loses what is being typed, so nothing here reloads unasked.
 */
class Update {
	/** A newer version is on the device and waits. */
	ready = $state(false);
	#waiting: ServiceWorker | undefined;
	/** This tab was told to take it. */
	#asked = false;
	/** Another tab has taken it: this one still runs the version before. */
	#replaced = false;

	/** Registers the service worker. To be called once, in the browser. */
	async watch(): Promise<void> {
		if (!('serviceWorker' in navigator)) return;
		const first = !navigator.serviceWorker.controller;
		navigator.serviceWorker.addEventListener('controllerchange', () => {
			// The first worker of all takes over a page that is already its own version.
			if (this.#replaced || (first && !this.#waiting)) return;
			this.#replaced = true;
			// Asked for in another tab: what is being done in this one is not lost for that, it is offered here too.
			if (this.#asked || !isUnderWay()) location.reload();
			else this.ready = true;
		});
		const address = policy?.createScriptURL(WORKER) ?? WORKER;
		const registration = await navigator.serviceWorker.register(address, {
			updateViaCache: 'none',
			type: import.meta.env.DEV ? 'module' : 'classic'
		});
		this.#notice(registration);
		registration.addEventListener('updatefound', () => {
			const coming = registration.installing;
			coming?.addEventListener('statechange', () => this.#notice(registration));
		});
		const look = (): void => void registration.update().catch(() => {});
		setInterval(look, LOOK_EVERY);
		document.addEventListener('visibilitychange', () => document.hidden || look());
	}

	#notice(registration: ServiceWorkerRegistration): void {
		if (!registration.waiting || !navigator.serviceWorker.controller) return;
		this.#waiting = registration.waiting;
		this.ready = true;
	}

	/** Starts the waiting version: this tab reloads, and any other in which nothing is under way. */
	apply(): void {
		this.#asked = true;
		if (this.#replaced) location.reload();
		else this.#waiting?.postMessage({ type: 'SKIP_WAITING' });
	}
}

/** Somebody is in the middle of something here, or has typed what is not saved yet. */
function isUnderWay(): boolean {
	const fields = document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(
		'input, textarea'
	);
	return busy.current || [...fields].some(({ value, defaultValue }) => value !== defaultValue);
}

export const update = new Update();
