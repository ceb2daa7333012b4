import type { Opening } from '../../src/lib/domain/centres';
import { expect, test } from '../e2e/support/stage';
import { Album, PC, PHONE } from './album';
import { LONG, LONG_ONE, PEOPLE, register, RTL, RTL_ONE } from './people';

/* Long because it is one host's day: what a scene leaves behind is what the next begins with. */

const LATE = { timeout: 60_000 };
/** A long day, so that there is something on the plan at whatever time pictures are taken. */
const HOURS: Opening = [
	['07:00', '13:00'],
	['13:00', '21:00']
];

test('desk', async ({ kiosk, desk, office, deskBrowser }) => {
	const { page } = desk;
	const album = new Album('desk', { page: () => page, size: PC, scrolls: true });
	const onPhone = album.on({ size: PHONE });
	const scene = album.scene.bind(album);
	const press = (name: string | RegExp) => page.getByRole('button', { name }).first().click();
	const field = (name: string) => page.getByRole('textbox', { name });
	const panel = desk.panel();
	const opened = (path: string) => async (): Promise<void> => {
		await desk.open(path);
		await page.getByRole('heading', { level: 1 }).waitFor();
	};

	/** To the first of that name: a first visitor of today may have it as well. */
	const give = async (place: string, name: string): Promise<void> => {
		await desk.row(place).getByRole('button', { name: /Libre/ }).first().click();
		await panel.getByRole('textbox', { name: 'Nom, numéro ou commune' }).fill(name);
		await panel.getByRole('button', { name }).first().click();
		await panel.getByRole('button', { name: 'Donner cette place' }).click();
		await expect(panel).toHaveCount(0);
	};

	await scene('day-shut');
	await office.openAlways({ hours: Array.from({ length: 7 }, () => HOURS) });
	await register(office);
	await kiosk.hasPlaces(3, 3);
	await scene('day-nobody', async () => {
		await expect(desk.plan().getByText('passage').first()).toBeVisible(LATE);
	});
	await scene('day', async () => {
		for (const name of [LONG, RTL, 'Jo']) {
			await kiosk.firstVisit(name);
			await kiosk.done();
		}
		const wants = (person: string, space: string, slots: readonly string[]) =>
			office.place('place.claimed', { person, space, slots, to: 'server' });
		for (const [i, { person }] of PEOPLE.entries()) {
			if (i < 6) await wants(person, 'desk', [i % 2 ? 'pm' : 'am']);
			else if (i < 10) await wants(person, 'office', i % 2 ? ['am', 'pm'] : ['pm']);
			else if (i === 10) await wants(person, 'video', ['19:30', '20:00', '20:30']);
		}
		await wants(RTL_ONE.person, 'office', ['am']);
		// Some of those who have booked have come, others are late.
		for (const { person } of [LONG_ONE, PEOPLE[2]!, PEOPLE[9]!]) {
			const closes = Date.now() + 6 * 3_600_000;
			await office.place('visit.arrived', { person, reason: 'work', category: 'other', closes });
		}
		await expect(desk.visitsOf('Jo')).toHaveCount(1);
		await expect(desk.bar(PEOPLE[10]!.name).first()).toBeVisible(LATE);
		await expect(desk.bar(LONG).first()).toBeVisible(LATE);
	});
	await onPhone.scene('day');
	await scene('day-full', async () => {
		for (const name of ['Dan', 'Éva', 'Farid']) {
			await kiosk.firstVisit(name);
			await kiosk.done();
		}
		await expect(desk.visitsOf('Farid')).toHaveCount(1);
	});
	await scene('place', async () => {
		await desk.bar(LONG).first().click();
		await panel.getByRole('heading').first().waitFor();
	});
	await scene('move', async () => {
		await panel.getByRole('button', { name: 'Déplacer' }).click();
		await panel.getByRole('button', { name: 'Déplacer' }).click();
		await expect(panel.getByText('Il manque un motif.')).toBeVisible();
	});
	await onPhone.scene('move');
	await scene('give', async () => {
		await page.keyboard.press('Escape');
		await desk.nextDay();
		await desk.row('Bureau 6').getByRole('button', { name: /Libre/ }).first().click();
		await panel.getByRole('textbox', { name: 'Nom, numéro ou commune' }).fill('m');
	});
	await scene('give-chosen', async () => {
		await panel.getByRole('textbox', { name: 'Nom, numéro ou commune' }).fill('antoinette');
		await panel.getByRole('button', { name: LONG }).first().click();
	});
	await scene('block', async () => {
		await panel.getByRole('radio', { name: 'La bloquer' }).check();
		await panel.getByRole('button', { name: 'Bloquer' }).click();
		await expect(panel.getByText('Il manque un motif.')).toBeVisible();
	});
	await scene('settings', async () => {
		await page.keyboard.press('Escape');
		await press('Places et fermetures');
		await panel.getByRole('button', { name: 'Fermer le centre' }).click();
		await expect(panel.getByText('Il manque un motif.')).toBeVisible();
	});
	await scene('untold', async () => {
		await page.keyboard.press('Escape');
		for (const [place, name] of [
			['Bureau 6', LONG],
			['Bureau 5', RTL]
		] as const) {
			await give(place, name);
			await expect(desk.bar(name, 'confirmée')).toBeVisible(LATE);
			await desk.bar(name).click();
			await panel.getByRole('button', { name: 'Annuler la place' }).click();
			await panel.getByRole('textbox', { name: 'Motif' }).fill('Fuite d’eau au plafond');
			await panel.getByRole('button', { name: 'Annuler sa place' }).click();
			await expect(panel).toHaveCount(0);
		}
		await page.getByRole('region', { name: /personnes à prévenir/ }).waitFor();
	});
	await onPhone.scene('untold');
	await scene('tie', async () => {
		await opened('/desk')();
		await press('Qui est-ce ? Jo');
	});
	await scene('evacuation', async () => {
		await opened('/desk')();
		await press('Évacuation');
		await page.getByRole('checkbox').first().check();
	});
	await scene('day-before', async () => {
		await opened('/desk')();
		await press('Jour précédent');
	});

	await scene('people', opened('/people'));
	await onPhone.scene('people');
	await scene('people-none', async () => {
		await page.getByRole('textbox', { name: 'Nom, numéro ou commune' }).fill('zzz');
	});
	for (const [name, { person }] of [
		['long', LONG_ONE],
		['rtl', RTL_ONE]
	] as const) {
		await scene(`person-${name}`, opened(`/people/${person}`));
		await scene(`dossier-${name}`, async () => {
			await opened(`/people/${person}/dossier`)();
			await expect(page.getByText('04 71 20').first()).toBeVisible();
		});
	}
	await onPhone.scene('person-long', opened(`/people/${LONG_ONE.person}`));
	await scene('person-acts', async () => {
		await opened(`/people/${LONG_ONE.person}`)();
		await press('Effacer cette personne');
		await press(/^(Donner|Nouveau|Faire).*code/);
		await press('Relier un téléphone');
		await page.getByRole('timer').waitFor();
	});
	await scene('person-amended', async () => {
		await opened(`/people/${LONG_ONE.person}`)();
		await press('Modifier');
	});
	await scene('person-unknown', opened('/people/p_nobody000000'));
	await scene('register', opened('/people/new'));
	await scene('register-errors', async () => {
		await field('Commune (facultatif)').fill('2 85 05 78 006 084 36');
		await page.getByRole('checkbox', { name: 'A moins de 18 ans' }).check();
		await page.getByRole('button', { name: 'Inscrire', exact: true }).click();
		await expect(page.getByText('numéro de sécurité sociale')).toBeVisible();
	});
	await onPhone.scene('register-errors');
	await scene('register-known', async () => {
		await opened('/people/new')();
		await field('Prénom et nom').fill(LONG);
		await page.getByRole('radio', { name: 'À mon compte' }).check();
		await page.getByRole('checkbox', { name: /accepte le règlement/ }).check();
		await page.getByRole('button', { name: 'Inscrire', exact: true }).click();
	});
	await scene('registered', async () => {
		await opened('/people/new')();
		await field('Prénom et nom').fill('Anne-Sophie Vigier');
		await page.getByRole('radio', { name: 'À mon compte' }).check();
		await page.getByRole('checkbox', { name: /accepte le règlement/ }).check();
		await page.getByRole('button', { name: 'Inscrire', exact: true }).click();
		await expect(page.getByText('Notez-le maintenant')).toBeVisible();
	});
	await scene('staff', async () => {
		await opened('/people/staff')();
		await page.getByRole('textbox', { name: 'Nom', exact: true }).fill(LONG);
		await field('Code à 6 chiffres').fill('902134');
		await field('Le même code').fill('902134');
		await page.getByRole('button', { name: 'Ajouter', exact: true }).click();
		await expect(page.getByRole('listitem').filter({ hasText: LONG })).toHaveCount(1);
	});
	await scene('staff-errors', async () => {
		await field('Code à 6 chiffres').fill('111111');
		await field('Le même code').fill('222222');
		await page.getByRole('button', { name: 'Ajouter', exact: true }).click();
	});
	await scene('devices', opened('/devices'));
	await scene('device', opened('/device'));
	await scene('lock', async () => {
		await press('Verrouiller');
		await page.getByRole('heading', { name: 'Écran verrouillé' }).waitFor();
	});
	await onPhone.scene('lock');
	await scene('lock-wrong', async () => {
		await page.getByText('Code oublié').click();
		await page.keyboard.type('000000');
		await expect(page.getByRole('alert')).toContainText('pas le bon code');
	});
	album.close();
	expect(deskBrowser.errors).toEqual([]);
});
