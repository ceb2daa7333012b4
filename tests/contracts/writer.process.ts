import { openEmbedded } from '../../src/lib/server/store/embedded';

/**
 * Writes batches into three databases side by side for as long as it lives, and
 * tells its parent of each batch once the store has said that it is stored.
 * Arguments: folder, number to begin at.
 */
const [folder = '', first = '0'] = process.argv.slice(2);
const store = openEmbedded(folder);

async function fill(db: string): Promise<void> {
	for (let n = Number(first); ; n += 5) {
		const docs = Array.from({ length: 5 }, (_, i) => ({
			_id: `doc~${n + i}`,
			text: 'x'.repeat(300)
		}));
		await store.insert(db, docs);
		process.send?.({ db, ids: docs.map(({ _id }) => _id) });
	}
}

for (const db of ['centre_murat', 'centre_ydes', 'public']) void fill(db);
