import type { Tablet } from './tablet';

/** What somebody with the tablet's whole disk in hand does, behind the app's back, to the nth signature of its chain. */
export const tamper = ({ page }: Tablet, n: number, how: 'edit' | 'delete'): Promise<string> =>
	page.evaluate(
		async ([n, how]) => {
			const db = await new Promise<IDBDatabase>((resolve, reject) => {
				const opening = indexedDB.open('telecentres');
				opening.onsuccess = () => resolve(opening.result);
				opening.onerror = () => reject(opening.error);
			});
			const tx = db.transaction('facts', 'readwrite');
			const found = await new Promise<string>((resolve, reject) => {
				const asking = tx.objectStore('facts').openCursor();
				asking.onerror = () => reject(asking.error);
				asking.onsuccess = () => {
					const cursor = asking.result;
					if (!cursor) return reject(new Error('no such signature'));
					const row = cursor.value as {
						id: string;
						fact: { kind: string; when: number; seal?: { n: number } };
					};
					const isIt = row.fact.kind === 'signature.given' && row.fact.seal?.n === n;
					if (!isIt) return cursor.continue();
					if (how === 'delete') cursor.delete();
					else cursor.update({ ...row, fact: { ...row.fact, when: row.fact.when - 3_600_000 } });
					resolve(row.id);
				};
			});
			await new Promise((done) => (tx.oncomplete = done));
			db.close();
			return found;
		},
		[n, how] as const
	);
