import { expect, type Page } from '@playwright/test';
import type { Office } from './office';

/** Who trains in these stories. */
export const ANNE = { name: 'Anne Rigal', code: '135790' };

/** A short course, as somebody described it in the office. */
export const SHORT_COURSE = {
	id: 'posture',
	title: 'Poste et ergonomie',
	hours: 7,
	offered: true,
	modules: [
		{
			id: 'chair',
			title: 'Régler son poste',
			hours: 3.5,
			place: 'site',
			objectives: [{ id: 'screen', text: 'Placer son écran à la bonne hauteur' }],
			lessons: [{ id: 'why', title: 'Pourquoi régler son poste' }]
		},
		{
			id: 'breaks',
			title: 'Pauses et rythme',
			hours: 3.5,
			place: 'distance',
			objectives: [{ id: 'rhythm', text: 'Prévoir ses pauses' }],
			lessons: [{ id: 'pause', title: 'Faire une vraie pause' }],
			quiz: { id: 'breaks-quiz', title: 'Quiz sur les pauses' }
		}
	]
} as const;

/** What a trainer does on a tablet of 1024 by 768, in their words. */
export class Tablet {
	readonly #invite: Office['invite'];

	constructor(
		readonly page: Page,
		readonly address: string,
		{ invite }: Pick<Office, 'invite'>
	) {
		this.#invite = invite;
	}

	/** Anne follows the link of an invitation, confirms, and chooses her code. */
	async setUp(): Promise<void> {
		const { page } = this;
		await page.goto(`${this.address}/enrol#${await this.#invite({ role: 'trainer' })}`);
		await page.getByRole('button', { name: 'Inscrire cet appareil' }).click();
		await page.getByRole('textbox', { name: 'Votre nom' }).fill(ANNE.name);
		await page.getByRole('textbox', { name: 'Code du personnel' }).fill(ANNE.code);
		await page.getByRole('textbox', { name: 'Le même code' }).fill(ANNE.code);
		await page.getByRole('button', { name: 'Enregistrer et ouvrir' }).click();
		await expect(page.getByRole('heading', { name: 'Formation', level: 1 })).toBeVisible();
		await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
	}

	syncTruth() {
		return this.page.getByRole('region', { name: 'État de l’envoi' });
	}

	panel() {
		return this.page.getByRole('dialog');
	}

	async formGroup(title: string, places = 12, course: string = SHORT_COURSE.id): Promise<void> {
		const { page } = this;
		await page.getByRole('button', { name: 'Former un groupe' }).click();
		const panel = this.panel();
		await panel.getByRole('combobox', { name: 'Parcours' }).selectOption(course);
		await panel.getByRole('textbox', { name: 'Titre du groupe' }).fill(title);
		await panel.getByRole('textbox', { name: 'Nombre de places' }).fill(String(places));
		await panel.getByRole('button', { name: 'Former un groupe' }).click();
		await expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible();
	}

	/** On the page of their group. */
	async enrol(...names: readonly string[]): Promise<void> {
		await this.page.getByRole('button', { name: 'Inscrire un stagiaire' }).first().click();
		const panel = this.panel();
		for (const name of names) {
			await panel.getByRole('textbox', { name: 'Nom ou badge' }).fill(name);
			await panel.getByRole('button', { name: `Nouveau nom : ${name}` }).click();
			await panel.getByRole('button', { name: /^Inscrire/ }).click();
			await expect(panel.getByText(new RegExp(`^${name} (est|suit)`))).toBeVisible();
		}
		await panel.getByRole('button', { name: 'Fermer' }).click();
	}

	/** Who shows their badge is enrolled by it. */
	async enrolBadge(name: string, badge: string): Promise<void> {
		await this.page.getByRole('button', { name: 'Inscrire un stagiaire' }).first().click();
		const panel = this.panel();
		await panel.getByRole('textbox', { name: 'Nom ou badge' }).fill(badge);
		await panel.getByRole('button', { name: 'Lire ce badge' }).click();
		await panel.getByRole('button', { name: /^Inscrire/ }).click();
		await expect(panel.getByText(`${name} est inscrit`)).toBeVisible();
		await panel.getByRole('button', { name: 'Fermer' }).click();
	}

	/** The morning of a day, for one module, of so many hours as they are written. */
	async planMorning(day: string, module: string, hours: string): Promise<void> {
		await this.page.getByRole('button', { name: 'Planifier des demi-journées' }).first().click();
		const panel = this.panel();
		await panel.getByLabel('Jour', { exact: true }).fill(day);
		await panel.getByRole('combobox', { name: 'Module' }).selectOption({ label: module });
		await panel.getByRole('textbox', { name: /^Heures/ }).fill(hours);
		await panel.getByRole('button', { name: 'Planifier 1 demi-journée' }).click();
		await expect(panel).toHaveCount(0);
	}

	/** One half-day, this morning: by any clock it has begun. */
	async planThisMorning(): Promise<void> {
		await this.page.getByRole('button', { name: 'Planifier des demi-journées' }).first().click();
		const panel = this.panel();
		await panel.getByRole('button', { name: 'Planifier 1 demi-journée' }).click();
		await expect(panel).toHaveCount(0);
	}

	async openThisMorning(): Promise<void> {
		await this.page.getByRole('link', { name: 'Aujourd’hui, matin' }).click();
		await expect(this.page.getByRole('heading', { name: 'L’appel' })).toBeVisible();
	}

	row(name: string) {
		return this.page.getByRole('listitem', { name, exact: true });
	}

	/** The next of present, late and absent. */
	async tap(name: string): Promise<void> {
		await this.row(name)
			.getByRole('button', { name: new RegExp(`^${name}`) })
			.click();
	}

	/** A finger on the pad, from left to right. */
	async draw(): Promise<void> {
		const pad = this.page.getByRole('img', { name: 'Zone de signature' });
		const { x, y, width, height } = (await pad.boundingBox())!;
		const { mouse } = this.page;
		await mouse.move(x + width * 0.2, y + height * 0.6);
		await mouse.down();
		for (let i = 1; i <= 12; i += 1)
			await mouse.move(x + width * (0.2 + i * 0.04), y + height * (i % 2 ? 0.35 : 0.65));
		await mouse.up();
	}

	async sign(name: string): Promise<void> {
		await this.row(name)
			.getByRole('button', { name: `Faire signer ${name}` })
			.click();
		await this.draw();
		await this.page.getByRole('button', { name: 'Je signe', exact: true }).click();
		await expect(this.row(name)).toContainText('Signé à');
	}
}
