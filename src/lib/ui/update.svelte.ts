const LOOK_EVERY = 3_600_000;

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
		const registration = await navigator.serviceWorker.register('/service-worker.js', {
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
