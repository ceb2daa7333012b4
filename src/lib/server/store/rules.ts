import { createContext, Script } from 'node:vm';
import type { DatabaseName } from '../../domain/ids';
import { physicalName } from './generations';
import type { Doc, Writer } from './store';

/** Why somebody may not write a document; `undefined` where they may. */
export type Rules = (
	db: DatabaseName,
	doc: Doc,
	old: Doc | undefined,
	as: Writer
) => string | undefined;

/** The server's own hand. */
export const SERVER: Writer = { name: 'gateway', roles: ['gateway'] };

type Validate = (doc: unknown, old: unknown, user: unknown, security: unknown) => void;

/**
 * Rules out of the very functions that run inside CouchDB. `validators` gives the
 * texts for a database; each is compiled once, where it can reach nothing.
 */
export function rulesOf(validators: (db: DatabaseName) => readonly string[]): Rules {
	const context = createContext(Object.create(null), { codeGeneration: { strings: false } });
	const compiled = new Map<string, Validate>();
	const compile = (text: string): Validate => {
		let validate = compiled.get(text);
		if (!validate)
			compiled.set(text, (validate = new Script(text).runInContext(context) as Validate));
		return validate;
	};
	return (db, doc, old, { name, roles }) => {
		// As CouchDB names it; of which generation makes no difference to the rules.
		const user = { db: physicalName(db), name, roles };
		for (const text of validators(db)) {
			const reason = verdict(compile(text), doc, old, user);
			if (reason !== undefined) return reason;
		}
		return undefined;
	};
}

function verdict(validate: Validate, ...[doc, old, user]: unknown[]): string | undefined {
	try {
		validate(doc, old ?? null, user, {});
		return undefined;
	} catch (thrown) {
		const reason = (thrown as { forbidden?: unknown } | null)?.forbidden;
		// Anything else is a defect of the function.
		if (typeof reason !== 'string') throw thrown;
		return reason;
	}
}
