import { loseResponse } from '../support/fault-proxy';
import { expect, test } from './support/stage';

const SOON = { timeout: 30_000 };

test('a first visitor checks in, and the host sees them by name without touching anything', async ({
	kiosk,
	desk,
	centre
}) => {
	await kiosk.firstVisit('Jo');
	await expect(kiosk.page.getByText('Envoyé à')).toBeVisible();
	await expect(desk.visitsOf('Jo')).toHaveCount(1);
	expect(await centre.visits()).toMatchObject([{ reason: 'work', category: 'independent' }]);
});

test('a check-in made with the cable out survives a killed browser and reaches the centre once', async ({
	kiosk,
	link,
	centre,
	desk
}) => {
	await link.cut();
	await kiosk.firstVisit('Camille');
	await expect(kiosk.page.getByText('Enregistré sur cette tablette')).toBeVisible();
	await kiosk.crash();
	await kiosk.restart();
	await expect(kiosk.syncTruth()).toContainText(/[23] éléments seront envoyés/);
	expect(await centre.visits()).toEqual([]);
	await link.restore();
	await expect.poll(() => centre.visits(), SOON).toHaveLength(1);
	await expect(kiosk.syncTruth()).toContainText('Tout est envoyé');
	await expect(desk.visitsOf('Camille')).toHaveCount(1);
	expect(await centre.alarms()).toEqual([]);
});

test('a check-in whose answer was lost is sent again and counted once', async ({
	kiosk,
	link,
	centre
}) => {
	const lost = link.fault(loseResponse({ match: ({ path }) => path === '/sync' }));
	await kiosk.firstVisit('Sacha');
	await expect.poll(() => centre.visits(), SOON).toHaveLength(1);
	await expect(kiosk.page.getByText('Enregistré sur cette tablette')).toBeVisible();
	await expect(kiosk.page.getByText('Envoyé à')).toHaveCount(0);
	lost();
	await expect.poll(() => kiosk.syncTruth().innerText(), SOON).toContain('Tout est envoyé');
	expect(await centre.visits()).toHaveLength(1);
	expect(await centre.alarms()).toEqual([]);
});

test('a server killed in the middle of a backlog loses nothing and doubles nothing', async ({
	kiosk,
	link,
	server,
	centre
}) => {
	await link.cut();
	for (const name of ['Ada', 'Ben', 'Cléo', 'Dan']) {
		await kiosk.firstVisit(name);
		await kiosk.done();
	}
	let heard = 0;
	const cut = new Promise<void>((resolve) => {
		// The plug is pulled while the server works on the batch: its answer never comes.
		link.fault(
			loseResponse({
				match: ({ path }) => {
					if (path === '/sync' && (heard += 1) === 1) void server.kill().then(resolve);
					return false;
				},
				times: 1
			})
		);
	});
	await link.restore();
	await cut;
	await server.start();
	await expect.poll(() => kiosk.syncTruth().innerText(), SOON).toContain('Tout est envoyé');
	expect(await centre.visits()).toHaveLength(4);
	expect(await centre.alarms()).toEqual([]);
});

test('somebody with a number arrives and leaves with the cable out', async ({
	kiosk,
	link,
	centre
}) => {
	await link.cut();
	await kiosk.arrive();
	await kiosk.isArrived();
	await kiosk.done();
	await kiosk.page.getByRole('button', { name: 'Je pars' }).click();
	await kiosk.identify({ number: '1420', code: '271828' });
	await kiosk.hasLeft();
	await link.restore();
	await expect.poll(() => centre.visits(), SOON).toHaveLength(1);
	await expect.poll(async () => (await centre.visits())[0]?.left, SOON).toBeGreaterThan(0);
});

test('a first visitor leaves by the number they were given', async ({ kiosk, centre }) => {
	const { number } = await kiosk.firstVisit('Jo');
	await kiosk.done();
	await kiosk.leaveByVisitNumber(number);
	await kiosk.hasLeft();
	await expect.poll(async () => (await centre.visits())[0]?.left).toBeGreaterThan(0);
});

test('an arrival taken back within its seconds is nobody’s visit', async ({ kiosk, centre }) => {
	await kiosk.firstVisit('Jo');
	await kiosk.page.getByRole('button', { name: /^Annuler/ }).click();
	await expect(kiosk.page.getByRole('heading', { name: 'C’est annulé' })).toBeVisible();
	await expect.poll(async () => (await centre.facts()).length).toBe(2);
	expect(await centre.visits()).toEqual([]);
});

test('a double tap is one arrival', async ({ kiosk, centre }) => {
	await kiosk.fillFirstVisit('Jo');
	// Two taps in one breath, before the screen could change.
	await kiosk.page.getByRole('button', { name: 'J’arrive' }).evaluate((button: HTMLElement) => {
		button.click();
		button.click();
	});
	await kiosk.isArrived();
	await expect.poll(() => centre.visits()).toHaveLength(1);
	expect(await centre.facts()).toHaveLength(1);
});

test('who arrives twice is told that they are here already', async ({ kiosk, centre }) => {
	await kiosk.arrive();
	await kiosk.done();
	await kiosk.page.getByRole('button', { name: 'J’arrive' }).click();
	await kiosk.identify({ number: '1420', code: '271828' });
	await expect(kiosk.page.getByRole('heading', { name: 'Vous êtes déjà là' })).toBeVisible();
	await expect.poll(() => centre.visits()).toHaveLength(1);
});

test('two tabs of one kiosk write different facts and send each once', async ({
	kiosk,
	kioskBrowser,
	centre,
	link
}) => {
	const second = await kioskBrowser.context().newPage();
	await kiosk.open('/kiosk', second);
	await kiosk.isHome(second);
	await link.cut();
	await kiosk.firstVisit('Un');
	await kiosk.firstVisit('Deux', second);
	link.stats.reset();
	await link.restore();
	await expect.poll(() => centre.visits(), SOON).toHaveLength(2);
	await expect(kiosk.syncTruth(second)).toContainText('Tout est envoyé');
	await expect(kiosk.syncTruth()).toContainText('Tout est envoyé');
	const ids = (await centre.facts()).map(({ _id }) => _id);
	expect(new Set(ids).size).toBe(2);
	// The second tab goes on by itself when the one that led is gone.
	await kiosk.page.close();
	await kiosk.isHome(second);
	await kiosk.firstVisit('Trois', second);
	await expect.poll(() => centre.visits(), SOON).toHaveLength(3);
});
