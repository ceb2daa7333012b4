import type { Page } from '@playwright/test';
import {
	parsePaper,
	paperText,
	paperWith,
	type PaperClaim
} from '../../src/lib/domain/training/paper-seal';
import { startFaultProxy, type FaultProxy } from '../support/fault-proxy';
import { networkHand } from '../support/network-hand';
import { everywhere } from './support/axe';
import { openBrowser } from './support/browser';
import { at, paste, printed, verdict } from './support/papers';
import { expect, test as staged } from './support/tablet-stage';
import { SHORT_COURSE } from './support/tablet';

const SOON = { timeout: 40_000 };

const test = staged.extend<{
	/** Anybody’s phone, which nobody enrolled, behind a link of its own. */
	strangerLink: FaultProxy;
	stranger: Page;
}>({
	strangerLink: async ({ server }, use) => {
		const proxy = await startFaultProxy({ target: { port: server.running().port } });
		await use(proxy);
		await proxy.close();
	},
	stranger: async ({ strangerLink: _link }, use) => {
		const browser = await openBrowser({ viewport: { width: 360, height: 740 } });
		await use(browser.page());
		await browser.close();
		expect(browser.errors).toEqual([]);
	}
});

test('a sheet and a certificate made with the cable out are found genuine, with the cable out, on a phone that nobody enrolled', async ({
	tablet,
	tabletLink,
	stranger,
	strangerLink
}) => {
	test.slow();
	const { page } = tablet;
	await tabletLink.cut();
	await tablet.formGroup('Automne 2026');
	await tablet.enrol('Rose Lherm', 'Łukasz Đỗ');
	await tablet.planThisMorning();
	await tablet.openThisMorning();

	const early = await printed(page, 'Feuille d’émargement (PDF)');
	expect(early.text).toContain('Aucun stagiaire n’a encore signé.');
	await expect(page.getByText('Aucun stagiaire n’a encore signé.')).toBeVisible();

	await tablet.tap('Rose Lherm');
	await tablet.sign('Rose Lherm');
	for (let i = 0; i < 3; i += 1) await tablet.tap('Łukasz Đỗ');
	await expect(tablet.row('Łukasz Đỗ')).toContainText('Absent');
	await page.getByRole('button', { name: 'Signer l’appel' }).click();
	await tablet.draw();
	await page.getByRole('button', { name: 'Je signe', exact: true }).click();
	await expect(page.getByRole('region', { name: 'Formateur' })).toContainText('Signé à');

	const sheet = await printed(page, 'Feuille d’émargement (PDF)');
	for (const said of ['Rose Lherm', 'Łukasz Đỗ', 'Anne Rigal', 'Absent', SHORT_COURSE.title])
		expect(sheet.text).toContain(said);
	expect(sheet.text).not.toContain('Aucun stagiaire n’a encore signé.');
	// Nothing of it has been sent, and the paper says so.
	expect(sheet.text).toContain('que sur cet appareil');
	expect(sheet.file).toMatch(/^emargement-\d{4}-\d\d-\d\d-am-murat\.pdf$/);
	const blank = await printed(page, 'Feuille vierge (PDF)');
	expect(blank.text).toContain('Rose Lherm');
	expect(blank.links).toEqual([]);

	await page.getByRole('link', { name: 'Automne 2026' }).click();
	await page.getByRole('link', { name: 'Łukasz Đỗ' }).first().click();
	await page.getByRole('button', { name: 'Certificat de réalisation (PDF)' }).click();
	await expect(page.getByText('il n’y a encore rien à certifier')).toBeVisible();
	await page.getByRole('link', { name: 'Automne 2026' }).click();
	await page.getByRole('link', { name: 'Rose Lherm' }).first().click();
	const certificate = await printed(page, 'Certificat de réalisation (PDF)');
	const hours = await page
		.getByText(/réalisées?$/)
		.first()
		.textContent();
	const shown = /[\d,]+/.exec(hours ?? '')?.[0];
	expect(certificate.text).toMatch(new RegExp(`^${shown}\\sh$`, 'mu'));
	expect(certificate.text).toContain('Le parcours n’est pas achevé');
	const attestation = await printed(page, 'Attestation de fin de formation (PDF)');
	expect(attestation.text).toContain('Placer son écran à la bonne hauteur');

	// A phone that has never been here opens the QR of the certificate.
	const origin = strangerLink.url;
	const [link, sheetLink] = [certificate.links[0]!, sheet.links[0]!];
	await stranger.goto(at(origin, link));
	await expect(verdict(stranger, 'Papier authentique')).toBeVisible(SOON);
	await expect(stranger.getByText('Rose Lherm')).toBeVisible();
	await expect(stranger.getByText(new RegExp(`^${shown}\\sh$`, 'u'))).toBeVisible();
	expect(stranger.url()).toBe(`${origin}/verify`);
	expect(await everywhere(stranger)).toEqual([]);

	await stranger.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
	await strangerLink.cut();
	await stranger.goto(`${origin}/`);
	await stranger.goto(at(origin, sheetLink));
	await expect(verdict(stranger, 'Papier authentique')).toBeVisible(SOON);
	await expect(stranger.getByText(/1 sur 2 · Signatures/)).toBeVisible();

	// Somebody gives themselves more hours under the same signature.
	const { claims, issuer, signature } = parsePaper(link)!;
	const altered = paperWith(paperText({ ...claims, hours: 140 }, issuer), signature);
	await stranger.getByRole('button', { name: 'Vérifier un autre papier' }).click();
	await paste(stranger, altered);
	await expect(verdict(stranger, 'Papier modifié ou faux')).toBeVisible();
	await expect(stranger.getByText('Rose Lherm')).toHaveCount(0);
	expect(await everywhere(stranger)).toEqual([]);

	await stranger.getByRole('button', { name: 'Vérifier un autre papier' }).click();
	await paste(stranger, 'https://example.org');
	await expect(verdict(stranger, 'Ce n’est pas un papier de formation')).toBeVisible();
	await stranger.getByRole('button', { name: 'Vérifier un autre papier' }).click();
	expect(await everywhere(stranger)).toEqual([]);
	await paste(stranger, link);
	await expect(verdict(stranger, 'Papier authentique')).toBeVisible();
	// Nothing of what was checked stays to be found by whoever comes after.
	await stranger.goBack();
	expect(stranger.url()).not.toContain('#');
});

