import type { Page } from '@playwright/test';

/** A fault of the device's own: the last fact that waits to be sent wants a space with no name. */
export const spoil = (page: Page): Promise<void> =>
	page.evaluate(async () => {
		const answer = <T>(request: IDBRequest<T>): Promise<T> =>
			new Promise((resolve, reject) => {
				request.onsuccess = () => resolve(request.result);
				request.onerror = () => reject(request.error!);
			});
		const db = await answer(indexedDB.open('telecentres'));
		const facts = db.transaction('facts', 'readwrite').objectStore('facts');
		const rows = await answer<{ out?: string; fact: object }[]>(facts.getAll());
		const row = rows.filter(({ out }) => out).at(-1)!;
		await answer(facts.put({ ...row, fact: { ...row.fact, space: '' } }));
		db.close();
	});
