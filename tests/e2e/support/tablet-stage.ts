import { startFaultProxy, type FaultProxy } from '../../support/fault-proxy';
import { openBrowser } from './browser';
import { expect, test as staged } from './stage';
import { SHORT_COURSE, Tablet } from './tablet';

const SOON = { timeout: 40_000 };

interface Parts {
	/** The one course that is given, beside the sample. */
	taught: object;
	tabletLink: FaultProxy;
	tablet: Tablet;
}

/** A trainer's tablet behind a link that can fail, in a network where one course is given. */
export const test = staged.extend<Parts>({
	taught: [SHORT_COURSE, { option: true }],
	tabletLink: async ({ server }, use) => {
		const proxy = await startFaultProxy({ target: { port: server.running().port } });
		await use(proxy);
		await proxy.close();
	},
	tablet: async ({ tabletLink, office, taught }, use) => {
		await office.openAlways();
		await office.announce('course.described', { course: taught });
		const browser = await openBrowser({ viewport: { width: 1024, height: 768 } });
		const tablet = new Tablet(browser.page(), tabletLink.url, office);
		await tablet.setUp();
		await expect(tablet.page.getByRole('button', { name: 'Former un groupe' })).toBeVisible(SOON);
		await use(tablet);
		await browser.close();
		expect(browser.errors).toEqual([]);
	}
});

export { expect };