test('a phone that has not heard the network’s key says so, and checks by itself once it has', async ({
	tablet,
	stranger,
	strangerLink
}) => {
	const { page } = tablet;
	await tablet.formGroup('Automne 2026');
	await tablet.enrol('Rose Lherm');
	await tablet.planThisMorning();
	await tablet.openThisMorning();
	const { links } = await printed(page, 'Feuille d’émargement (PDF)');

	await stranger.route('**/sync', (route) => route.abort());
	await stranger.goto(at(strangerLink.url, links[0]!));
	await expect(verdict(stranger, 'Pas encore vérifiable ici')).toBeVisible(SOON);
	await expect(stranger.getByText('Anne Rigal')).toBeVisible();
	expect(await everywhere(stranger)).toEqual([]);
	await stranger.unroute('**/sync');
	await expect(verdict(stranger, 'Papier authentique')).toBeVisible(SOON);

	// Another network's paper: whole, and nothing that this phone could vouch for.
	const { claims, issuer } = parsePaper(links[0]!)!;
	const theirs = strangersPaper({ claims, issuer });
	await stranger.getByRole('button', { name: 'Vérifier un autre papier' }).click();
	await paste(stranger, theirs);
	await expect(verdict(stranger, 'Papier d’un autre réseau')).toBeVisible();
	expect(await everywhere(stranger)).toEqual([]);
});

/** The same paper, by the hand of a device of some other network. */
function strangersPaper({ claims, issuer }: Pick<PaperClaim, 'claims' | 'issuer'>): string {
	const key = networkHand();
	const signed = paperText(claims, { ...issuer, network: 'AnotherOne12', key: key.publicKey });
	return paperWith(signed, key.sign(signed));
}
