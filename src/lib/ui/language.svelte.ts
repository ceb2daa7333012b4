import {
	baseLocale,
	isLocale,
	locales,
	overwriteGetLocale,
	type Locale
} from '../paraglide/runtime';

/** Where a device that is somebody's own keeps the choice: it is no fact, and stays when the store goes. */
const KEY = 'telecentres.language';

/**
 * The language on screen: on a phone or a PC what was chosen there, or else what its browser
 * speaks; on a kiosk the network's own, and another never beyond the person.
 */
class Language {
	#isLent = false;
	current = $state<Locale>(kept() ?? spoken() ?? baseLocale);

	readonly all: readonly Locale[] = locales;

	choose(locale: Locale): void {
		this.current = locale;
		if (!this.#isLent) keep(locale);
	}

	reset(): void {
		this.current = baseLocale;
	}

	/** From here on whoever stands before this device is one of many: what they choose is not kept. */
	lend(): void {
		this.#isLent = true;
		keep(undefined);
		this.reset();
	}
}

function kept(): Locale | undefined {
	try {
		const locale = localStorage.getItem(KEY);
		return isLocale(locale) ? locale : undefined;
	} catch {
		return undefined;
	}
}

/** The first language the browser was set up for that is one of ours, as the server reads what it asks for. */
const spoken = (): Locale | undefined =>
	globalThis.navigator?.languages
		?.map((language) => language.split('-')[0]!.toLowerCase())
		.find(isLocale);

function keep(locale: Locale | undefined): void {
	try {
		if (locale === undefined) localStorage.removeItem(KEY);
		else localStorage.setItem(KEY, locale);
	} catch {
		// A browser that keeps nothing: it is asked again the next time.
	}
}

export const language = new Language();

/** What is written down in several languages, in the one on screen, or else in the network's own. */
export const inLanguage = (said: Readonly<Partial<Record<string, string>>>): string =>
	said[language.current] ?? said[baseLocale] ?? '';

/** The `lang` of what `inLanguage` says, where that is not the language on screen. */
export const languageOf = (said: Readonly<Partial<Record<string, string>>>): Locale | undefined =>
	said[language.current] === undefined ? baseLocale : undefined;

// Every message reads the rune, so the screen follows without a reload.
overwriteGetLocale(() => language.current);
