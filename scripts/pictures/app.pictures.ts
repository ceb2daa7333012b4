import { fileURLToPath } from 'node:url';
import { expect, test } from '../../tests/e2e/support/phone';

const SOON = { timeout: 60_000 };
const picture = (name: string): string =>
	fileURLToPath(new URL(`../../static/${name}`, import.meta.url));

test('a phone with a place, and the kiosk by the door', async ({ office, phone, kiosk }) => {
	await office.openAlways();
	await phone.open('/me');
	await phone.askDesk(1);
	await expect(
		phone.card('Demain matin, Murat').getByText('Confirmée', { exact: true })
	).toBeVisible(SOON);
	await phone.home();
	await expect(phone.page.getByText('Tout est envoyé')).toBeVisible(SOON);
	await phone.page.screenshot({ path: picture('screenshot-narrow.png') });
	await kiosk.isHome();
	await expect(kiosk.page.getByText('Tout est envoyé')).toBeVisible(SOON);
	await kiosk.page.screenshot({ path: picture('screenshot-wide.png') });
});
