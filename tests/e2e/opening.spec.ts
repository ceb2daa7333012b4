import { chromium, type BrowserContextOptions } from '@playwright/test';
import { local, shiftDay } from '../../src/lib/domain/calendar';
import { factId } from '../../src/lib/domain/ids';
import { PROTOCOL } from '../../src/lib/domain/protocol';
import { chromium as found } from '../support/chromium.mjs';
import { blackHole, SPEEDS, throttle } from '../support/fault-proxy';
import { everywhere } from './support/axe';
import { Desk } from './support/desk';
import type { Office } from './support/office';
import { expect, test } from './support/stage';
import { titleOf } from './support/title';

const SOON = { timeout: 60_000 };
const NAME = 'Télécentres du Cantal';

test('on a slow link the page says what it is and that it opens, before any script has come, and gives way without a jump', async ({
	link,
	phoneBrowser
}) => {
	const page = phoneBrowser.page();
	link.fault(throttle(SPEEDS.slow));
	// All of the app's own files: what is on screen came with the document.
	const lift = link.fault(blackHole({ match: ({ path }) => path.startsWith('/_app/') }));
	await page.goto(link.url, { waitUntil: 'commit' });
	await expect(page.getByRole('heading', { name: NAME, level: 1 })).toBeVisible();
	await expect(page.getByText('Ouverture…')).toBeVisible();
	const late = page.getByText('Cela prend plus de temps que d’habitude');
	await expect(late).toBeHidden();
	await page.screenshot({ path: test.info().outputPath('opening.png') });
	expect(await everywhere(page)).toEqual([]);
	await page.emulateMedia({ colorScheme: 'dark' });
	await page.screenshot({ path: test.info().outputPath('opening-dark.png') });
	// Nothing has come in half a minute: that is said as well, without a script.
	await expect(late).toBeVisible({ timeout: 40_000 });

	lift();
	await page.addInitScript(() => {
		const shifts: number[] = [];
		Object.assign(window, { shifts });
		new PerformanceObserver((list) => {
			for (const entry of list.getEntries())
				shifts.push((entry as unknown as { value: number }).value);
		}).observe({ type: 'layout-shift', buffered: true });
	});
	// What comes from the server later is another matter.
	link.fault(blackHole({ match: ({ path }) => path === '/sync' }));
	await page.goto(link.url, { waitUntil: 'commit' });
	await expect(page.getByText('Ouverture…')).toBeVisible();
	await expect(titleOf(page)).toBeVisible(SOON);
	await expect(page.getByText('Ouverture…')).toHaveCount(0);
	await expect(page.getByRole('main')).toHaveCount(1);
	const shifted = await page.evaluate(() =>
		(window as unknown as { shifts: number[] }).shifts.reduce((sum, value) => sum + value, 0)
	);
	expect(shifted).toBeLessThanOrEqual(0.02);
	expect(phoneBrowser.errors).toEqual([]);
});

test('a browser that asks for English is greeted in English, one that asks for Breton in French', async ({
	link
}) => {
	link.fault(blackHole({ match: ({ path }) => path.startsWith('/_app/') }));
	for (const [locale, lang, name, opens] of [
		['en-GB', 'en', 'Telecentres of the Cantal', 'Opening…'],
		['br-FR', 'fr', NAME, 'Ouverture…']
	] as const) {
		const { page, close } = await strangers({ locale });
		await page.goto(link.url, { waitUntil: 'commit' });
		await expect(page.getByRole('heading', { name })).toBeVisible();
		await expect(page.getByText(opens)).toBeVisible();
		await expect(page.locator('html')).toHaveAttribute('lang', lang);
		await close();
	}
});

test('who has no scripts is told in both languages what is missing', async ({ server }) => {
	const { page, close } = await strangers({ javaScriptEnabled: false });
	await page.goto(server.running().url);
	// Playwright looks for no text in there.
	const told = page.locator('noscript p');
	await expect(told.first()).toBeVisible();
	expect(await told.allInnerTexts()).toEqual([
		expect.stringContaining('a besoin de JavaScript'),
		expect.stringContaining('needs JavaScript')
	]);
	// It will never open: nothing says that it does.
	await expect(page.getByText('Ouverture…')).toBeHidden();
	await page.screenshot({ path: test.info().outputPath('no-script.png') });
	await close();
});

test('while past days are coming the desk says how many have come, of how many, and no longer once they have', async ({
	link,
	office,
	deskBrowser
}) => {
	const days = 12;
	await pastVisits(office, days);
	const lift = link.fault(throttle({ bytesPerSecond: 400, latencyMs: 300 }, onlySegments));
	const desk = new Desk(deskBrowser.page(), link.url, office);
	await desk.setUp('murat');
	const truth = desk.page.getByRole('region', { name: 'État de l’envoi' });
	const progress = truth.getByText(/^\d+ jours? sur \d+ reçus?$/).and(desk.page.locator('label *'));
	await expect(progress).toBeVisible(SOON);
	const [, of] = /sur (\d+)/.exec(await progress.innerText()) ?? [];
	expect(Number(of)).toBeGreaterThanOrEqual(days);
	// Read out at the beginning, and not with every day.
	await expect(truth.getByRole('status')).toHaveText(/jours? sur/);
	await desk.page.screenshot({ path: test.info().outputPath('progress.png') });
	expect(await everywhere(desk.page)).toEqual([]);
	lift();
	await expect(progress).toHaveCount(0, SOON);
	await expect(truth.getByRole('status')).toHaveText('Tous les jours sont reçus.');
	expect(deskBrowser.errors).toEqual([]);
});

const onlySegments = { match: ({ path }: { path: string }) => path === '/segments' };

/** Somebody came to Murat on each of so many days before today, as the office knows. */
async function pastVisits(office: Office, days: number): Promise<void> {
	const wall = Date.now();
	const today = local(wall).day;
	const facts = Array.from({ length: days }, (_, i) => {
		const parts = { scope: 'murat', device: 'bureau', epoch: 1, seq: 500 + i };
		const at = wall - (i + 1) * 86_400_000;
		const person = `p_passed${String(i).padStart(4, '0')}`;
		return [
			'centre_murat',
			{
				...{
					_id: factId({ ...parts, day: shiftDay(today, -(i + 1)) }),
					kind: 'visit.arrived',
					v: 1
				},
				...{ count: 5_000 + i, at: { wall: at }, by: person },
				...{ person, reason: 'work', category: 'other', closes: at + 3_600_000 }
			}
		];
	});
	const head = { sync: PROTOCOL, device: 'bureau', epoch: 1, acked: 0, waiting: days };
	const { body } = await office.ask('/sync', { ...head, facts, cursors: {} });
	expect(body.outcomes.map(({ is }: { is: string }) => is)).toEqual(facts.map(() => 'stored'));
}

/** A browser of somebody who has never been here, otherwise set than ours. */
async function strangers(options: BrowserContextOptions) {
	const { executablePath, env, args, chromiumSandbox } = await found();
	const browser = await chromium.launch({ executablePath, env, args, chromiumSandbox });
	const context = await browser.newContext(options);
	return { page: await context.newPage(), close: () => browser.close() };
}
