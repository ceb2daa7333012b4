import { contentsOf, validatorsIn, type Inside } from '../../../../couchdb/contents.mjs';
import { rulesOf } from './rules';

/** The files of `couchdb/` as they were when the server was built. */
const files = import.meta.glob<string>(['/couchdb/design/**/*.js', '/couchdb/security/*.json'], {
	query: '?raw',
	import: 'default',
	eager: true
});

/** What belongs into a database of CouchDB that the server makes. */
export const inside: Inside = contentsOf(
	Object.fromEntries(
		Object.entries(files).map(([path, text]) => [path.slice('/couchdb/'.length), text])
	)
);

/** The same rules, for the server itself. */
export const rules = rulesOf((db) => validatorsIn(inside(db)));
