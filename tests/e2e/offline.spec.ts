import { expect, test } from './support/stage';
import { titleOf } from './support/title';

test('a deep link, a hard reload, a new tab and a cold start open with the server dead', async ({
	kiosk,
	kioskBrowser,
	link,
	server
}) => {
	await link.cut();
	await server.kill();
	await kiosk.page.reload();
	await kiosk.isHome();
	const tab = await kioskBrowser.context().newPage();
	await kiosk.open('/device', tab);
	await expect(titleOf(tab)).toBeVisible();
	await tab.close();
	await kiosk.crash();
	await kiosk.restart();
	await kiosk.firstVisit('Jo');
	await server.start();
});

test('after each person the screen, the history and the form hold nothing of them', async ({
	kiosk
}) => {
	const before = await kiosk.page.evaluate(() => history.length);
	await kiosk.firstVisit('Marguerite');
	await kiosk.done();
	expect(await kiosk.page.evaluate(() => history.length)).toBe(before);
	expect(await kiosk.page.content()).not.toContain('Marguerite');
	await kiosk.page.getByRole('button', { name: 'J’arrive' }).click();
	await kiosk.page.getByRole('button', { name: 'Première visite' }).click();
	await expect(kiosk.page.getByRole('textbox')).toHaveValue('');
});

test('somebody who walks away is forgotten: a warning, then the home screen in French', async ({
	kiosk
}) => {
	await kiosk.page.clock.install();
	// What the page counted before its clock was taken over would go on counting by the other one.
	await kiosk.page.reload();
	await kiosk.isHome();
	await kiosk.page.getByRole('button', { name: 'English' }).click();
	await kiosk.page.getByRole('button', { name: 'I’m arriving' }).click();
	await kiosk.page.getByRole('button', { name: 'First visit' }).click();
	await kiosk.page.getByRole('textbox').fill('Marguerite');
	await kiosk.page.clock.runFor(46_000);
	await expect(kiosk.page.getByRole('dialog', { name: 'Are you still there?' })).toBeVisible();
	await kiosk.page.getByRole('button', { name: 'I’m still here' }).click();
	await expect(kiosk.page.getByRole('textbox')).toHaveValue('Marguerite');
	await kiosk.page.clock.runFor(46_000);
	await expect(kiosk.page.getByRole('dialog')).toBeVisible();
	await kiosk.page.clock.runFor(21_000);
	await kiosk.isHome();
	expect(await kiosk.page.content()).not.toContain('Marguerite');
});
