import { blackHole, captivePortal, status } from '../support/fault-proxy';
import { expect, test } from './support/stage';

const SOON = { timeout: 30_000 };
const toSync = ({ path }: { path: string }): boolean => path === '/sync';

test('a hotel’s login page is no link, and nothing is called sent', async ({
	kiosk,
	link,
	centre
}) => {
	link.fault(captivePortal());
	await kiosk.firstVisit('Jo');
	await kiosk.done();
	await expect(kiosk.syncTruth()).toContainText('une page de connexion répond');
	await expect(kiosk.syncTruth()).toContainText(/[23] éléments seront envoyés/);
	link.clear();
	await kiosk.page.evaluate(() => dispatchEvent(new Event('online')));
	await expect.poll(() => centre.visits(), SOON).toHaveLength(1);
});

test('a server that asks to be left alone is left alone', async ({ kiosk, link, centre }) => {
	link.fault(status(503, { retryAfter: 3, match: toSync, times: 2 }));
	await kiosk.firstVisit('Jo');
	await expect.poll(() => centre.visits(), SOON).toHaveLength(1);
	const refused = link.stats.exchanges.filter((exchange) => exchange.status === 503);
	const [first] = refused;
	const next = link.stats.exchanges.find(
		(exchange) => exchange.path === '/sync' && exchange.at > first!.at
	);
	expect(next!.at - first!.at).toBeGreaterThanOrEqual(3_000);
});

test('a link that swallows everything does not hold up the next person', async ({
	kiosk,
	link
}) => {
	link.fault(blackHole({ match: toSync }));
	await kiosk.firstVisit('Jo');
	await kiosk.done();
	await kiosk.firstVisit('Max');
	await expect(kiosk.page.getByText('Enregistré sur cette tablette')).toBeVisible();
});

test('an unknown session pauses sending, and the work goes on', async ({ kiosk, link, centre }) => {
	const away = link.fault(status(401, { match: toSync }));
	await kiosk.firstVisit('Jo');
	await kiosk.done();
	await expect(kiosk.syncTruth()).toContainText('ne reconnaît plus cet appareil');
	await kiosk.firstVisit('Max');
	await kiosk.done();
	away();
	await kiosk.page.evaluate(() => dispatchEvent(new Event('online')));
	await expect.poll(() => centre.visits(), SOON).toHaveLength(2);
});
