import { expect, type Page } from '@playwright/test';
import { local } from '../../../src/lib/domain/calendar';
import { factId, NETWORK_SCOPE } from '../../../src/lib/domain/ids';
import { PROTOCOL } from '../../../src/lib/domain/protocol';
import { askAs, enrolOverHttp } from '../../support/enrol';
import { startFaultProxy, type FaultProxy } from '../../support/fault-proxy';
import { openBrowser } from './browser';
import { Desk } from './desk';
import type { Office } from './office';
import { test as staged } from './stage';

/** Who trains in these stories. */
export const LUC = { name: 'Luc', code: '246801' };

/** A trainer's laptop, behind a link of its own that can fail. */
export class Laptop extends Desk {
	readonly #invite: Office['invite'];

	constructor(page: Page, address: string, office: Pick<Office, 'invite'>) {
		super(page, address, office);
		this.#invite = office.invite;
	}

	override async setUp(): Promise<void> {
		const { page } = this;
		await page.goto(`${this.address}/enrol#${await this.#invite({ role: 'trainer' })}`);
		await page.getByRole('button', { name: 'Inscrire cet appareil' }).click();
		await this.chooseCode(LUC);
		await expect(page.getByRole('button', { name: 'Enregistrer et ouvrir' })).toHaveCount(0);
		await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
	}

	override unlock(code = LUC.code, page = this.page): Promise<void> {
		return super.unlock(code, page);
	}
}

export const test = staged.extend<{ laptopLink: FaultProxy; laptop: Laptop }>({
	laptopLink: async ({ server }, use) => {
		const proxy = await startFaultProxy({ target: { port: server.running().port } });
		await use(proxy);
		await proxy.close();
	},
	laptop: async ({ laptopLink, office }, use) => {
		const browser = await openBrowser({ viewport: { width: 1024, height: 768 } });
		const laptop = new Laptop(browser.page(), laptopLink.url, office);
		await laptop.setUp();
		await use(laptop);
		await browser.close();
		expect(browser.errors).toEqual([]);
	}
});

export { expect };

let elsewhere = 0;

/** Another trainer, far from any screen, says something of the network. */
export async function sayElsewhere(
	url: string,
	{ invite }: Pick<Office, 'invite'>,
	{ db, kind, fields }: { db: string; kind: string; fields: Readonly<Record<string, unknown>> }
): Promise<void> {
	const trainer = await enrolOverHttp(url, await invite({ role: 'trainer' }), 'Ailleurs');
	const [device, wall] = [`ailleurs${(elsewhere += 1)}`, Date.now()];
	const parts = { day: local(wall).day, scope: NETWORK_SCOPE, device, epoch: 1, seq: 1 };
	const head = { _id: factId(parts), kind, v: 1, count: 2_000, at: { wall }, by: device };
	const facts = [[db, { ...head, ...fields }]];
	const request = { sync: PROTOCOL, device, epoch: 1, acked: 0, waiting: 1, facts, cursors: {} };
	const { body } = await askAs(url, trainer, '/sync', request);
	expect(body.outcomes).toMatchObject([{ is: 'stored' }]);
}
