import { expect, type Page } from '@playwright/test';
import type { DeviceBrowser } from './browser';
import type { Office } from './office';

/** The sample person every kiosk of the sample network knows. */
export const MARIE = { number: '1420', code: '271828' };

/** What people do at the tablet by the door, in their words. */
export class Kiosk {
	readonly #browser: DeviceBrowser;
	readonly #address: string;
	readonly #invite: Office['invite'];

	constructor(browser: DeviceBrowser, address: string, { invite }: Pick<Office, 'invite'>) {
		this.#browser = browser;
		this.#address = address;
		this.#invite = invite;
	}

	get page(): Page {
		return this.#browser.page();
	}

	/** Somebody follows the link of an invitation on the tablet, and confirms. */
	async setUp(centre: string): Promise<void> {
		await this.open(`/enrol#${await this.#invite({ role: 'kiosk', centre })}`);
		await this.page.getByRole('button', { name: 'Inscrire cet appareil' }).click();
		await this.isHome();
		// The roster and the app's own files have come: from here on the cable may go.
		await expect(this.syncTruth()).toContainText('Tout est envoyé');
		await this.page.evaluate(async () => {
			await navigator.serviceWorker.ready;
		});
	}

	async open(path = '/kiosk', page = this.page): Promise<void> {
		await page.goto(this.#address + path);
	}

	syncTruth(page = this.page) {
		return page.getByRole('region', { name: 'État de l’envoi' });
	}

	async isHome(page = this.page): Promise<void> {
		await expect(page.getByRole('button', { name: 'Je pars' })).toBeVisible();
		await expect(page.getByRole('button', { name: 'J’arrive' })).toBeVisible();
	}

	/** The kiosk has heard which desks it may give to who walks in, and which the server may. */
	async hasPlaces(here: number, online: number, page = this.page): Promise<void> {
		const places = page.getByRole('main').locator('.places');
		await expect(places.locator('strong')).toHaveText(String(here), { timeout: 30_000 });
		const others = places.getByText('sur demande');
		if (online === 0) await expect(others).toHaveCount(0);
		else await expect(others).toContainText(String(online));
	}

	/** The card of a place on the screen that says it: how it stands, where, when. */
	place(word: string, page = this.page) {
		return page.getByRole('main').locator('.place').filter({ hasText: word });
	}

	/** Somebody with a number books a desk on another day, up to the choice of the day. */
	async book(person = MARIE, page = this.page): Promise<void> {
		await page.getByRole('button', { name: 'Réserver', exact: true }).click();
		await this.identify(person, page);
		await expect(page.getByRole('heading', { name: 'Quel jour' })).toBeVisible();
	}

	/** Staff leave the kiosk's own screen, by the code of the front desk. */
	async openToStaff(code: string, page = this.page): Promise<void> {
		await expect(page.getByRole('heading', { name: 'Réservé au personnel' })).toBeVisible();
		await expect(page.getByText('Votre code du personnel')).toBeVisible();
		await this.type(code, page);
	}

	/** A first visit, up to the screen that says it is saved. */
	async firstVisit(name: string, page = this.page): Promise<{ number: string }> {
		await this.fillFirstVisit(name, page);
		await page.getByRole('button', { name: 'J’arrive' }).click();
		await this.isArrived(page);
		return { number: (await page.locator('.digits').innerText()).replace(/\D/g, '') };
	}

	async fillFirstVisit(name: string, page = this.page): Promise<void> {
		await page.getByRole('button', { name: 'J’arrive' }).click();
		await page.getByRole('button', { name: 'Première visite' }).click();
		await page.getByRole('textbox', { name: 'Comment vous appeler' }).fill(name);
		await page.getByRole('radio', { name: 'Travailler' }).check();
		await page.getByRole('radio', { name: 'À mon compte' }).check();
	}

	async isArrived(page = this.page): Promise<void> {
		await expect(page.getByRole('heading', { name: 'C’est noté, bienvenue' })).toBeVisible();
	}

	async done(page = this.page): Promise<void> {
		await page.getByRole('button', { name: 'Terminé' }).click();
		await this.isHome(page);
	}

	async type(digits: string, page = this.page): Promise<void> {
		const pad = page.getByRole('group', { name: 'Clavier' });
		for (const digit of digits) await pad.getByRole('button', { name: digit, exact: true }).click();
	}

	async identify(who: { number: string; code: string }, page = this.page): Promise<void> {
		await page.getByRole('button', { name: 'J’ai un numéro', exact: true }).click();
		await this.typeWho(who, page);
	}

	async typeWho({ number, code }: { number: string; code: string }, page = this.page) {
		await expect(page.getByRole('heading', { name: 'Votre numéro' })).toBeVisible();
		await this.type(number, page);
		await expect(page.getByRole('heading', { name: 'Votre code secret' })).toBeVisible();
		await this.type(code, page);
	}

	/** Somebody with a number comes to work. */
	async arrive(person = MARIE, page = this.page): Promise<void> {
		await page.getByRole('button', { name: 'J’arrive' }).click();
		await this.identify(person, page);
		await page.getByRole('button', { name: 'Travailler' }).click();
	}

	async leaveByVisitNumber(number: string, page = this.page): Promise<void> {
		await page.getByRole('button', { name: 'Je pars' }).click();
		await page.getByRole('button', { name: 'J’ai un numéro de visite', exact: true }).click();
		await this.type(number, page);
	}

	async hasLeft(page = this.page): Promise<void> {
		await expect(page.getByRole('heading', { name: 'C’est noté, à bientôt' })).toBeVisible();
	}

	/** `kill -9` of the browser. */
	crash(): Promise<void> {
		return this.#browser.kill();
	}

	/** The tablet is switched on again. */
	async restart(): Promise<void> {
		await this.#browser.start();
		await this.open();
		await this.isHome();
	}
}
