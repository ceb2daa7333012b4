import { baseLocale, locales, overwriteGetLocale, type Locale } from '../paraglide/runtime';

/** Each language named in its own words. */
export const LANGUAGES: Readonly<Record<Locale, string>> = { fr: 'Français', en: 'English' };

/** The language on screen. It lives in memory: a kiosk goes back to French after each person. */
class Language {
	current = $state<Locale>(baseLocale);

	readonly all: readonly Locale[] = locales;

	reset(): void {
		this.current = baseLocale;
	}
}

export const language = new Language();

// Every message reads the rune, so the screen follows without a reload.
overwriteGetLocale(() => language.current);
