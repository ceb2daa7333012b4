import { HELENE } from './support/desk';
import { expect, test } from './support/stage';

const SOON = { timeout: 30_000 };

test('what the server refuses stays on the tablet with the reason, and holds up nobody', async ({
	kiosk,
	desk: _desk,
	link,
	centre
}) => {
	await link.cut();
	await kiosk.firstVisit('Jo');
	await kiosk.done();
	// A fault of this tablet's own: a fact with a reason for coming that does not exist.
	await kiosk.page.evaluate(async () => {
		const open = indexedDB.open('telecentres');
		await new Promise((resolve) => (open.onsuccess = resolve));
		const facts = open.result.transaction('facts', 'readwrite').objectStore('facts');
		const rows = await new Promise<{ id: string; out: string; fact: object }[]>((resolve) => {
			const all = facts.getAll();
			all.onsuccess = () => resolve(all.result);
		});
		const row = rows.find(({ id, out }) => out && id.endsWith('000001'))!;
		const id = row.id.replace('000001', '000099');
		const fact = { ...row.fact, _id: id, reason: 'party' };
		const done = facts.put({ ...row, id, fact, out: `0${row.out.slice(1)}9` });
		await new Promise((resolve) => (done.onsuccess = resolve));
		open.result.close();
	});
	await link.restore();
	await expect.poll(() => centre.visits(), SOON).toHaveLength(1);
	const why = kiosk.page.getByRole('link', { name: '1 élément refusé — voir pourquoi' });
	await why.click();
	await kiosk.openToStaff(HELENE.code);
	await expect(kiosk.page.getByText('Une de ses informations n’est pas valable')).toBeVisible();
	await expect(kiosk.page.getByText('reason')).toBeVisible();
});
