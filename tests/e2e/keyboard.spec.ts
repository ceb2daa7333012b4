import { Keyboard } from './support/keyboard';
import { MARIE } from './support/kiosk';
import { test as onPhone } from './support/phone';
import { expect, test } from './support/stage';
import { test as onTablet } from './support/tablet-stage';

const SOON = { timeout: 60_000 };

test('without a pointer somebody arrives by number and code, hears that it is noted, and takes it back', async ({
	kiosk,
	centre
}) => {
	const { page } = kiosk;
	const keys = new Keyboard(page);
	const button = (name: string | RegExp) => page.getByRole('button', { name });
	await keys.use(button('J’arrive'));
	await keys.isAt('Bonjour');
	await keys.use(button('J’ai un numéro'));
	await keys.isAt('Votre numéro');
	await keys.type(MARIE.number);
	await keys.isAt('Votre code secret');
	await keys.type(MARIE.code);
	await keys.isAt('Que venez-vous faire');
	await keys.use(button('Travailler'));
	await keys.isAt('C’est noté, bienvenue');
	await expect.poll(() => centre.visits()).toHaveLength(1);
	await keys.use(button(/^Annuler/));
	await keys.isAt('C’est annulé');
	await expect(page.getByRole('status').filter({ hasText: 'ne compte plus' })).toBeVisible();
	await keys.use(button('Terminé'), 'Space');
	await keys.isAt('Murat', /Murat/);
	await expect.poll(() => centre.visits()).toHaveLength(0);
});

test('the pad is worked by Tab alone as well as by typing, and a mistake is said and mended', async ({
	kiosk
}) => {
	const { page } = kiosk;
	const keys = new Keyboard(page);
	const pad = page.getByRole('group', { name: 'Clavier' });
	await keys.use(page.getByRole('button', { name: 'Je pars' }));
	await keys.isAt('Vous partez');
	await keys.use(page.getByRole('button', { name: 'J’ai un numéro', exact: true }));
	await keys.isAt('Votre numéro');
	await keys.use(pad.getByRole('button', { name: '1', exact: true }), 'Space');
	await expect(page.getByText('1 chiffre sur 4')).toHaveCount(1);
	await keys.press('Backspace');
	await keys.type('1421');
	await expect(page.getByRole('alert').filter({ hasText: 'Un chiffre ne va pas' })).toBeVisible();
	await keys.tabTo(page.getByRole('button', { name: 'Retour' }), 'Shift+Tab');
	await keys.press('Enter');
	await keys.isAt('Vous partez');
});

test('without a pointer a first visit is told what is missing, filled in, and noted', async ({
	kiosk,
	centre
}) => {
	const { page } = kiosk;
	const keys = new Keyboard(page);
	await keys.use(page.getByRole('button', { name: 'J’arrive' }));
	await keys.isAt('Bonjour');
	await keys.use(page.getByRole('button', { name: 'Première visite' }));
	await keys.isAt('Première visite');
	await keys.use(page.getByRole('button', { name: 'J’arrive' }));
	const name = page.getByRole('textbox', { name: 'Comment vous appeler' });
	await expect(name).toBeFocused();
	await expect(name).toHaveAccessibleDescription(/Il manque un nom/);
	await keys.type('Jo');
	await keys.tabTo(page.getByRole('radio', { name: 'Travailler' }));
	await keys.press('ArrowDown');
	await keys.press('ArrowUp');
	await expect(page.getByRole('radio', { name: 'Travailler' })).toBeChecked();
	await keys.tabTo(page.getByRole('group', { name: 'Vous êtes' }).getByRole('radio').first());
	await keys.press('Space');
	await keys.use(page.getByRole('button', { name: 'J’arrive' }));
	await keys.isAt('C’est noté, bienvenue');
	await expect.poll(() => centre.visits()).toMatchObject([{ reason: 'work' }]);
});

test('whoever needs longer has it, by one key, as often as they like', async ({ kiosk }) => {
	const { page } = kiosk;
	const keys = new Keyboard(page);
	await page.clock.install();
	// What the page counted before its clock was taken over would go on counting by the other one.
	await page.reload();
	await kiosk.isHome();
	await keys.use(page.getByRole('button', { name: 'J’arrive' }));
	await keys.use(page.getByRole('button', { name: 'Première visite' }));
	await keys.tabTo(page.getByRole('textbox'));
	await page.keyboard.type('Marguerite');
	const warning = page.getByRole('dialog', { name: 'Vous êtes toujours là' });
	for (let time = 0; time < 10; time += 1) {
		await page.clock.runFor(46_000);
		await expect(warning).toBeVisible();
		await expect(warning).toHaveAccessibleDescription(/seconde/);
		await expect(warning.getByRole('button', { name: 'Je continue' })).toBeFocused();
		await page.clock.runFor(15_000);
		await keys.press(time % 2 ? 'Escape' : 'Enter');
		await expect(warning).toHaveCount(0);
		// Back where they were, with what they had.
		await expect(page.getByRole('textbox')).toBeFocused();
		await expect(page.getByRole('textbox')).toHaveValue('Marguerite');
	}
});

