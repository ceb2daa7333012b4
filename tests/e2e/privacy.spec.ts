import type { Page } from '@playwright/test';
import { everywhere } from './support/axe';
import { HELENE } from './support/desk';
import { MARIE } from './support/kiosk';
import { expect, test } from './support/stage';
import { titleOf } from './support/title';

const PERSON = 'p_sample0marie';

/** As a scanner types: all at once, and Enter. */
async function scan(page: Page, text: string): Promise<void> {
	await page.keyboard.type(text);
	await page.keyboard.press('Enter');
}

/** Everything a browser keeps beside IndexedDB, in one text. */
const keptBeside = (page: Page): Promise<string> =>
	page.evaluate(() =>
		JSON.stringify([{ ...localStorage }, { ...sessionStorage }, history.state, document.cookie])
	);

/** Every value of every store of every IndexedDB of this origin, in one text. */
const keptInStores = (page: Page): Promise<string> =>
	page.evaluate(async () => {
		const all: unknown[] = [];
		for (const { name } of await indexedDB.databases()) {
			const open = indexedDB.open(name!);
			await new Promise((resolve) => (open.onsuccess = resolve));
			for (const store of open.result.objectStoreNames) {
				const values = open.result.transaction(store).objectStore(store).getAll();
				await new Promise((resolve) => (values.onsuccess = resolve));
				all.push(values.result);
			}
			open.result.close();
		}
		return JSON.stringify(all);
	});

test('56: of a first visitor nothing is left anywhere on the tablet once it is sent', async ({
	kiosk
}) => {
	const { page } = kiosk;
	const before = await page.evaluate(() => history.length);
	await kiosk.firstVisit('Marguerite');
	await expect(page.getByText('Envoyé à')).toBeVisible();
	await kiosk.done();
	expect(await page.content()).not.toContain('Marguerite');
	expect(await keptBeside(page)).not.toContain('Marguerite');
	await expect.poll(() => keptInStores(page)).not.toContain('Marguerite');
	expect(await page.evaluate(() => history.length)).toBe(before);
	await page.goBack().catch(() => null);
	await kiosk.isHome();
	await kiosk.fillFirstVisit('');
	const field = page.getByRole('textbox');
	await expect(field).toHaveValue('');
	await expect(field).toHaveAttribute('autocomplete', 'off');
	// What has no name is kept by no browser under it.
	expect(await field.getAttribute('name')).toBeNull();
});

test('56: of who comes by number the screen keeps nothing, whether they finish or walk away', async ({
	kiosk
}) => {
	const { page } = kiosk;
	await kiosk.arrive();
	await kiosk.isArrived();
	expect(await page.content()).not.toContain('Marie');
	await kiosk.done();
	for (const trace of ['Marie', PERSON]) {
		expect(await page.content()).not.toContain(trace);
		expect(await keptBeside(page)).not.toContain(trace);
	}
	await page.getByRole('button', { name: 'J’arrive' }).click();
	await kiosk.identify(MARIE);
	await expect(page.getByRole('heading', { name: 'Vous êtes déjà là' })).toBeVisible();
	// A page kept alive behind another one is left by this event, and must hold nobody.
	await page.evaluate(() =>
		dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))
	);
	await kiosk.isHome();
});

test('57: nothing that is typed at the kiosk can be copied, dragged away, printed or looked up', async ({
	kiosk,
	kioskBrowser
}) => {
	const { page } = kiosk;
	const paper = await kioskBrowser.context().newPage();
	await paper.setContent('<textarea>before</textarea>');
	await paper.locator('textarea').press('Control+A');
	await paper.keyboard.press('Control+C');
	await page.bringToFront();
	await kiosk.fillFirstVisit('Marguerite');
	await page.getByRole('textbox').focus();
	await page.keyboard.press('Control+A');
	await page.keyboard.press('Control+C');
	await page.keyboard.press('Control+X');
	await expect(page.getByRole('textbox')).toHaveValue('Marguerite');
	await paper.bringToFront();
	await paper.locator('textarea').fill('');
	await paper.locator('textarea').press('Control+V');
	await expect(paper.locator('textarea')).toHaveValue('before');
	await page.bringToFront();
	/** Whether the browser was left to do its own thing with it. */
	const isLeft = (type: string): Promise<boolean> =>
		page.getByRole('textbox').evaluate((field, type) => {
			const event = new Event(type, { bubbles: true, cancelable: true });
			return field.dispatchEvent(event);
		}, type);
	for (const type of ['contextmenu', 'dragstart', 'dragover', 'drop'])
		expect(await isLeft(type), type).toBe(false);
	await page.evaluate(() => {
		const kept: string[] = Object.assign(window, { left: [] as string[] }).left;
		addEventListener('keydown', (event) => event.defaultPrevented || kept.push(event.key));
	});
	for (const keys of ['Control+P', 'Control+S', 'Control+F', 'Control+U', 'F1', 'F12', 'Alt+Home'])
		await page.keyboard.press(keys);
	const left = await page.evaluate(() => (window as unknown as { left: string[] }).left);
	expect(left.filter((key) => key !== 'Control' && key !== 'Alt')).toEqual([]);
	await page.emulateMedia({ media: 'print' });
	await expect(page.getByRole('textbox')).toBeHidden();
});

