import { database, type Slug } from '../../domain/ids';
import type { Doc, Store } from '../store/store';

/** Whether a document is about somebody, or by them: their id stands somewhere in it, whole. */
export function naming(person: string): (doc: Doc) => boolean {
	const whole = new RegExp(`(?<![a-z0-9_])${person}(?![a-z0-9])`);
	return (doc) => whole.test(JSON.stringify(doc));
}

/** Whether a centre knows somebody. */
export async function isKnownIn(store: Store, centre: Slug, person: string): Promise<boolean> {
	const isNamed = naming(person);
	return (await store.range(database.people(centre), '', '\uffff')).some(isNamed);
}

/** `person` is put into a pattern only when it is one. */
export const isPersonId = (text: string): boolean => /^p_[a-z0-9]{8,24}$/.test(text);
