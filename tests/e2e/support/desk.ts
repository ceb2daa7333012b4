import { expect, type Page } from '@playwright/test';
import type { Office } from './office';

/** Who welcomes people in these stories. */
export const HELENE = { name: 'Hélène', code: '135790' };

/** The host's page of the day, on a PC of its own. */
export class Desk {
	readonly #invite: Office['invite'];

	constructor(
		readonly page: Page,
		readonly address: string,
		{ invite }: Pick<Office, 'invite'>
	) {
		this.#invite = invite;
	}

	/** Hélène follows the link of an invitation on her PC, confirms, and chooses her code. */
	async setUp(centre: string): Promise<void> {
		const { page } = this;
		await page.goto(`${this.address}/enrol#${await this.#invite({ role: 'host', centre })}`);
		await page.getByRole('button', { name: 'Inscrire cet appareil' }).click();
		await this.chooseCode();
		await expect(page.getByRole('button', { name: 'Jour précédent' })).toBeVisible();
	}

	async chooseCode({ name, code } = HELENE): Promise<void> {
		await this.page.getByRole('textbox', { name: 'Votre nom' }).fill(name);
		await this.page.getByRole('textbox', { name: 'Code du personnel' }).fill(code);
		await this.page.getByRole('textbox', { name: 'Le même code' }).fill(code);
		await this.page.getByRole('button', { name: 'Enregistrer et ouvrir' }).click();
	}

	/** After a reload, or when nobody has touched anything for a while. */
	async unlock(code = HELENE.code, page = this.page): Promise<void> {
		await expect(page.getByRole('heading', { name: 'Écran verrouillé' })).toBeVisible();
		await page.keyboard.type(code);
		await expect(page.getByRole('heading', { name: 'Écran verrouillé' })).toHaveCount(0);
	}

	/** An address typed by hand: the page begins anew, locked. */
	async open(path: string): Promise<void> {
		await this.page.goto(this.address + path);
		await this.unlock();
	}

	/** The lines of the day's list that name somebody. */
	visitsOf(name: string) {
		return this.page
			.getByRole('region', { name: 'Visites' })
			.getByRole('listitem')
			.filter({ hasText: name });
	}

	/** The day's places, line by line. */
	plan() {
		return this.page.getByRole('region', { name: 'Le plan des places' });
	}

	/** What somebody has or wants, as it is drawn: by name, and by what is said of it. */
	bar(who: string, what = '') {
		return this.plan().getByRole('button', { name: new RegExp(`^${who} ?, ${what}`) });
	}

	/** The line of a desk or a room. */
	row(place: string) {
		return this.plan().getByRole('list', { name: place, exact: true });
	}

	/** What is open beside the plan. */
	panel() {
		return this.page.getByRole('dialog');
	}

	/** A free place of the day on screen is given to somebody registered. */
	async give(place: string, name: string): Promise<void> {
		await this.row(place).getByRole('button', { name: /Libre/ }).first().click();
		const panel = this.panel();
		await panel.getByRole('textbox', { name: 'Nom, numéro ou commune' }).fill(name);
		await panel.getByRole('button', { name }).click();
		await panel.getByRole('button', { name: 'Donner cette place' }).click();
		await expect(panel).toHaveCount(0);
	}

	async nextDay(): Promise<void> {
		await this.page.getByRole('button', { name: 'Jour suivant' }).click();
	}
}
