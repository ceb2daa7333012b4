/** Chromium's own offer to install, which the standard does not have: https://wicg.github.io/manifest-incubations/ */
interface InstallOffer extends Event {
	prompt(): Promise<unknown>;
}

const KEY = 'telecentres-install';

/** Whether this app can be installed here, and whether somebody has put the thought away for good. */
class Install {
	#offer = $state.raw<InstallOffer>();
	away = $state(true);

	/** Listens for the browser's offer, which comes once and early. To be called once, in the browser. */
	watch(): void {
		this.away = isInstalled() || readAway();
		addEventListener('beforeinstallprompt', (event) => {
			// Asked for when it helps somebody, not when the browser thinks so.
			event.preventDefault();
			this.#offer = event as InstallOffer;
		});
		addEventListener('appinstalled', () => (this.away = true));
	}

	/** How it is done here; nothing where the browser has no way. */
	get way(): 'button' | 'ios' | undefined {
		if (this.#offer) return 'button';
		return isIos() ? 'ios' : undefined;
	}

	/** The browser asks; its question can be answered once. */
	async ask(): Promise<void> {
		const offer = this.#offer;
		this.#offer = undefined;
		await offer?.prompt();
	}

	putAway(): void {
		this.away = true;
		try {
			localStorage.setItem(KEY, 'away');
		} catch {
			// Not kept: it is asked again another day.
		}
	}
}

function readAway(): boolean {
	try {
		return localStorage.getItem(KEY) === 'away';
	} catch {
		return false;
	}
}

const isInstalled = (): boolean =>
	matchMedia('(display-mode: standalone)').matches ||
	(navigator as { standalone?: boolean }).standalone === true;

/** Safari's own mark of a page that could be on the home screen; an iPad calls itself a Mac. */
const isIos = (): boolean => 'standalone' in navigator && navigator.maxTouchPoints > 0;

export const install = new Install();
