import { lexer, type Token, type Tokens } from 'marked';

/**
 * What a lesson's Markdown says, as a tree that holds text and nothing else: no
 * markup, no attribute but an address that was looked at. Heavy, so load it when a
 * lesson is shown: `(await import('./markdown')).readMarkdown(…)`.
 */
export type Block =
	| { readonly is: 'heading'; readonly level: number; readonly parts: readonly Inline[] }
	| { readonly is: 'paragraph'; readonly parts: readonly Inline[] }
	/** In a list whose lines stand close. */
	| { readonly is: 'line'; readonly parts: readonly Inline[] }
	| { readonly is: 'list'; readonly start?: number; readonly items: readonly Blocks[] }
	| { readonly is: 'quote'; readonly blocks: Blocks }
	| { readonly is: 'code'; readonly text: string }
	| { readonly is: 'table'; readonly head: readonly Cell[]; readonly rows: readonly Row[] }
	| { readonly is: 'rule' };
export type Blocks = readonly Block[];
export type Cell = readonly Inline[];
export type Row = readonly Cell[];

export type Inline =
	| { readonly is: 'text' | 'code'; readonly text: string }
	| { readonly is: 'strong' | 'em' | 'del'; readonly parts: readonly Inline[] }
	| { readonly is: 'link'; readonly href: string; readonly parts: readonly Inline[] }
	| { readonly is: 'break' };

/** Deeper than anybody writes; what is in there is shown as it was typed. */
const DEPTH = 12;

/** `top` is the level of the highest heading in it, so that it fits below the screen's own. Never throws. */
export function readMarkdown(text: string, top = 2): Blocks {
	const levels = levelsFrom(top);
	try {
		return blocksOf(lexer(text), DEPTH, levels);
	} catch {
		// The lexer calls itself once for each level: ten thousand `>` are too many for it.
		return [{ is: 'code', text }];
	}
}

/** Levels that never jump: below a heading of the second level stands one of the third, whatever its author typed. */
function levelsFrom(top: number): (depth: number) => number {
	const above: number[] = [];
	return (depth) => {
		while (above.length > 0 && above.at(-1)! >= depth) above.pop();
		above.push(depth);
		return Math.min(6, top + above.length - 1);
	};
}

type Levels = (depth: number) => number;

const blocksOf = (tokens: readonly Token[], depth: number, levels: Levels): Blocks =>
	tokens.flatMap((token) => blockOf(token, depth, levels) ?? []);

function blockOf(token: Token, depth: number, levels: Levels): Block | undefined {
	if (depth === 0) return { is: 'code', text: token.raw };
	const inline = (tokens: readonly Token[] | undefined) => inlinesOf(tokens ?? [], depth - 1);
	const within = (tokens: readonly Token[] | undefined) =>
		blocksOf(tokens ?? [], depth - 1, levels);
	switch (token.type) {
		case 'space':
		case 'def':
			return undefined;
		case 'heading':
			return { is: 'heading', level: levels(token['depth']), parts: inline(token.tokens) };
		case 'paragraph':
			return { is: 'paragraph', parts: inline(token.tokens) };
		case 'text':
			return { is: 'line', parts: token.tokens ? inline(token.tokens) : said(token['text']) };
		case 'checkbox':
			return { is: 'line', parts: said(token['checked'] ? '☑ ' : '☐ ') };
		case 'list': {
			const { ordered, start, items } = token as Tokens.List;
			return {
				is: 'list',
				...(ordered && { start: Number(start) || 0 }),
				items: items.map((item) => joined(within(item.tokens)))
			};
		}
		case 'blockquote':
			return { is: 'quote', blocks: within(token.tokens) };
		case 'code':
			return { is: 'code', text: token['text'] };
		case 'table': {
			const { header, rows } = token as Tokens.Table;
			const cells = (row: readonly Tokens.TableCell[]) => row.map(({ tokens }) => inline(tokens));
			return { is: 'table', head: cells(header), rows: rows.map(cells) };
		}
		case 'hr':
			return { is: 'rule' };
		default:
			// Markup, and whatever a later version of the library may know.
			return { is: 'paragraph', parts: said(token.raw.trimEnd()) };
	}
}

/** A box to tick stands on the line of what it is for. */
const joined = (blocks: Blocks): Blocks =>
	blocks.reduce<Block[]>((lines, block) => {
		const last = lines.at(-1);
		const isOnBox = last?.is === 'line' && lines.length === 1 && isBox(last);
		if (isOnBox && (block.is === 'line' || block.is === 'paragraph'))
			return [{ is: block.is, parts: [...last.parts, ...block.parts] }];
		return [...lines, block];
	}, []);
const isBox = ({ parts }: { parts: readonly Inline[] }): boolean =>
	parts.length === 1 && parts[0]!.is === 'text' && /^[☐☑] $/.test(parts[0]!.text);

const inlinesOf = (tokens: readonly Token[], depth: number): readonly Inline[] =>
	tokens.flatMap((token) => inlineOf(token, depth));

function inlineOf(token: Token, depth: number): readonly Inline[] {
	if (depth === 0) return said(token.raw);
	const within = 'tokens' in token ? token.tokens : undefined;
	const parts = () => inlinesOf(within ?? [], depth - 1);
	switch (token.type) {
		case 'text':
			return within ? parts() : said(token['text']);
		case 'escape':
			return [{ is: 'text', text: token['text'] }];
		case 'strong':
		case 'em':
		case 'del':
			return [{ is: token.type, parts: parts() }];
		case 'codespan':
			return [{ is: 'code', text: token['text'] }];
		case 'br':
			return [{ is: 'break' }];
		case 'checkbox':
			return said(token['checked'] ? '☑ ' : '☐ ');
		case 'image':
			// Nothing is fetched from elsewhere: what it shows stands for it.
			return said(token['text']);
		case 'link': {
			const href = safeAddress(token['href']);
			return href === undefined ? parts() : [{ is: 'link', href, parts: parts() }];
		}
		default:
			return said(token.raw);
	}
}

/** Only to other sites over https, and letters: no scripts, no data, no name that hides where a link goes. */
export function safeAddress(href: string): string | undefined {
	if (!URL.canParse(href)) return undefined;
	const { protocol, username, password, href: address } = new URL(href);
	if (protocol === 'mailto:') return address;
	return protocol === 'https:' && !username && !password ? address : undefined;
}

const NAMED: Readonly<Record<string, string>> = {
	'&amp;': '&',
	'&lt;': '<',
	'&gt;': '>',
	'&quot;': '"',
	'&#39;': "'",
	'&nbsp;': '\u00a0'
};
const said = (text: string): readonly Inline[] => [
	{ is: 'text', text: text.replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (name) => NAMED[name] ?? name) }
];
