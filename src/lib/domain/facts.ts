import type { DatabaseName, Day, FactId, Slug } from './ids';

export type Json =
	null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * When a fact was written, as its device's clock had it. Metadata: no rule may
 * order, route or refuse by it.
 */
export interface At {
	/** Device clock, milliseconds since 1970. */
	readonly wall: number;
	/** Server clock minus device clock when last known, milliseconds. */
	readonly offset?: number;
	/** Age of that knowledge when the fact was written, milliseconds. */
	readonly offsetAge?: number;
}

/**
 * Something that happened. It never changes. Device, epoch and number are in
 * `_id` and nowhere else, so that they cannot disagree.
 */
export interface Fact {
	readonly _id: FactId;
	/** `noun.verb-ed` in the words of the product's glossary. */
	readonly kind: string;
	/** Version of the kind's shape, from 1. */
	readonly v: number;
	/** Lamport count: greater than that of every fact its author had seen. */
	readonly count: number;
	readonly at: At;
	/** Random id of the person or device that did it, never a name. */
	readonly by: string;
	readonly [field: string]: unknown;
}

/** A fact before the device's log has given it its number and its count. */
export interface Draft {
	readonly day: Day;
	readonly scope: Slug;
	readonly db: DatabaseName;
	readonly kind: string;
	readonly v: number;
	readonly at: At;
	readonly by: string;
	readonly fields: { readonly [field: string]: Json | undefined };
}

/** A fact with the database it lives in, as devices hold and send it. */
export interface Filed {
	readonly db: DatabaseName;
	readonly fact: Fact;
}

/** The one order of facts: by Lamport count, then by id. No clock has a say. */
export const byOrder = (a: Ordered, b: Ordered): number =>
	a.count - b.count || (a._id < b._id ? -1 : a._id > b._id ? 1 : 0);

export interface Ordered {
	readonly count: number;
	readonly _id: FactId;
}

/**
 * The same facts, each once, in the one order. A store that was put back to how it was
 * may give a number twice, in databases that know nothing of each other: what is of
 * another kind is another fact.
 */
export function inOrder(facts: Iterable<Fact>): Fact[] {
	const byName = new Map<string, Fact>();
	for (const fact of facts) {
		const known = byName.get(fact._id);
		byName.set(!known || known.kind === fact.kind ? fact._id : `${fact._id} ${fact.kind}`, fact);
	}
	return [...byName.values()].sort((a, b) => byOrder(a, b) || (a.kind < b.kind ? -1 : 1));
}

/** Text that is equal exactly where two bodies are: keys sorted, nothing else changed. */
export function canonical(value: unknown): string {
	if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
	let text = '';
	if (Array.isArray(value)) {
		for (const one of value) text += `${text && ','}${canonical(one)}`;
		return `[${text}]`;
	}
	const fields = value as Record<string, unknown>;
	for (const key of Object.keys(fields).sort())
		if (fields[key] !== undefined)
			text += `${text && ','}${JSON.stringify(key)}:${canonical(fields[key])}`;
	return `{${text}}`;
}

export const sameBody = (a: Fact, b: Fact): boolean => canonical(a) === canonical(b);