test('a screen that closes by itself stays for who is still on it', async ({ kiosk }) => {
	const { page } = kiosk;
	const keys = new Keyboard(page);
	await page.clock.install();
	await page.reload();
	await kiosk.isHome();
	await kiosk.fillFirstVisit('Jo');
	await page.getByRole('button', { name: 'J’arrive' }).click();
	await kiosk.isArrived();
	await page.clock.runFor(5_000);
	await keys.tabTo(page.getByRole('button', { name: /^Annuler/ }));
	// Who is on the button that takes it back is not outrun by its seconds.
	await page.clock.runFor(9_000);
	await expect(page.getByRole('button', { name: /^Annuler/ })).toBeFocused();
	await page.clock.runFor(2_000);
	const warning = page.getByRole('dialog', { name: 'Vous êtes toujours là' });
	await expect(warning).toBeVisible();
	await keys.press('Enter');
	await expect(warning).toHaveCount(0);
	await kiosk.isArrived();
	await expect(page.getByRole('button', { name: /^Annuler/ })).toBeFocused();
	await keys.press('Shift+Tab');
	await page.clock.runFor(9_000);
	// Its seconds have run out by now: what had focus has it still.
	await expect(page.getByRole('button', { name: /^Annuler/ })).toHaveCount(0);
	await expect(page.getByRole('button', { name: 'Terminé' })).toBeFocused();
});

onPhone(
	'without a pointer a place is booked, from the first screen to its answer',
	async ({ office, phone }) => {
		const { page } = phone;
		const keys = new Keyboard(page);
		await office.openAlways();
		await phone.open('/me');
		await expect(page.getByText('Tout est envoyé')).toBeVisible(SOON);
		await keys.use(page.getByRole('link', { name: 'Réserver une place' }));
		await keys.isAt('Réserver');
		await keys.use(page.getByRole('listitem').getByRole('link', { name: /^Murat/ }));
		await keys.isAt('Murat');
		// What the router reads out of a new screen is that screen's own name, or none.
		await expect(page.locator('#svelte-announcer')).not.toContainText('Mon espace');
		await keys.use(phone.day(1), 'Space');
		await expect(phone.day(1)).toBeFocused();
		await expect(phone.day(1)).toHaveAttribute('aria-pressed', 'true');
		await keys.use(phone.desk('Matin'));
		await keys.isAt('Réserver', 'Murat');
		const answer = page.locator('[aria-live="polite"]').filter({ has: page.getByRole('article') });
		await expect(answer).toContainText('Confirmée', SOON);
		await keys.use(page.getByRole('link', { name: 'Voir mes places' }));
		await keys.isAt(/^Bonjour/, /./);
	}
);

onTablet(
	'without a pointer the roll is called: all are there, one came late, and it is saved',
	async ({ tablet }) => {
		const { page } = tablet;
		const keys = new Keyboard(page);
		await tablet.formGroup('Groupe de novembre');
		await tablet.enrol('Adèle', 'Bruno', 'Chloé');
		await tablet.planThisMorning();
		await tablet.openThisMorning();
		await keys.tabTo(page.getByRole('link', { name: 'Groupe de novembre' }), 'Shift+Tab');
		await keys.press('Enter');
		await keys.isAt('Groupe de novembre');
		await keys.use(page.getByRole('link', { name: 'Aujourd’hui, matin' }));
		await keys.isAt('Régler son poste', /Régler son poste|Poste et ergonomie/);
		// What comes last is there: nothing moves under who is on their way.
		await expect(page.getByRole('heading', { name: 'Formateur', exact: true })).toBeVisible(SOON);
		await keys.use(page.getByRole('button', { name: 'Tous présents' }));
		const said = page.getByRole('region', { name: 'L’appel en bref' }).getByRole('status');
		await expect(said).toContainText('3');
		// The button has done its work and is gone; who pressed it is still beside it.
		await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY');
		const bruno = tablet.row('Bruno').getByRole('button', { name: /^Bruno/ });
		await keys.tabTo(bruno, 'Shift+Tab');
		await keys.press('Space');
		await expect(bruno).toBeFocused();
		await expect(said).toContainText('Bruno');
		await expect(bruno).toContainText('Retard');
		await expect(tablet.row('Bruno')).toContainText('Envoyé à', SOON);
		await expect(tablet.row('Adèle')).toContainText('Envoyé à', SOON);
	}
);