test('57: the back button, Escape and links do not leave the kiosk', async ({ kiosk }) => {
	const { page } = kiosk;
	const address = page.url();
	await page.getByRole('button', { name: 'J’arrive' }).click();
	await page.keyboard.press('Escape');
	await page.keyboard.press('Alt+ArrowLeft');
	await page.evaluate(() => history.back());
	await page.getByRole('button', { name: 'Retour' }).click();
	await kiosk.isHome();
	expect(page.url()).toBe(address);
	const links = await page
		.getByRole('link')
		.evaluateAll((all) => all.map((a) => a.getAttribute('href')));
	expect(links.filter((href) => !href?.startsWith('#'))).toEqual(['/device']);
});

test('no address typed on a kiosk shows anybody, whoever is here', async ({
	kiosk,
	desk: _desk
}) => {
	const { page } = kiosk;
	await kiosk.firstVisit('Marguerite');
	await kiosk.done();
	await kiosk.arrive();
	await kiosk.done();
	for (const path of ['/people', '/desk', '/devices', '/device', '/me', '/']) {
		await kiosk.open(path);
		await expect(titleOf(page)).toBeVisible();
		for (const trace of ['Marguerite', 'Marie', PERSON, HELENE.name])
			expect(await page.content(), path).not.toContain(trace);
	}
	// Staff get as far as the device; the centre's people are on the host's own.
	await kiosk.open('/desk');
	await kiosk.openToStaff(HELENE.code);
	await expect(page.getByRole('heading', { name: 'Borne, Murat' })).toBeVisible();
	expect(await page.content()).not.toContain('Marguerite');
});

test('a badge held to the scanner is one tap from arriving, and says goodbye in none', async ({
	kiosk,
	office,
	centre,
	link
}) => {
	const badge = await office.badgeOf(PERSON);
	const { page } = kiosk;
	await link.cut();
	await scan(page, badge);
	await expect(page.getByRole('heading', { name: 'Que venez-vous faire' })).toBeVisible();
	expect(await page.content()).not.toContain('Marie');
	await page.getByRole('button', { name: 'Travailler' }).click();
	await kiosk.isArrived();
	await kiosk.done();
	await scan(page, badge);
	await expect(page.getByRole('heading', { name: 'Vous êtes déjà là' })).toBeVisible();
	await page.getByRole('button', { name: 'Je reste' }).click();
	await page.getByRole('button', { name: 'Je pars' }).click();
	await page.getByRole('button', { name: 'J’ai un numéro', exact: true }).click();
	await expect(page.getByRole('group', { name: 'Clavier' })).toBeVisible();
	await scan(page, badge);
	await kiosk.hasLeft();
	expect(await page.content()).not.toContain(PERSON);
	await link.restore();
	await expect.poll(() => centre.visits(), { timeout: 30_000 }).toHaveLength(1);
	const [arrival] = await centre.facts();
	expect(arrival).toMatchObject({ person: PERSON, badge: 'b_sample0marie' });
});

test('52: a badge that is forged, replaced or no badge at all is told apart, with a way on', async ({
	kiosk,
	office
}) => {
	const badge = await office.badgeOf(PERSON);
	const { page } = kiosk;
	const forged = badge.replace('.murat.', '.ydes.');
	await scan(page, forged);
	await expect(page.getByRole('heading', { name: 'Ce badge n’est pas valable' })).toBeVisible();
	expect(await everywhere(page)).toEqual([]);
	await scan(page, 'TC1.bonjour');
	await expect(page.getByRole('heading', { name: 'pas été lu en entier' })).toBeVisible();
	await page.getByRole('button', { name: 'Arriver autrement' }).click();
	await page.getByRole('button', { name: 'Retour' }).click();
	await office.note('person.unbadged', { person: PERSON, badge: 'b_sample0marie' });
	await expect(async () => {
		await scan(page, badge);
		const refused = page.getByRole('heading', { name: 'Ce badge a été remplacé' });
		const known = page.getByRole('heading', { name: 'Que venez-vous faire' });
		await expect(refused.or(known)).toBeVisible();
		if (await known.isVisible()) await page.getByRole('button', { name: 'Retour' }).click();
		await expect(refused).toBeVisible({ timeout: 1_000 });
	}).toPass({ timeout: 60_000 });
});

test('53: who guesses at a code waits, and only with that number', async ({ kiosk, link }) => {
	const { page } = kiosk;
	await link.cut();
	const wrong = { number: MARIE.number, code: '000000' };
	await page.getByRole('button', { name: 'J’arrive' }).click();
	await kiosk.identify(wrong);
	const timer = page.getByRole('timer');
	const stranger = page.getByRole('alert').getByText('Numéro ou code non reconnu');
	await expect(timer.or(stranger)).toBeVisible();
	while (!(await timer.isVisible())) {
		await kiosk.typeWho(wrong);
		await expect(timer.or(stranger)).toBeVisible();
	}
	await expect(timer).toContainText('Réessayez dans');
	await expect(page.getByRole('alert')).toContainText('Trop d’essais avec ce numéro');
	await page.getByRole('button', { name: 'Retour' }).click();
	await page.getByRole('button', { name: 'Première visite' }).click();
	await expect(page.getByRole('textbox')).toBeVisible();
});
