/**
 * What belongs into each database: who may read it, and the rules inside it. Made
 * of the files of this folder, however they were read.
 */

/** @typedef {{ _id: string, language: string, [part: string]: unknown }} Design */
/** @typedef {{ security: unknown, designs: readonly Design[] }} Contents */
/** @typedef {(db: string) => Contents} Inside by logical name */

const EVERY = 'every';
/** Where the one validation function of a database goes. */
const EMPTY = { _id: '_design/facts', language: 'javascript' };

/**
 * @param {Readonly<Record<string, string>>} texts by path below this folder: `design/…js`, `security/…json`
 * @returns {Inside}
 */
export function contentsOf(texts) {
	/** @type {Map<string, Design[]>} */
	const designs = new Map();
	for (const sort of [EVERY, ...sortsIn(texts)]) designs.set(sort, designsOf(texts, sort));
	return (db) => {
		const { sort, rest } = partsOf(db);
		const security = texts[`security/${sort}.json`];
		if (security === undefined) throw new Error(`nothing says who may read ${db}`);
		return {
			security: JSON.parse(security.replaceAll('{centre}', rest).replaceAll('{own}', db)),
			designs: asOne([...(designs.get(EVERY) ?? []), ...(designs.get(sort) ?? [])])
		};
	};
}

/**
 * CouchDB asks each validation function of a database for itself, through a pipe,
 * for every document: one that calls the others takes a quarter of the time of four.
 * @param {readonly Design[]} designs
 * @returns {Design[]}
 */
function asOne(designs) {
	const calls = validatorsIn({ designs }).map((text) => `${text}(newDoc, oldDoc, userCtx);`);
	const validate_doc_update = `(function (newDoc, oldDoc, userCtx) {\n${calls.join('\n')}\n})`;
	const others = designs
		.map(({ validate_doc_update: _, ...design }) => design)
		.filter((design) => Object.keys(design).length > Object.keys(EMPTY).length);
	return [{ ...EMPTY, validate_doc_update }, ...others];
}

/** The validation functions of a database, as texts. @param {{ designs: readonly Design[] }} contents @returns {string[]} */
export const validatorsIn = ({ designs }) =>
	designs.flatMap(({ validate_doc_update: text }) => (typeof text === 'string' ? [text] : []));

/** `centre_murat` is of the sort `centre`. @param {string} db */
function partsOf(db) {
	const [, sort = db, rest = ''] = /^([a-z]+)_(.+)$/.exec(db) ?? [];
	return { sort, rest };
}

/** @param {Readonly<Record<string, string>>} texts */
const sortsIn = (texts) =>
	new Set(Object.keys(texts).flatMap((path) => /^security\/(.+)\.json$/.exec(path)?.[1] ?? []));

/**
 * Each path below a sort's folder is a path within its design documents.
 * @param {Readonly<Record<string, string>>} texts
 * @param {string} sort
 * @returns {Design[]}
 */
function designsOf(texts, sort) {
	const root = `design/${sort}/`;
	/** @type {Map<string, Design>} */
	const designs = new Map();
	for (const path of Object.keys(texts).sort()) {
		if (!path.startsWith(root)) continue;
		const [name = '', ...steps] = path.slice(root.length).replace(/\.js$/, '').split('/');
		const design = designs.get(name) ?? { _id: `_design/${name}`, language: 'javascript' };
		designs.set(name, design);
		put(design, steps, functionIn(texts[path] ?? ''));
	}
	return [...designs.values()];
}

/** @param {any} target @param {string[]} steps @param {string} text */
function put(target, steps, text) {
	const [step = '', ...rest] = steps;
	if (rest.length === 0) target[step] = text;
	else put((target[step] ??= {}), rest, text);
}

/** The one function of a file; CouchDB wants an expression, a formatter a statement. @param {string} text */
const functionIn = (text) => text.slice(text.indexOf('(function')).trim().replace(/;$/, '');
