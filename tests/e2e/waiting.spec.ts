import { everywhere } from './support/axe';
import { isSample } from './support/office';
import { expect, MARIE, test } from './support/phone';
import { titleOf } from './support/title';

const SOON = { timeout: 60_000 };

test('what waits is listed on the phone, with when and where; the link back, one line says what became of it', async ({
	office,
	phone
}) => {
	await office.openAlways();
	await phone.open('/me');
	await expect(phone.page.getByText('Tout est envoyé')).toBeVisible(SOON);
	await phone.link.cut();
	await phone.open('/me');
	const truth = phone.page.getByRole('region', { name: 'État de l’envoi' });
	await expect(truth).toContainText('Pas de connexion', SOON);
	await phone.askDesk(1);
	await phone.home();
	const tab = await phone.browser.context().newPage();
	await tab.goto(`${phone.link.url}/device`);
	const waiting = tab.getByRole('list', { name: 'Ce qui attend d’être envoyé' });
	await expect(waiting.getByRole('listitem')).toHaveCount(1);
	await expect(waiting).toContainText('à Murat');
	expect(await everywhere(tab)).toEqual([]);
	await tab.close();
	await phone.page.bringToFront();
	await truth.getByRole('link', { name: 'Voir ce qui attend' }).click();
	await expect(waitingOn(phone.page)).toHaveCount(1);
	await phone.page.screenshot({ path: test.info().outputPath('waiting.png'), fullPage: true });
	await phone.link.restore();
	await expect(phone.page.getByText('La connexion est revenue. 1 élément envoyé.')).toBeVisible(
		SOON
	);
	await phone.page.screenshot({ path: test.info().outputPath('news.png') });
	await expect(waitingOn(phone.page)).toHaveCount(0);
	await expect(phone.page.getByText('La connexion est revenue')).toHaveCount(0, SOON);
});

test('every door and a few deep addresses open on a phone with the server out of reach', async ({
	phone
}) => {
	await phone.link.cut();
	for (const path of ['/', '/me', '/book', '/book/murat', '/learn', '/device', '/desk', '/kiosk']) {
		await phone.open(path);
		await expect(titleOf(phone.page), path).toBeVisible(SOON);
	}
});

test('two tabs of a phone show the same, and what one writes is sent once', async ({
	office,
	phone
}) => {
	await office.openAlways();
	await phone.open('/me');
	await expect(phone.page.getByText('Tout est envoyé')).toBeVisible(SOON);
	await phone.link.cut();
	const second = await phone.browser.context().newPage();
	await second.goto(`${phone.link.url}/me`);
	await phone.askDesk(1);
	const card = second.getByRole('article', { name: 'Demain matin, Murat' });
	await expect(card).toContainText('Enregistrée sur ce téléphone');
	await phone.link.restore();
	await expect(second.getByRole('region', { name: 'Prochaine place' })).toContainText(
		'Confirmée',
		SOON
	);
	await phone.home();
	await expect(phone.page.getByRole('region', { name: 'Prochaine place' })).toContainText(
		'Confirmée',
		SOON
	);
	await expect(phone.page.getByText(/refusé/)).toHaveCount(0);
	const { body } = await office.ask('/db/centre_murat/_all_docs?include_docs=true');
	const claims = body.rows.filter(
		({ doc }: { doc: { _id: string; kind?: string; person?: string } }) =>
			doc.kind === 'place.claimed' && doc.person === MARIE.person && !isSample(doc._id)
	);
	expect(claims).toHaveLength(1);
	await second.close();
});

const waitingOn = (page: import('@playwright/test').Page) =>
	page.getByRole('list', { name: 'Ce qui attend d’être envoyé' }).getByRole('listitem');
