import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { rulesOf } from '../../src/lib/server/store/rules';
import type { Doc, Store, Writer } from '../../src/lib/server/store/store';
import { validatorsIn } from '../../couchdb/contents.mjs';
import { inside } from '../../couchdb/provision.mjs';
import { CASES, WHO, type Case } from '../couchdb/rules';
import { fact } from './gateway-bench';
import type { Place } from './store.contract';

const DB = 'centre_murat';
export const rules = rulesOf((db) => validatorsIn(inside(db)));
const doc = (seq: number, more = {}): Doc => fact(seq, {}, more) as unknown as Doc;
const kiosk = WHO.kiosk;
const other: Writer = { name: 'a_other', roles: ['kiosk', 'kiosk:ydes', 'device:zzzz'] };

/** Cases that come to a store as they are: documents that are new. */
export const NEW: readonly Case[] = CASES.filter(
	({ old, revisions, who, doc }) => !old && !revisions && who !== 'nobody' && !('_deleted' in doc)
);

/** What was answered otherwise than the table of cases says. */
export async function misjudged(store: Store, cases: readonly Case[]): Promise<string[]> {
	const wrong: string[] = [];
	for (const { title, who, db, doc, ok } of cases) {
		const { name, roles } = WHO[who];
		const plain = JSON.parse(JSON.stringify(doc)) as Doc;
		const [inserted] = await store.insert(db, [plain], { name: String(name), roles });
		if (inserted?.is !== (ok ? 'stored' : 'forbidden')) wrong.push(`${title}: ${inserted?.is}`);
	}
	return wrong;
}

/** What every store promises of the rules it is given. */
export function rulesContract(name: string, make: () => Promise<Place>): void {
	describe(`the rules of a store: ${name}`, () => {
		let place: Place;
		let store: Store;
		beforeEach(async () => {
			place = await make();
			store = await place.open(rules);
		});
		afterEach(async () => {
			await store.close();
			await place.end();
		});

		test('who may write what is as the table of cases has it', async () => {
			expect(NEW.length).toBeGreaterThan(500);
			expect(await misjudged(store, NEW)).toEqual([]);
		}, 240_000);

		test('a document that is refused hinders no other, and is nowhere', async () => {
			const [a, bad, c] = [doc(1), doc(2, { reason: 'fun' }), doc(3)];
			const inserted = await store.insert(DB, [a, bad, c], kiosk);
			expect(inserted.map(({ is }) => is)).toEqual(['stored', 'forbidden', 'stored']);
			expect(inserted[1]).toMatchObject({ reason: expect.stringContaining('reason') });
			expect(await store.get(DB, bad._id)).toBeUndefined();
			expect(await store.insert(DB, [bad], kiosk)).toEqual([inserted[1]]);
		});

		test('what is there is said to be there, to whoever sends it again', async () => {
			await store.insert(DB, [doc(1)], kiosk);
			expect(await store.insert(DB, [doc(1)], other)).toEqual([{ is: 'there', doc: doc(1) }]);
			const changed = doc(1, { reason: 'meeting' });
			expect(await store.insert(DB, [changed], kiosk)).toEqual([{ is: 'there', doc: doc(1) }]);
			expect(await store.insert(DB, [doc(2)], other)).toMatchObject([{ is: 'forbidden' }]);
		});

		test('without a name it is the server that writes, which keeps to the rules too', async () => {
			const report = { _id: 'report~availability~murat~2026-11-23', desks: 6 };
			expect(await store.insert('public', [report])).toEqual([{ is: 'stored' }]);
			await store.revise('public', report._id, () => ({ desks: 5 }));
			expect(await store.get('public', report._id)).toEqual({ ...report, desks: 5 });
			expect(await store.insert(DB, [doc(1, { count: 'many' })])).toMatchObject([
				{ is: 'forbidden' }
			]);
			await store.insert(DB, [doc(2)]);
			const { _id, ...body } = doc(2, { reason: 'meeting' });
			await expect(store.revise(DB, _id, () => body)).rejects.toThrow('a fact never changes');
			expect(await store.get(DB, _id)).toEqual(doc(2));
		});

		test('deleting a whole database’s facts one by one deletes none of them', async () => {
			const docs = Array.from({ length: 50 }, (_, i) => doc(i + 1));
			await store.insert(DB, docs, kiosk);
			const deletions = docs.map(({ _id }) => ({ _id, _deleted: true }));
			for (const as of [kiosk, WHO.host, WHO.coordinator])
				for (const { is } of await store.insert(DB, deletions, as)) expect(is).not.toBe('stored');
			expect(await store.range(DB, '', '~')).toEqual(docs);
		});
	});
}
