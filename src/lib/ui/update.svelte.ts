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

	/** Registers the service worker. To be called once, in the browser. */
	async watch(): Promise<void> {
		if (!('serviceWorker' in navigator)) return;
		let replaced = false;
		const first = !navigator.serviceWorker.controller;
		navigator.serviceWorker.addEventListener('controllerchange', () => {
			// The first worker of all takes over a page that is already its own version.
			if (replaced || (first && !this.#waiting)) return;
			replaced = true;
			location.reload();
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

	/** Starts the waiting version; every open tab reloads. */
	apply(): void {
		this.#waiting?.postMessage({ type: 'SKIP_WAITING' });
	}
}

export const update = new Update();
