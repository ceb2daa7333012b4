import { expect, test } from '../../tests/e2e/support/phone';
import { keep } from './keep';

const SOON = { timeout: 60_000 };
test('a phone with a place, and the kiosk by the door', async ({ phone, kiosk }) => {
	await phone.open('/me');
	await phone.bookAt('Murat');
	const days = phone.page.getByRole('group', { name: 'Jours' });
	await days
		.getByRole('button', { name: /libres/ })
		.nth(1)
		.click();
	await phone.desk('Matin').click();
	await phone.home();
	const next = phone.page.getByRole('region', { name: 'Prochaine place' });
	await expect(next).toContainText('Confirmée', SOON);
	await expect(phone.page.getByText('Tout est envoyé')).toBeVisible(SOON);
	await keep(phone.page, 'static/screenshot-narrow.webp');
	await kiosk.isHome();
	await expect(kiosk.page.getByText('Tout est envoyé')).toBeVisible(SOON);
	await keep(kiosk.page, 'static/screenshot-wide.webp');
});
