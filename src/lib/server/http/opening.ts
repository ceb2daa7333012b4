import { m } from '../../paraglide/messages';
import { baseLocale, locales, type Locale } from '../../paraglide/runtime';

/**
 * The words of what stands before the first script (`src/app.html`), in one language. Who
 * has no scripts is told in both what is missing: nothing else will ever be said to them.
 */
export function withWords(html: string, locale: Locale): string {
	const words: Readonly<Record<string, string>> = {
		lang: locale,
		name: m.app_name({}, { locale }),
		wait: m.app_opening({}, { locale }),
		late: m.load_late({}, { locale }),
		...Object.fromEntries(
			locales.map((each) => [`script.${each}`, m.load_no_script({}, { locale: each })])
		)
	};
	return html.replace(/%opening\.([a-z.]+)%/g, (_all, word: string) => escaped(words[word] ?? ''));
}

/** The first language of a request that the app speaks; its own where it speaks none of them. */
export function languageAsked(accepted: string | null): Locale {
	const asked = (accepted ?? '').slice(0, 200).split(',').map(weighed);
	const known = asked
		.toSorted((a, b) => b.weight - a.weight)
		.flatMap(({ language, weight }) => locales.filter((one) => weight > 0 && one === language));
	return known[0] ?? baseLocale;
}

/** RFC 9110, 12.5.4: `en-GB;q=0.8`. What cannot be read comes last. */
function weighed(part: string): { language: string; weight: number } {
	const [range = '', q] = part.trim().split(/\s*;\s*q=/i);
	const weight = q === undefined ? 1 : Number(q);
	return {
		language: range.split('-')[0]!.toLowerCase(),
		weight: Number.isFinite(weight) ? weight : 0
	};
}

const escaped = (text: string): string =>
	text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
