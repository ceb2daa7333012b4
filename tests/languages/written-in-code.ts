import { parse } from 'svelte/compiler';
import ts from 'typescript';
import { textOf } from './sources';

/** A text a person would read that stands in the code instead of in `messages/`: `file:line text`. */
export type Found = string;

interface Node {
	readonly type: string;
	readonly start: number;
	readonly [field: string]: unknown;
}

const LETTER = /\p{L}/u;
/** What assistive technology or the browser says of an element. */
const SAID = new Set([
	'alt',
	'aria-description',
	'aria-label',
	'aria-placeholder',
	'aria-roledescription',
	'aria-valuetext',
	'label',
	'placeholder',
	'title'
]);
/** Of these a component makes what it likes: only what reads like a text is one. */
const reads = (text: string): boolean => /^\p{Lu}\p{Ll}|\p{L}\s+\p{L}|[^\0-\x7f]/u.test(text);

/** In the markup of one component: text, attributes that are read out, and what expressions give. */
export function inMarkup(file: string): Found[] {
	const source = textOf(file);
	const found: Found[] = [];
	const tell = ({ start }: Node, text: string): void => {
		const line = source.slice(0, start).split('\n').length;
		found.push(`${file}:${line} ${text.trim().replace(/\s+/g, ' ')}`);
	};

	/** The strings an expression can come to. What is compared or handed to a call is none of them. */
	function values(node: Node): void {
		const { type } = node;
		if (type === 'Literal' && typeof node.value === 'string' && LETTER.test(node.value))
			tell(node, node.value);
		if (type === 'TemplateLiteral')
			for (const quasi of node.quasis as Node[]) {
				const { cooked } = quasi.value as { cooked: string };
				if (LETTER.test(cooked)) tell(quasi, cooked);
			}
		if (type === 'ConditionalExpression')
			for (const side of [node.consequent, node.alternate]) values(side as Node);
		if (type === 'LogicalExpression' || (type === 'BinaryExpression' && node.operator === '+'))
			for (const side of [node.left, node.right]) values(side as Node);
	}
	function attribute(node: Node, isComponent: boolean): void {
		const said = SAID.has(node.name as string);
		if (!said && !isComponent) return;
		const parts = Array.isArray(node.value) ? (node.value as Node[]) : [node.value as Node];
		for (const part of parts) {
			if (part.type === 'Text') {
				const text = part.data as string;
				if (said ? LETTER.test(text) : reads(text)) tell(node, text);
			}
			if (part.type === 'ExpressionTag' && said) values(part.expression as Node);
		}
	}
	function walk(node: Node): void {
		const { type } = node;
		if (type === 'Text' && LETTER.test(node.data as string)) tell(node, node.data as string);
		if (type === 'ExpressionTag') return values(node.expression as Node);
		const component = type === 'Component' || type === 'SvelteComponent';
		for (const one of (node.attributes as Node[] | undefined) ?? [])
			if (one.type === 'Attribute' && one.value !== true) attribute(one, component);
		for (const [field, value] of Object.entries(node)) {
			if (field === 'attributes' || field === 'metadata') continue;
			for (const one of [value].flat())
				if (one && typeof (one as Node).type === 'string') walk(one as Node);
		}
	}
	walk(parse(source, { modern: true }).fragment as unknown as Node);
	return found;
}

/** Begins as a sentence does, or holds words: what a person reads, and no name in the code. */
const sentence = (text: string): boolean =>
	/^\p{Lu}[\p{Ll}’]+(\s|$|…)|\p{L}{2,}[\s\u202f\u00a0]+\p{L}{2,}|[à-öø-ÿœ’«»…]/u.test(text);

/** In a script: strings that read like sentences, but for those of defects, which are reported and never shown. */
export function inScript(file: string): Found[] {
	const whole = textOf(file);
	const script = file.endsWith('.svelte')
		? // The markup goes, its lines stay: so that what is found has the number it has in the file.
			whole.replace(/^([\s\S]*?)<script[^>]*>([\s\S]*?)<\/script>[\s\S]*$/, (_, before, code) =>
				before.replace(/[^\n]/g, ' ').concat(code)
			)
		: whole;
	if (file.endsWith('.svelte') && script === whole) return [];
	const tree = ts.createSourceFile(file, script, ts.ScriptTarget.Latest, true);
	const found: Found[] = [];
	const walk = (node: ts.Node): void => {
		if (ts.isImportDeclaration(node) || ts.isTypeNode(node)) return;
		// Thrown, or written to the console: for whoever mends it.
		if (ts.isNewExpression(node) && /Error$/.test(node.expression.getText())) return;
		if (ts.isCallExpression(node) && node.expression.getText().startsWith('console.')) return;
		const text = ts.isStringLiteralLike(node)
			? node.text
			: ts.isTemplateExpression(node)
				? [node.head, ...node.templateSpans.map(({ literal }) => literal)]
						.map((part) => part.text)
						.join('·')
				: '';
		if (sentence(text)) {
			const { line } = tree.getLineAndCharacterOfPosition(node.getStart());
			found.push(`${file}:${line + 1} ${text}`);
		}
		ts.forEachChild(node, walk);
	};
	walk(tree);
	return found;
}
