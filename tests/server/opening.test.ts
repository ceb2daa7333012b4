import { describe, expect, test } from 'vitest';
import { languageAsked, stylesLater, withWords } from '../../src/lib/server/http/opening';

describe('the language of what stands before any script', () => {
	test.each([
		['fr', 'fr'],
		['en-GB,en;q=0.9,fr;q=0.5', 'en'],
		['fr;q=0.4, en;q=0.6', 'en'],
		['EN', 'en'],
		['br, fr;q=0.5, en;q=0.2', 'fr'],
		['en;q=0, fr;q=0.1', 'fr'],
		['de', 'fr'],
		['*', 'fr'],
		[';q=x,,,en;q=nonsense', 'fr'],
		[`${'x,'.repeat(4_000)}en`, 'fr'],
		['', 'fr'],
		[null, 'fr']
	])('%s: %s', (accepted, language) => {
		expect(languageAsked(accepted, ['fr', 'en'])).toBe(language);
	});
});

test('nothing is left to fill in, and no word is taken for markup', () => {
	const html = '<html lang="%opening.lang%">%opening.script.fr%%opening.unheard.of%';
	const said = withWords(html, { lang: 'en', 'script.fr': 'l’<b>' });
	expect(said).toBe('<html lang="en">l’&#60;b&#62;');
});

test('styles are asked for after what is to be seen at once, each as it was', () => {
	const link = '<link href="/$&.css" rel="stylesheet">';
	const html = `<head>\n\t<link href="/a.js" rel="modulepreload">\n\t${link}\n</head><main></main><div class="app">`;
	expect(stylesLater(html)).toBe(
		`<head>\n\t<link href="/a.js" rel="modulepreload">\n</head><main></main>\t${link}\n<div class="app">`
	);
	expect(stylesLater(`<p>${link}`)).toBe(`<p>${link}`);
});
