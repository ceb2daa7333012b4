import { expect, type Page } from '@playwright/test';

/** The host's page of the day, on a PC of its own. */
export class Desk {
	constructor(
		readonly page: Page,
		readonly address: string
	) {}

	async setUp(centre: string): Promise<void> {
		await this.page.goto(`${this.address}/desk`);
		await this.page.getByRole('button', { name: centre, exact: true }).click();
		await expect(this.page.getByRole('heading', { level: 1 })).toContainText(centre);
	}

	/** The lines of the day's list that name somebody. */
	visitsOf(name: string) {
		return this.page
			.getByRole('region', { name: 'Visites' })
			.getByRole('listitem')
			.filter({ hasText: name });
	}
}
