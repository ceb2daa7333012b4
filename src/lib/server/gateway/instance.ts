import { opsId } from '../../domain/ids';
import type { Randomness } from '../../ports/randomness';
import type { Store } from '../store/store';

const LENGTH = 6;

/**
 * The name of this very store. A store restored from a backup is given a new
 * one, which tells every device to read from the start and to offer again what
 * it wrote.
 */
export async function instanceOf(store: Store, random: Randomness): Promise<string> {
	const doc = await store.get('ops', opsId.instance);
	if (typeof doc?.['name'] === 'string') return doc['name'];
	await store.insert('ops', [{ _id: opsId.instance, name: random.text(LENGTH) }]);
	const made = await store.get('ops', opsId.instance);
	return String(made?.['name']);
}

/** To be called once after a restore. */
export const renewInstance = (store: Store, random: Randomness): Promise<void> =>
	store.revise('ops', opsId.instance, () => ({ name: random.text(LENGTH) }));
