import { local, shiftDay, weekday } from '../../src/lib/domain/calendar';
import { everywhere } from './support/axe';
import { expect, test, type Phone } from './support/phone';
import type { Office } from './support/office';

/** The relay answers within moments; a busy machine takes longer. */
const SOON = { timeout: 30_000 };
const TOMORROW_MORNING = 'Demain matin, Murat';
const today = (): string => local(Date.now()).day;

/** A centre with one desk and one office, all of it to be had online. */
async function oneDesk(office: Office): Promise<void> {
	const spaces = [
		{ id: 'desk', kind: 'desk', count: 1 },
		{ id: 'office', kind: 'office', count: 1 }
	] as const;
	await office.openAlways({ spaces });
	await office.announce('centre.kept', { kept: { desk: 0 } });
}

const isConfirmed = (phone: Phone, what: string | RegExp = TOMORROW_MORNING): Promise<void> =>
	expect(phone.card(what).getByText('Confirmée', { exact: true })).toBeVisible(SOON);

/** The only desk, tomorrow morning. */
async function hasTheDesk(phone: Phone, office: Office): Promise<void> {
	await oneDesk(office);
	await phone.open('/me');
	await phone.askDesk(1);
	await isConfirmed(phone);
}

test.describe('booking on one’s own phone', () => {
	test('a desk for a half-day takes four taps, and is confirmed with its number within seconds', async ({
		office,
		phone
	}) => {
		await office.openAlways();
		await phone.open('/me');
		phone.taps = 0;
		await phone.askDesk(1);
		expect(phone.taps).toBeLessThanOrEqual(4);
		await isConfirmed(phone);
		await expect(phone.card(TOMORROW_MORNING)).toContainText(/Bureau \d/);
		await phone.home();
		const next = phone.page.getByRole('region', { name: 'Prochaine place' });
		await expect(next).toContainText(TOMORROW_MORNING);
		await expect(next).toContainText('Confirmée');
		// What was read on the spot is no news any more.
		await expect(phone.page.getByRole('heading', { name: 'Du nouveau' })).toHaveCount(0);
		await next.getByRole('button', { name: 'Mon badge' }).click();
		await expect(phone.page.getByRole('img', { name: 'Badge de Marie D.' })).toBeVisible();
	});

	test('asked for with no link it says so, and when it will be known; the link back, it is theirs', async ({
		office,
		phone
	}) => {
		await office.openAlways();
		await phone.open('/me');
		await expect(phone.page.getByText('Tout est envoyé')).toBeVisible(SOON);
		await phone.link.cut();
		await phone.open('/me');
		await expect(phone.page.getByRole('region', { name: 'État de l’envoi' })).toContainText(
			'Pas de connexion',
			SOON
		);
		await phone.askDesk(1);
		const card = phone.card(TOMORROW_MORNING);
		await expect(card.getByText('Demandée', { exact: true })).toBeVisible();
		await expect(card).toContainText('Enregistrée sur ce téléphone');
		await expect(card).toContainText('dès que la connexion revient');
		await expect(phone.page.getByText('Confirmée')).toHaveCount(0);
		await phone.home();
		await expect(phone.card(TOMORROW_MORNING)).toContainText('Enregistrée sur ce téléphone');
		await phone.link.restore();
		const next = phone.page.getByRole('region', { name: 'Prochaine place' });
		await expect(next).toContainText(TOMORROW_MORNING, { timeout: 60_000 });
		await expect(next).toContainText(/Bureau \d/);
		await expect(phone.page.getByRole('region', { name: 'Du nouveau' })).toContainText(
			TOMORROW_MORNING
		);
		await phone.page.reload();
		await expect(next).toContainText(TOMORROW_MORNING);
		await expect(phone.page.getByRole('heading', { name: 'Du nouveau' })).toHaveCount(0);
	});

	test('the last desk wanted by two is confirmed to one; the other is told, and takes the nearest with one tap', async ({
		office,
		phone,
		other
	}) => {
		await oneDesk(office);
		for (const one of [phone, other]) {
			await one.open('/me');
			await expect(one.page.getByText('Tout est envoyé')).toBeVisible(SOON);
		}
		await other.link.cut();
		await phone.askDesk(1);
		await isConfirmed(phone);
		await other.askDesk(1);
		await expect(other.card(TOMORROW_MORNING)).toContainText('Demandée');
		await other.link.restore();
		const refused = other.card(TOMORROW_MORNING);
		await expect(refused.getByText('Refusée', { exact: true })).toBeVisible({ timeout: 60_000 });
		await expect(refused).toContainText('Plus de place à ce moment-là.');
		const near = other.page.getByRole('region', { name: 'Ce qui s’en approche le plus' });
		await expect(near.getByRole('button').first()).toContainText('Bureau individuel');
		await near.getByRole('button').first().click();
		await isConfirmed(other);
		await expect(other.card(TOMORROW_MORNING)).toContainText('Bureau individuel');
		await other.home();
		await expect(other.page.getByText('Refusée')).toHaveCount(0);
		await expect(phone.card(TOMORROW_MORNING)).toContainText('Bureau');
	});

	test('a change that is refused, and then its nearest equivalent: that one takes the place of the first, and no more is said of the no', async ({
		office,
		phone,
		other
	}) => {
		await hasTheDesk(phone, office);
		await phone.home();
		await phone.link.cut();
		await other.open('/me');
		await other.askDesk(2);
		await expect(other.page.getByText('Confirmée', { exact: true })).toBeVisible(SOON);
		await phone.page.getByRole('link', { name: /^Modifier/ }).click();
		await phone.day(2).click();
		await phone.desk('Matin').click();
		await expect(phone.page.getByText('Demandée', { exact: true })).toBeVisible();
		await phone.link.restore();
		await expect(phone.page.getByText('Refusée', { exact: true })).toBeVisible({
			timeout: 60_000
		});
		const near = phone.page.getByRole('region', { name: 'Ce qui s’en approche le plus' });
		await near
			.getByRole('button', { name: /Bureau individuel/ })
			.first()
			.click();
		await expect(phone.page.getByText('Confirmée', { exact: true })).toBeVisible(SOON);
		await phone.home();
		const next = phone.page.getByRole('region', { name: 'Prochaine place' });
		await expect(next).toContainText('Bureau individuel');
		await expect(next).toContainText('Avant : demain matin');
		await expect(phone.card(/Murat/)).toHaveCount(0);
		await expect(phone.page.getByText('Refusée')).toHaveCount(0);
	});

	test('who waits is offered the place that comes free, for a time that is said, and takes it', async ({
		office,
		phone,
		other
	}) => {
		await hasTheDesk(phone, office);
		await other.open('/me');
		await other.bookAt('Murat');
		await other.day(1).click();
		await other.page.getByRole('checkbox', { name: /prévenez-moi/ }).check();
		await other.desk('Matin').click();
		await expect(other.card(TOMORROW_MORNING).getByText('Liste d’attente')).toBeVisible(SOON);
		await other.home();
		await phone.home();
		await phone.button(`Annuler : ${TOMORROW_MORNING}`).click();
		const offer = other.card(TOMORROW_MORNING);
		await expect(offer.getByText('Proposée', { exact: true })).toBeVisible({ timeout: 60_000 });
		await expect(offer.getByRole('timer')).toContainText(/Il reste/);
		await offer.getByRole('button', { name: 'Je prends' }).click();
		const next = other.page.getByRole('region', { name: 'Prochaine place' });
		await expect(next).toContainText(TOMORROW_MORNING, SOON);
	});

	test('it is taken back within eight seconds, cancelled, or changed without losing what one has', async ({
		office,
		phone
	}) => {
		await office.openAlways();
		await phone.open('/me');
		await phone.askDesk(1);
		await phone.button(/^Annuler · \d s/).click();
		await expect(phone.page.getByText('Rien n’est réservé')).toBeVisible();
		await phone.home();
		await expect(phone.page.getByText('Aucune place à venir')).toBeVisible(SOON);

		await phone.askDesk(1);
		await isConfirmed(phone);
		await phone.home();
		await phone.page.getByRole('link', { name: /^Modifier/ }).click();
		await expect(phone.page.getByText('Vous la gardez jusqu’à la réponse')).toBeVisible();
		await phone.day(2).click();
		await phone.desk('Après-midi').click();
		await expect(phone.page.getByText('Confirmée', { exact: true })).toBeVisible(SOON);
		await phone.home();
		const next = phone.page.getByRole('region', { name: 'Prochaine place' });
		await expect(next).toContainText('après-midi, Murat');
		await expect(phone.page.getByText(TOMORROW_MORNING)).toHaveCount(0);

		await next.getByRole('button', { name: /^Annuler/ }).click();
		await expect(phone.page.getByText('C’est annulé')).toBeVisible();
		await expect(next).toHaveCount(0);
		await phone.button(/^La reprendre/).click();
		await expect(next).toContainText('après-midi, Murat', SOON);
	});

	test('what one had last is asked for again with one tap', async ({ office, phone }) => {
		await office.openAlways();
		await phone.open('/me');
		await phone.askDesk(1);
		await isConfirmed(phone);
		await phone.home();
		await phone.button(/^Encore/).click();
		const places = phone.page.getByRole('region', { name: 'Mes places', exact: true });
		await expect(places.getByText('Confirmée', { exact: true })).toBeVisible(SOON);
	});

	test('a room is asked for by its beginning and its end, and not for a time one has already', async ({
		office,
		phone
	}) => {
		await office.openAlways();
		await phone.open('/me');
		await phone.bookAt('Murat');
		await phone.day(1).click();
		const { page } = phone;
		const ask = async (from: string, to: string): Promise<void> => {
			await page.getByRole('group', { name: 'Salle visio, De' }).getByText(from).click();
			await page.getByRole('group', { name: 'Salle visio, Jusqu’à' }).getByText(to).click();
		};
		await page.getByText('Salle visio').click();
		await ask('10:00', '11:30');
		await isConfirmed(phone, 'Demain, 10:00–11:30, Murat');
		await phone.button('Réserver autre chose').click();
		await phone.day(1).click();
		await page.getByText('Salle visio').click();
		await ask('09:00', '09:30');
		await isConfirmed(phone, 'Demain, 09:00–09:30, Murat');
		await phone.button('Réserver autre chose').click();
		await phone.day(1).click();
		await page.getByText('Salle de formation').click();
		await page.getByRole('group', { name: 'Salle de formation, De' }).getByText('09:30').click();
		await page
			.getByRole('group', { name: 'Salle de formation, Jusqu’à' })
			.getByText('10:30')
			.click();
		await expect(page.getByRole('alert')).toHaveText('Vous avez déjà une place à ce moment-là.');
	});

	test('every week: each date that will not do is named, and the others are asked for', async ({
		office,
		phone
	}) => {
		await office.openAlways();
		const from = shiftDay(today(), 2);
		const shut = shiftDay(from, 7);
		await office.announce('centre.closed', { from: shut, to: shut, why: 'Chauffage en panne' });
		await phone.open('/book/murat');
		await expect(phone.page.getByText('Tout est envoyé')).toHaveCount(0);
		await phone.page.getByRole('link', { name: 'Toutes les semaines' }).click();
		const { page } = phone;
		await expect(page.getByRole('heading', { name: 'Toutes les semaines à Murat' })).toBeVisible();
		const days = page.getByRole('group', { name: /Quels jours/ }).getByRole('button');
		for (const day of [weekday(shiftDay(today(), 1)), weekday(from)]) await days.nth(day).click();
		await page.getByLabel('Du', { exact: true }).fill(from);
		await page.getByLabel('Au', { exact: true }).fill(shiftDay(from, 20));
		const dates = page.getByRole('region', { name: '3 dates' }).getByRole('listitem');
		await expect(dates).toHaveCount(3);
		await expect(dates.nth(1)).toContainText('fermé ce jour-là : Chauffage en panne');
		await expect(page.getByText('1 date ne va pas')).toBeVisible();
		expect(await everywhere(page)).toEqual([]);
		await dates.nth(2).getByRole('checkbox').uncheck();
		// Cleared, a day is asked for; and nothing of the rest is lost.
		await page.getByLabel('Du', { exact: true }).fill('');
		await expect(page.getByRole('alert')).toHaveText('Choisissez une date.');
		await page.getByLabel('Du', { exact: true }).fill(from);
		await expect(page.getByRole('alert')).toHaveCount(0);
		await expect(phone.button('Demander 1 date')).toBeVisible();
		await dates
			.nth(1)
			.getByLabel(/^Déplacer/)
			.fill(shiftDay(shut, 1));
		await expect(dates.nth(1)).toContainText('déplacé du');
		await phone.button('Demander 2 dates').click();
		await expect(page.getByRole('heading', { name: '2 dates demandées' })).toBeVisible();
		await expect(page.getByText('Confirmée', { exact: true })).toHaveCount(2, SOON);
	});

	test('an address with a wrong centre, a past day or a closed one says what is wrong, and the way on', async ({
		office,
		phone
	}) => {
		await office.openAlways();
		const shut = shiftDay(today(), 3);
		await office.announce('centre.closed', { from: shut, to: shut, why: 'Inventaire' });
		const { page } = phone;
		await phone.open('/book/atlantis');
		await expect(page.getByText('Ce centre n’existe pas')).toBeVisible();
		await phone.open('/book/murat?day=2020-02-03');
		await expect(page.getByText('Ce moment est déjà passé')).toBeVisible();
		await phone.open(`/book/murat?day=${shiftDay(today(), 61)}`);
		await expect(page.getByText('On réserve jusqu’à 60 jours')).toBeVisible();
		await phone.open(`/book/murat?day=${shut}`);
		await expect(page.getByText('fermé ce jour-là : Inventaire')).toBeVisible(SOON);
		await phone.button(/^Aller au/).click();
		await expect(phone.desk('Matin')).toBeVisible();
	});

	test('a day that the edge of the screen cuts off is chosen by one tap on what is seen of it', async ({
		office,
		phone
	}) => {
		await office.openAlways();
		const { page } = phone;
		const touch = await page.context().newCDPSession(page);
		await touch.send('Emulation.setTouchEmulationEnabled', { enabled: true });
		const ways: ((x: number, y: number) => Promise<unknown>)[] = [
			(x, y) => page.mouse.click(x, y),
			async (x, y) => {
				await touch.send('Input.dispatchTouchEvent', {
					type: 'touchStart',
					touchPoints: [{ x, y }]
				});
				await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
			}
		];
		const edge = 400;
		await page.setViewportSize({ width: edge, height: 740 });
		for (const press of ways) {
			await phone.open('/book/murat');
			await expect(phone.day(5)).toBeAttached();
			// The first that begins within the screen and ends outside it.
			const days = page.getByRole('group', { name: 'Jours' }).getByRole('button');
			const boxes = await days.evaluateAll((all) => all.map((one) => one.getBoundingClientRect()));
			const cut = boxes.findIndex(({ right }) => right > edge);
			const { left, top, height } = boxes[cut]!;
			expect(left + 8).toBeLessThan(edge);
			await press((left + edge) / 2, top + height / 2);
			await expect(phone.day(cut)).toHaveAttribute('aria-pressed', 'true');
		}
	});

	test('who has no account sees what is free, and how to get one', async ({
		server,
		phoneBrowser
	}) => {
		const page = phoneBrowser.page();
		await page.goto(`${server.running().url}/book`);
		await expect(
			page.getByRole('heading', { name: 'Pour réserver, il faut un compte' })
		).toBeVisible(SOON);
		await page.getByRole('link', { name: /^Murat/ }).click();
		await expect(page.getByRole('heading', { name: 'Murat', level: 1 })).toBeVisible();
		await expect(page.getByText(/\d libres/).first()).toBeVisible();
		await expect(page.getByRole('button', { name: /^(Matin|Après-midi)/ })).toHaveCount(0);
		expect(await everywhere(page)).toEqual([]);
	});

	test('every screen can be used by everybody, in the light and in the dark, on a narrow phone', async ({
		office,
		phone
	}) => {
		await oneDesk(office);
		const { page } = phone;
		await phone.open('/me');
		await expect(page.getByText('Aucune place à venir')).toBeVisible();
		expect(await everywhere(page), 'nothing booked').toEqual([]);
		await phone.open('/book');
		await expect(page.getByRole('heading', { name: 'Où' })).toBeVisible();
		expect(await everywhere(page), 'centres').toEqual([]);
		await phone.open('/book/murat');
		await page.getByText('Bureau individuel').click();
		expect(await everywhere(page), 'a day').toEqual([]);
		await phone.open('/me');
		await phone.askDesk(1);
		await isConfirmed(phone);
		expect(await everywhere(page), 'asked').toEqual([]);
		await phone.link.cut();
		await phone.home();
		await phone.askDesk(2, 'Journée');
		await expect(page.getByText('Demandée', { exact: true })).toBeVisible();
		await phone.home();
		expect(await everywhere(page), 'one confirmed and one asked for').toEqual([]);
		await page.getByRole('button', { name: 'Mon badge' }).first().click();
		expect(await everywhere(page), 'badge').toEqual([]);
	});
});
