import { local } from '../../src/lib/domain/calendar';
import { openBrowser } from '../e2e/support/browser';
import { openLens } from '../e2e/support/camera';
import { expect, test as stage } from '../e2e/support/stage';
import { MARIE } from '../e2e/support/kiosk';
import { HELENE } from '../e2e/support/desk';
import { Album, KIOSK, SMALL_KIOSK } from './album';
import { planThisMorning } from './half-days';
import { LONG, RTL } from './people';

/* Long because it is one evening at one door: what a scene leaves behind is what the next begins with. */

/** A tablet with a camera that may be used. */
const test = stage.extend({
	kioskBrowser: async ({ link: _link }, use) => {
		const lens = await openLens();
		const browser = await openBrowser({ args: [...lens.args, '--use-fake-ui-for-media-stream'] });
		await use(browser);
		await browser.close();
		await lens.remove();
	}
});

test('kiosk', async ({ kiosk, kioskBrowser, desk: _desk, link, office }) => {
	const { page } = kiosk;
	const album = new Album('kiosk', { page: () => kiosk.page, size: KIOSK, scrolls: false });
	const { scene } = bound(album);
	const press = (name: string | RegExp) =>
		page.getByRole('button', { name, ...(typeof name === 'string' && { exact: true }) }).click();
	const heading = (name: string | RegExp) =>
		expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
	/** A finger on the screen keeps what would close by itself. */
	const hold = () => page.getByRole('heading', { level: 1 }).click();
	const begin = async (tile?: string | RegExp): Promise<void> => {
		await kiosk.open();
		await kiosk.isHome();
		if (tile) await press(tile);
	};
	const arrive = () => begin(/^J’arrive/);
	const first = async (): Promise<void> => {
		await arrive();
		await press(/^Première visite/);
	};
	const typed = async (number: string, code = ''): Promise<void> => {
		await press('J’ai un numéro');
		await heading('Votre numéro');
		await kiosk.type(number);
		if (!code) return;
		await heading('Votre code secret');
		await kiosk.type(code);
	};

	await scene('home-closed', begin);
	await office.openAlways();
	await scene('home', async () => {
		await begin();
		await kiosk.hasPlaces(3, 3);
	});
	await bound(album.on({ size: SMALL_KIOSK })).scene('home', begin);
	await bound(album.on({ size: SMALL_KIOSK })).scene('arrive', arrive);
	await scene('arrive', arrive);
	await scene('number', async () => {
		await arrive();
		await typed('14');
	});
	await scene('number-mistyped', async () => {
		await arrive();
		await typed('1421');
		await expect(page.getByRole('alert')).toBeVisible();
	});
	await scene('code', async () => {
		await arrive();
		await typed(MARIE.number);
		await heading('Votre code secret');
		await kiosk.type('27');
	});
	await scene('code-wrong', async () => {
		await arrive();
		await typed(MARIE.number, '000000');
		await expect(page.getByRole('alert')).toBeVisible();
	});
	await scene('scan', async () => {
		await arrive();
		await press(/^Montrer mon badge/);
	});
	await scene('no-badge', async () => {
		// On a machine that is busy keys come too slowly to be a scanner's.
		await expect(async () => {
			await begin();
			await page.keyboard.type('https://example.org/some/thing');
			await page.keyboard.press('Enter');
			const said = page.getByRole('heading', { name: 'Ce code ouvre une page web' });
			await expect(said).toBeVisible({ timeout: 4_000 });
		}).toPass();
		await hold();
	});
	await scene('first-visit', first);
	await scene('first-visit-errors', async () => {
		await first();
		await press('J’arrive');
		await expect(page.getByText('Il manque un nom')).toBeVisible();
	});
	for (const [called, name] of [
		['long', LONG],
		['rtl', RTL]
	] as const) {
		await scene(`first-visit-${called}`, async () => {
			await begin();
			await kiosk.fillFirstVisit(name);
		});
		await scene(`arrived-${called}`, async () => {
			await begin();
			await kiosk.firstVisit(name);
			await hold();
		});
	}
	await scene('reason', async () => {
		await arrive();
		await typed(MARIE.number, MARIE.code);
		await heading('Que venez-vous faire');
	});
	await scene('arrived-known', async () => {
		await begin();
		await kiosk.arrive();
		await kiosk.isArrived();
		await hold();
	});
	await scene('again', async () => {
		await arrive();
		await typed(MARIE.number, MARIE.code);
		await heading('Vous êtes déjà là');
		await hold();
	});
	await scene('home-cut', async () => {
		await link.cut();
		await begin();
		await expect(kiosk.syncTruth()).toContainText('Pas de connexion');
	});
	await scene('arrived-place-asked', async () => {
		await begin();
		await kiosk.firstVisit('Dan');
		await expect(kiosk.place('Place demandée')).toBeVisible();
		await hold();
	});
	await scene('book-asked', async () => {
		await begin();
		await kiosk.book();
		await press('Le matin');
		await expect(kiosk.place('Place demandée')).toBeVisible();
		await hold();
	});
	await link.restore();
	await scene('arrived-full', async () => {
		for (const name of ['Éva', 'Farid', 'Gaël']) {
			await begin();
			await kiosk.firstVisit(name);
			if (name !== 'Gaël') await kiosk.done();
		}
		await expect(kiosk.place('Place non garantie').or(kiosk.place('Pas de place'))).toBeVisible();
		await hold();
	});
	await scene('home-full', async () => {
		await begin();
		await kiosk.hasPlaces(0, 0);
	});
	await scene('undone', async () => {
		await begin();
		await kiosk.firstVisit('Hugo');
		await press(/^Annuler/);
		await heading('C’est annulé');
		await hold();
	});
	await scene('leave', () => begin(/^Je pars/));
	await scene('leave-number', async () => {
		await begin(/^Je pars/);
		await press(/^J’ai un numéro de visite/);
		await kiosk.type('5');
	});
	await scene('leave-number-unknown', async () => {
		await begin(/^Je pars/);
		await press(/^J’ai un numéro de visite/);
		await kiosk.type('000');
		await expect(page.getByText('Aucune visite en cours')).toBeVisible();
	});
	await scene('several', async () => {
		const closes = Date.now() + 3_600_000;
		const { day } = local(Date.now());
		for (const person of ['p_alike0000001', 'p_alike0000002'])
			await office.place('visit.arrived', {
				person,
				reason: 'work',
				category: 'other',
				closes,
				number: '747',
				day
			});
		await expect(async () => {
			await begin();
			await kiosk.leaveByVisitNumber('747');
			await expect(page.getByRole('button', { name: /^Arrivé/ }).first()).toBeVisible({
				timeout: 3_000
			});
		}).toPass();
	});
	await scene('left', async () => {
		await begin(/^Je pars/);
		await typed(MARIE.number, MARIE.code);
		await kiosk.hasLeft();
		await hold();
	});
	await scene('not-here', async () => {
		await begin(/^Je pars/);
		await typed(MARIE.number, MARIE.code);
		await heading('Aucune visite en cours');
		await hold();
	});
	await scene('book', () => begin('Réserver'));
	await scene('book-day', async () => {
		await begin();
		await kiosk.book();
	});
	await bound(album.on({ size: SMALL_KIOSK })).scene('book-day', async () => {
		await begin();
		await kiosk.book();
	});
	await scene('book-confirmed', async () => {
		await begin();
		await kiosk.book();
		await press('L’après-midi');
		await expect(kiosk.place('Votre réservation')).toBeVisible();
		await hold();
	});
	await scene('training-none', () => begin('Formation'));
	await scene('training', async () => {
		await planThisMorning(office);
		await begin('Formation');
		await expect(page.getByRole('list', { name: 'Les demi-journées d’aujourd’hui' })).toContainText(
			'Matin'
		);
	});
	await scene('training-sign', async () => {
		await typed(MARIE.number, MARIE.code);
		await heading('Vous signez');
	});
	await scene('training-signed', async () => {
		await press('Je signe');
		await heading('C’est signé');
		await hold();
	});
	await scene('staff-lock', async () => {
		await begin();
		await page.getByRole('link', { name: 'Personnel' }).click();
		await heading('Réservé au personnel');
	});
	await scene('staff-lock-wrong', async () => {
		await begin();
		await page.getByRole('link', { name: 'Personnel' }).click();
		await kiosk.openToStaff('111222');
		await expect(page.getByText('Ce n’est pas le bon code')).toBeVisible();
	});
	await bound(album.on({ scrolls: true })).scene('device', async () => {
		await begin();
		await page.getByRole('link', { name: 'Personnel' }).click();
		await expect(async () => {
			await kiosk.openToStaff(HELENE.code);
			await heading('Cet appareil');
		}).toPass();
	});
	await scene('idle', async () => {
		await page.clock.install();
		await begin();
		await kiosk.fillFirstVisit(LONG);
		await page.clock.runFor(46_000);
		await expect(page.getByRole('dialog')).toBeVisible();
	});
	await scene('revoked', async () => {
		await office.revoke('kiosk');
		await page.evaluate(() => dispatchEvent(new Event('online')));
		await heading('a été révoqué');
	});
	album.close();
	expect(kioskBrowser.errors).toEqual([]);
});

const bound = (album: Album) => ({ scene: album.scene.bind(album) });
