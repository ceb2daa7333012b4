import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { root } from '../languages/sources';
import { test as stage } from '../e2e/support/phone';
import { Laptop } from '../e2e/support/trainer';
import { openBrowser } from '../e2e/support/browser';

/**
 * Takes a picture of every screen named here, in each language and colour scheme, of the sample
 * network on a real server, and lays them side by side in `screens/index.html`.
 * A new screen is one line.
 */
const AT_KIOSK = { home: '/kiosk' };
const ON_PHONE = {
	me: '/me',
	centres: '/book',
	murat: '/book/murat',
	weekly: '/book/murat/series',
	learn: '/learn',
	device: '/device'
};
const AT_DESK = {
	day: '/desk',
	people: '/people',
	register: '/people/new',
	staff: '/people/staff'
};
const OF_TRAINER = { today: '/training', courses: '/training/courses' };
const FOR_ANYBODY = { network: '/', accessibility: '/accessibility', enrol: '/enrol' };

const PHONE = { width: 360, height: 740 };
const KIOSK = { width: 1280, height: 800 };
const PC = { width: 1440, height: 900 };

const FOLDER = join(root, 'screens');
mkdirSync(FOLDER, { recursive: true });

type Screens = Readonly<Record<string, string>>;
interface Door {
	readonly door: string;
	readonly page: Page;
	readonly address: string;
	readonly size: { width: number; height: number };
	/** What has to be done after each address: a code to be typed. */
	readonly ready?: () => Promise<void>;
}

async function shoot({ door, page, address, size, ready }: Door, screens: Screens): Promise<void> {
	await page.setViewportSize(size);
	for (const [name, path] of Object.entries(screens)) {
		await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
		await page.goto(address + path);
		await ready?.();
		await page.locator('.app').getByRole('heading', { level: 1 }).first().waitFor();
		const languages = page.locator('.languages button');
		for (let i = 0; i < (await languages.count()); i += 1) {
			const language = await languages.nth(i).getAttribute('lang');
			await languages.nth(i).click();
			await page.evaluate(() => scrollTo(0, 0));
			for (const colorScheme of ['light', 'dark'] as const) {
				await page.emulateMedia({ colorScheme });
				const file = `${door}-${name}-${size.width}-${language}-${colorScheme}.png`;
				await page.screenshot({ path: join(FOLDER, file) });
			}
		}
		// The next screen is opened, and unlocked, in the network's own language.
		if ((await languages.count()) > 0) await languages.first().click();
	}
}

stage('anybody', async ({ server, phoneBrowser }) => {
	const anybody = { door: 'anybody', page: phoneBrowser.page(), address: server.running().url };
	await shoot({ ...anybody, size: PHONE }, FOR_ANYBODY);
	await shoot({ ...anybody, size: PC }, FOR_ANYBODY);
});

stage('kiosk', async ({ kiosk, link }) => {
	await shoot({ door: 'kiosk', page: kiosk.page, address: link.url, size: KIOSK }, AT_KIOSK);
});

stage('phone', async ({ phone }) => {
	await shoot({ door: 'phone', page: phone.page, address: phone.link.url, size: PHONE }, ON_PHONE);
});

stage('desk', async ({ kiosk, desk }) => {
	for (const name of [
		'Jo',
		'مريم بنت عبد الله',
		'Marie-Antoinette de Montmorency-Laval Sainte-Geneviève'
	]) {
		await kiosk.firstVisit(name);
		await kiosk.done();
	}
	const { page, address } = desk;
	const ready = (): Promise<void> => desk.unlock();
	await shoot({ door: 'desk', page, address, size: PC, ready }, AT_DESK);
});

stage('trainer', async ({ server, office }) => {
	const browser = await openBrowser({ viewport: PC });
	const address = server.running().url;
	const laptop = new Laptop(browser.page(), address, office);
	await laptop.setUp();
	const ready = (): Promise<void> => laptop.unlock();
	await shoot({ door: 'trainer', page: laptop.page, address, size: PC, ready }, OF_TRAINER);
	await browser.close();
});

stage.afterAll(() => {
	const pictures = readdirSync(FOLDER).filter((name) => name.endsWith('.png'));
	const figure = (name: string): string =>
		`<figure><a href="${name}"><img src="${name}" alt="" loading="lazy" height="360"></a><figcaption>${name.slice(0, -4)}</figcaption></figure>`;
	writeFileSync(
		join(FOLDER, 'index.html'),
		`<!doctype html><meta charset="utf-8"><title>Screens</title><style>body{display:flex;flex-wrap:wrap;gap:16px;font:14px sans-serif}figure{margin:0}</style>${pictures.map(figure).join('\n')}\n`
	);
});
