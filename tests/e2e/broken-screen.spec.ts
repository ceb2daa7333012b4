import type { Page } from '@playwright/test';
import { everywhere } from './support/axe';
import { expect, test } from './support/phone';

const SOON = { timeout: 30_000 };

interface About {
	readonly centre: { readonly spaces: unknown };
}

/** What somebody with the phone's disk in hand does to what it keeps of Murat. Answers with what was there. */
const rewrite = (page: Page, to?: unknown): Promise<About> =>
	page.evaluate(async (value) => {
		const db = await new Promise<IDBDatabase>((resolve, reject) => {
			const opening = indexedDB.open('telecentres');
			opening.onsuccess = () => resolve(opening.result);
			opening.onerror = () => reject(opening.error);
		});
		const tx = db.transaction('pages', 'readwrite');
		const row = await new Promise<{ value: About }>((resolve, reject) => {
			const asking = tx.objectStore('pages').get('centre:murat');
			asking.onsuccess = () => resolve(asking.result);
			asking.onerror = () => reject(asking.error);
		});
		if (value !== undefined) tx.objectStore('pages').put({ ...row, value });
		await new Promise((done) => (tx.oncomplete = done));
		db.close();
		return row.value;
	}, to);

test('a screen that cannot be drawn says so, and the way on; what was saved is there once it can', async ({
	office,
	phone
}) => {
	await office.openAlways();
	const { page } = phone;
	await phone.open('/me');
	await phone.askDesk(1);
	await expect(page.getByText('Confirmée', { exact: true })).toBeVisible(SOON);
	await phone.link.cut();
	const said: string[] = [];
	page.on('console', (message) => message.type() === 'error' && said.push(message.text()));

	const whole = await rewrite(page);
	const spoilt = { ...whole, centre: { ...whole.centre, spaces: null } };
	await rewrite(page, spoilt);
	await phone.open('/book/murat');
	const broken = page.getByRole('heading', { name: 'Cet écran ne peut pas s’afficher' });
	await expect(broken).toBeVisible(SOON);
	await expect(page.getByText('Ce qui était enregistré reste enregistré')).toBeVisible();
	expect(said.join()).toContain('TypeError');
	expect(await everywhere(page)).toEqual([]);
	// Nothing has changed: it says so again, rather than nothing.
	await phone.button('Réessayer').click();
	await expect(broken).toBeVisible();

	await rewrite(page, whole);
	await phone.button('Réessayer').click();
	await expect(page.getByRole('heading', { name: 'Murat', level: 1 })).toBeVisible();
	await expect(phone.day(1)).toBeVisible();

	// What cannot even be read is no reason to stand there blank.
	await rewrite(page, null);
	await phone.open('/book/murat');
	await expect(broken).toBeVisible(SOON);
	await rewrite(page, whole);
	await page.getByRole('link', { name: 'Aller à la première page' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	await expect(broken).toHaveCount(0);
	await phone.open('/me');
	await expect(page.getByRole('region', { name: 'Prochaine place' })).toContainText(
		'Demain matin, Murat'
	);
});
