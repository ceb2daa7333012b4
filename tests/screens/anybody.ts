import { shiftDay, local } from '../../src/lib/domain/calendar';
import { paperText, paperWith, parsePaper } from '../../src/lib/domain/training/paper-seal';
import { at, paste, printed, verdict } from '../e2e/support/papers';
import { expect, test } from '../e2e/support/tablet-stage';
import { Album, PC, PHONE } from './album';
import { LONG, RTL } from './people';

test('anybody', async ({ server, office, phoneBrowser, tablet }) => {
	const page = phoneBrowser.page();
	const { url } = server.running();
	const wide = new Album('anybody', { page: () => page, size: PC, scrolls: true });
	const narrow = wide.on({ size: PHONE });
	const both = async (name: string, bring?: () => Promise<unknown>): Promise<void> => {
		for (const one of [narrow, wide]) await one.scene(name, bring);
	};
	const open = (path: string) => () => page.goto(url + path);

	await both('network', async () => {
		await page.goto(url);
		await expect(page.getByRole('article', { name: 'Murat', exact: true })).toContainText('libre');
	});
	await both('accessibility', open('/accessibility'));
	await both('unknown-address', open('/nowhere/at/all'));
	await narrow.scene('book', open('/book'));
	await both('book-murat', open('/book/murat'));
	await narrow.scene('book-unknown', open('/book/atlantis'));
	await narrow.scene(
		'book-too-far',
		open(`/book/murat?day=${shiftDay(local(Date.now()).day, 61)}`)
	);
	for (const door of ['kiosk', 'desk', 'me', 'training', 'network', 'learn', 'device'])
		await narrow.scene(`not-enrolled-${door}`, open(`/${door}`));
	await both('enrol', open('/enrol'));
	await narrow.scene('enrol-errors', async () => {
		await page.goto(`${url}/enrol`);
		await page.getByRole('textbox', { name: 'Code d’inscription' }).fill('abc');
		await page.getByRole('button', { name: 'Inscrire cet appareil' }).click();
		await expect(page.getByRole('alert')).toBeVisible();
	});
	await both('enrol-link', async () => {
		await page.goto(`${url}/`);
		await page.goto(`${url}/enrol#${await office.invite({ role: 'host', centre: 'murat' })}`);
		await page.getByRole('button', { name: 'Inscrire cet appareil' }).waitFor();
	});
	await both('verify', open('/verify'));

	await tablet.formGroup('Automne 2026');
	await tablet.enrol(LONG, RTL);
	await tablet.planThisMorning();
	await tablet.openThisMorning();
	await tablet.tap(LONG);
	await tablet.sign(LONG);
	const sheet = (await printed(tablet.page, 'Feuille d’émargement (PDF)')).links[0]!;
	await tablet.page.getByRole('link', { name: 'Automne 2026' }).click();
	await tablet.page.getByRole('link', { name: LONG }).first().click();
	const link = (await printed(tablet.page, 'Certificat de réalisation (PDF)')).links[0]!;
	const { claims, issuer, signature } = parsePaper(link)!;
	await both('verify-genuine', async () => {
		await page.goto(`${url}/`);
		await page.goto(at(url, link));
		await expect(verdict(page, 'Papier authentique')).toBeVisible();
	});
	await narrow.scene('verify-sheet', async () => {
		await page.goto(`${url}/`);
		await page.goto(at(url, sheet));
		await expect(verdict(page, 'Papier authentique')).toBeVisible();
	});
	await both('verify-altered', async () => {
		await page.goto(`${url}/verify`);
		await paste(page, paperWith(paperText({ ...claims, hours: 140 }, issuer), signature));
		await expect(verdict(page, 'Papier modifié ou faux')).toBeVisible();
	});
	await narrow.scene('verify-other', async () => {
		await page.goto(`${url}/verify`);
		await paste(page, 'https://example.org');
		await expect(verdict(page, 'Ce n’est pas un papier de formation')).toBeVisible();
	});
	wide.close();
});
