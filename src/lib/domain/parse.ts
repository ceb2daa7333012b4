import { centreOfDatabase, isDatabaseName, parseFactId, partsOf, type DatabaseName } from './ids';
import { livesIn, wrongField } from './kinds';
import type { Fact, Filed } from './facts';

/**
 * The boundary every fact from elsewhere passes: network, file, another tab's
 * future version. What is trusted inside has been here.
 */

/** Why a document is not taken. `code` is stable; people read it through the app's messages. */
export interface Refusal {
	readonly code: RefusalCode;
	/** The field at fault, where one is. */
	readonly field?: string;
}
export type RefusalCode =
	| 'malformed'
	| 'bad-id'
	| 'bad-field'
	| 'too-large'
	| 'no-such-database'
	| 'wrong-database'
	| 'id-taken'
	/** The sender's role may not write this there. */
	| 'not-allowed'
	/** Another device, person or centre than the sender's session says; `field` names which. */
	| 'not-yours'
	/** The device was revoked; the fact is kept aside for a host to look at. */
	| 'revoked'
	/** The database's own rules say no. */
	| 'forbidden';

/** Largest fact, in bytes of its JSON in UTF-8. */
export const FACT_BYTES = 65_536;
const DEPTH = 12;
const KIND = /^[a-z][a-z0-9-]{0,30}\.[a-z][a-z0-9-]{0,30}$/;
const POISON = new Set(['__proto__', 'constructor', 'prototype']);

export type Parsed = { readonly fact: Fact } | { readonly refused: Refusal };

const refuse = (code: RefusalCode, field?: string): Parsed => ({
	refused: field === undefined ? { code } : { code, field }
});

/** Takes any value that claims to be a fact of a database. Never throws. */
export function parseFact(value: unknown, db: DatabaseName): Parsed {
	if (!isRecord(value)) return refuse('malformed');
	const unsound = unsoundAt(value, DEPTH);
	if (unsound !== undefined) return refuse('malformed', unsound || undefined);
	if (new TextEncoder().encode(JSON.stringify(value)).length > FACT_BYTES)
		return refuse('too-large');
	if (typeof value['_id'] !== 'string' || !parseFactId(value['_id'])) return refuse('bad-id');
	const field = wrongEnvelope(value);
	if (field) return refuse('bad-field', field);
	const fact = value as Fact;
	const bad = wrongField(fact);
	if (bad) return refuse('bad-field', bad);
	if (!isDatabaseName(db)) return refuse('no-such-database');
	if (!livesIn(fact, db) || isOfAnotherCentre(fact._id, db)) return refuse('wrong-database');
	return { fact };
}

/** A centre's databases hold what is about that centre, of unknown kinds too: days are looked for there. */
const isOfAnotherCentre = (id: string, db: DatabaseName): boolean =>
	(centreOfDatabase(db) ?? partsOf(id).scope) !== partsOf(id).scope;

/** Facts of an answer that can be used, and how many could not. */
export function parseFiled(db: DatabaseName, values: readonly unknown[]): Filed[] {
	return values.flatMap((value) => {
		const parsed = parseFact(value, db);
		return 'fact' in parsed ? [{ db, fact: parsed.fact }] : [];
	});
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

function wrongEnvelope(value: Record<string, unknown>): string | undefined {
	if (typeof value['kind'] !== 'string' || !KIND.test(value['kind'])) return 'kind';
	if (!isCount(value['v'], 9_999)) return 'v';
	if (!isCount(value['count'], Number.MAX_SAFE_INTEGER / 2)) return 'count';
	if (typeof value['by'] !== 'string' || !/^[a-z0-9_.-]{1,40}$/i.test(value['by'])) return 'by';
	const at = value['at'];
	if (!isRecord(at) || !Number.isSafeInteger(at['wall'])) return 'at';
	if (at['offset'] !== undefined && !Number.isSafeInteger(at['offset'])) return 'at.offset';
	if (at['offsetAge'] !== undefined && !Number.isSafeInteger(at['offsetAge']))
		return 'at.offsetAge';
	return Object.keys(value).find((key) => key.startsWith('_') && key !== '_id');
}

const isCount = (value: unknown, most: number): boolean =>
	Number.isSafeInteger(value) && (value as number) >= 1 && (value as number) <= most;

/** Where a value holds what JSON cannot, or what would do harm; `''` for the whole, `undefined` for nowhere. */
function unsoundAt(value: unknown, depth: number): string | undefined {
	if (depth === 0) return '';
	if (typeof value === 'string') return isWellFormed(value) ? undefined : '';
	if (typeof value === 'number') return Number.isFinite(value) ? undefined : '';
	if (value === null || typeof value === 'boolean' || value === undefined) return undefined;
	if (typeof value !== 'object') return '';
	for (const key of Object.keys(value)) {
		if (POISON.has(key) || !isWellFormed(key)) return '';
		const inner = unsoundAt((value as Record<string, unknown>)[key], depth - 1);
		if (inner !== undefined)
			return inner === '' ? key.slice(0, 40) : `${key.slice(0, 40)}.${inner}`;
	}
	return undefined;
}

/** No half of a surrogate pair stands alone: CouchDB refuses such text, and so do we. */
const isWellFormed = (text: string): boolean =>
	!/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(text);
