import { openEmbedded } from '../../src/lib/server/store/embedded';

/**
 * Writes pairs of documents, one to stay and one to go, while it rewrites their
 * database over and over, and tells its parent of each pair that is stored and of
 * each rewrite that is done. Arguments: folder, number to begin at.
 */
const [folder = '', first = '0'] = process.argv.slice(2);
const store = openEmbedded(folder);
const DB = 'centre_murat';
let last = Number(first);

async function fill(): Promise<void> {
	for (;;) {
		last += 1;
		const n = last;
		const text = 'x'.repeat(2_000);
		await store.insert(DB, [
			{ _id: `stays~${n}`, text },
			{ _id: `goes~${n}`, text: `secret-${n}-` }
		]);
		process.send?.({ stored: n });
	}
}

async function rewrite(): Promise<void> {
	for (;;) {
		const upTo = last - 1;
		const { left } = await store.rewrite(
			DB,
			({ _id }) => !(_id.startsWith('goes~') && Number(_id.slice('goes~'.length)) <= upTo)
		);
		if (left > 0) process.send?.({ gone: upTo });
		else await new Promise((resolve) => setTimeout(resolve, 1));
	}
}

void fill();
void rewrite();
