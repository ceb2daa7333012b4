import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	readMarkdown,
	safeAddress,
	type Block,
	type Inline
} from '../../src/lib/ui/training/markdown';

type Node = Block | Inline;
/** Every word and every address a tree holds. */
function held(blocks: readonly Node[]): { text: string; hrefs: string[]; levels: number[] } {
	const all = { text: '', hrefs: [] as string[], levels: [] as number[] };
	const visit = (node: Node): void => {
		if ('text' in node) all.text += node.text;
		if ('href' in node) all.hrefs.push(node.href);
		if ('level' in node) all.levels.push(node.level);
		if ('parts' in node) node.parts.forEach(visit);
		if ('blocks' in node) node.blocks.forEach(visit);
		if ('items' in node) node.items.flat().forEach(visit);
		if ('rows' in node) [...node.head, ...node.rows.flat()].flat().forEach(visit);
	};
	blocks.forEach(visit);
	return all;
}

/** Each would do something if any of it became markup, an address or a request. */
const CORPUS = [
	'[x](javascript:ran=1)',
	'[x](JaVaScRiPt:ran=1)',
	'[x](java\nscript:ran=1)',
	'[x](<java\tscript:ran=1>)',
	'[x](&#106;avascript:ran=1)',
	'[x](javascript&colon;ran=1)',
	'[x](\u0001javascript:ran=1)',
	'[x]( javascript:ran=1)',
	'[x](data:text/html,<script>ran=1</script>)',
	'[x](vbscript:ran=1)',
	'[x](blob:https://x.fr/1)',
	'[x](file:///etc/passwd)',
	'[x](//evil.example)',
	'[x](http://plain.example)',
	'[x](https://bank.fr@evil.example/)',
	'[x](/manage/devices)',
	'[x][r]\n\n[r]: javascript:ran=1',
	'<javascript:ran=1>',
	'![x](javascript:ran=1)',
	'![x](https://evil.example/spy.png)',
	'![x](data:image/svg+xml,<svg onload=ran=1>)',
	'[![x](https://evil.example/a.png)](javascript:ran=1)',
	'**[*[x](javascript:ran=1)*](javascript:ran=2)**',
	'> - [x](javascript:ran=1)\n>   1. ![y](data:x)',
	'| a |\n|---|\n| [x](javascript:ran=1) |',
	'<script>ran=1</script>',
	'<div onclick="ran=1">\n\n[x](javascript:ran=1)\n\n</div>',
	'<img src=x onerror=ran=1>',
	'a <b onclick=ran=1>b</b>',
	'<svg><script>ran=1</script></svg>',
	'```"onmouseover="ran=1\nx\n```',
	'[x](https://ok.fr "t\\" onmouseover=ran=1")',
	'<a href="javascript:ran=1">ici</a>',
	'<!-- --!><img src=x onerror=ran=1> -->'
];

describe('a lesson’s Markdown', () => {
	test('what means harm becomes text, or an address that was looked at, and nothing else', () => {
		for (const text of CORPUS) {
			const { hrefs } = held(readMarkdown(text));
			for (const href of hrefs) expect([text, href]).toEqual([text, 'https://ok.fr/']);
		}
	});

	test('markup is shown as it was typed', () => {
		expect(readMarkdown('<div onclick="ran=1">x</div>')).toEqual([
			{ is: 'paragraph', parts: [{ is: 'text', text: '<div onclick="ran=1">x</div>' }] }
		]);
		expect(held(readMarkdown('a <b onclick=ran=1>b</b> c')).text).toBe(
			'a <b onclick=ran=1>b</b> c'
		);
	});

	test('of a picture only what it shows is said', () => {
		expect(held(readMarkdown('![Une chaise](https://evil.example/spy.png)'))).toEqual({
			text: 'Une chaise',
			hrefs: [],
			levels: []
		});
	});

	test('links go to other sites over https or are letters', () => {
		const { hrefs } = held(
			readMarkdown('[a](https://www.agefiph.fr/) b@c.fr [d](ftp://x.fr) [e](sms:1)')
		);
		expect(hrefs).toEqual(['https://www.agefiph.fr/', 'mailto:b@c.fr']);
	});

	test('any address at all that is let through is https or a letter', () => {
		fc.assert(
			fc.property(fc.oneof(fc.webUrl(), fc.string(), fc.string({ unit: 'binary' })), (href) => {
				const safe = safeAddress(href);
				if (safe !== undefined) expect(safe).toMatch(/^(https:\/\/[^/@]+(\/|\?|#|$)|mailto:)/);
			})
		);
	});

	test('headings never jump a level, and begin where the screen says', () => {
		const { levels } = held(readMarkdown('# a\n\n#### b\n\n## c\n\n###### d\n\n# e', 3));
		expect(levels).toEqual([3, 4, 4, 5, 3]);
	});

	test('lists, tables, quotes, code and boxes to tick keep their shape', () => {
		const text =
			'3. trois\n4. *quatre*\n\n> dit\n\n| a |\n|---|\n| `1` |\n\n- [x] fait\n- [ ] à faire';
		expect(readMarkdown(text)).toEqual([
			{
				is: 'list',
				start: 3,
				items: [
					[{ is: 'line', parts: [{ is: 'text', text: 'trois' }] }],
					[{ is: 'line', parts: [{ is: 'em', parts: [{ is: 'text', text: 'quatre' }] }] }]
				]
			},
			{ is: 'quote', blocks: [{ is: 'paragraph', parts: [{ is: 'text', text: 'dit' }] }] },
			{
				is: 'table',
				head: [[{ is: 'text', text: 'a' }]],
				rows: [[[{ is: 'code', text: '1' }]]]
			},
			{
				is: 'list',
				items: [
					[
						{
							is: 'line',
							parts: [
								{ is: 'text', text: '☑ ' },
								{ is: 'text', text: 'fait' }
							]
						}
					],
					[
						{
							is: 'line',
							parts: [
								{ is: 'text', text: '☐ ' },
								{ is: 'text', text: 'à faire' }
							]
						}
					]
				]
			}
		]);
	});

	test('the few names for signs are read', () => {
		expect(held(readMarkdown('a &lt;b&gt; &amp; c')).text).toBe('a <b> & c');
	});

	test('a text nobody would write is shown as it is rather than not at all', () => {
		const deep = '>'.repeat(20_000);
		expect(readMarkdown(deep)).toEqual([{ is: 'code', text: deep }]);
		const nested = Array.from({ length: 30 }, (_, i) => `${'  '.repeat(i)}- a${i}`).join('\n');
		expect(held(readMarkdown(nested)).text).toContain('a29');
	});

	test('it answers whatever was typed', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => {
				expect(Array.isArray(readMarkdown(text))).toBe(true);
			})
		);
		const signs = fc.constantFrom(
			'[',
			']',
			'(',
			')',
			'*',
			'_',
			'`',
			'<',
			'>',
			'|',
			'-',
			'\n',
			' ',
			'!',
			'#',
			'a',
			'javascript:',
			'&',
			'\\'
		);
		fc.assert(
			fc.property(fc.array(signs, { maxLength: 120 }), (many) => {
				for (const href of held(readMarkdown(many.join(''))).hrefs)
					expect(href).toMatch(/^(https|mailto):/);
			})
		);
	});
});
