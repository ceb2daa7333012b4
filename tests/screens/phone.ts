import { local, shiftDay, weekday } from '../../src/lib/domain/calendar';
import { expect, lend, MARIE, test as stage, type Phone } from '../e2e/support/phone';
import { Album, PHONE } from './album';
import { held, planThisMorning } from './half-days';
import { LONG_ONE, RTL_ONE } from './people';
import { spoil } from './spoil';

/* Long because it is one phone's week: what a scene leaves behind is what the next begins with. */

const test = stage.extend<{ long: Phone; rtl: Phone }>({
	long: async ({ server, office }, use) => lend(server, office, LONG_ONE, use),
	rtl: async ({ server, office }, use) => lend(server, office, RTL_ONE, use)
});

const LATE = { timeout: 60_000 };
const ahead = (days: number): string => shiftDay(local(Date.now()).day, days);

test('phone', async ({ phone, long, rtl, office }) => {
	const { page } = phone;
	const album = new Album('phone', { page: () => phone.page, size: PHONE, scrolls: true });
	const scene = album.scene.bind(album);
	const stands = (word: string, on = phone) =>
		expect(on.page.getByRole('main').getByText(word, { exact: true }).first()).toBeVisible(LATE);
	const ask = async (days: number, half: 'Matin' | 'Après-midi' | 'Journée', on = phone) => {
		await on.open('/book/murat');
		await on.day(days).click();
		await on.desk(half).click();
	};
	const opened = (path: string) => async (): Promise<void> => {
		await phone.open(path);
		await page.getByRole('heading', { level: 1 }).waitFor();
	};
	const cutOff = async (): Promise<void> => {
		await phone.link.cut();
		await phone.open('/me');
		await expect(page.getByRole('region', { name: 'État de l’envoi' })).toContainText(
			'Pas de connexion'
		);
	};
	/** The claim a phone's wish became, where places are given. */
	const claimed = async (day: string): Promise<string> => {
		const all = await held(office, 'centre_murat', 'place.claimed');
		const its = all.filter(({ _id, person }) => _id.startsWith(day) && person === MARIE.person);
		return its.at(-1)!._id;
	};

	// One desk and one office, all of it to be had online.
	const spaces = [
		{ id: 'desk', kind: 'desk', count: 1 },
		{ id: 'office', kind: 'office', count: 1 },
		{ id: 'video', kind: 'room', count: 1, seats: 4 }
	] as const;
	await office.openAlways({ spaces });
	await office.announce('centre.kept', { kept: { desk: 0 } });

	await scene('me-nothing', async () => {
		await phone.open('/me');
		await expect(page.getByText('Tout est envoyé')).toBeVisible();
	});
	for (const [name, one] of [
		['long', long],
		['rtl', rtl]
	] as const) {
		const its = album.on({ page: () => one.page });
		await its.scene(`me-${name}`, async () => {
			await ask(name === 'long' ? 3 : 4, 'Matin', one);
			await stands('Confirmée', one);
			await one.open('/me');
			await stands('Confirmée', one);
		});
		await its.scene(`badge-${name}`, async () => {
			const { person } = name === 'long' ? LONG_ONE : RTL_ONE;
			await office.note('person.badged', { person, badge: `b_0123456789abcd${name.length}` });
			await office.badgeOf(person);
			await one.button('Mon badge').first().click();
			await expect(one.page.getByRole('dialog').getByRole('img').first()).toBeVisible(LATE);
		});
	}
	await scene('book', opened('/book'));
	await scene('day', opened('/book/murat'));
	await scene('day-chosen', () => phone.day(2).click());
	await scene('day-room', async () => {
		await page.getByText('Salle visio').click();
		await page.getByRole('group', { name: 'Salle visio, De' }).getByText('10:00').click();
	});
	await scene('day-full', async () => {
		await phone.open('/book/murat');
		await phone.day(3).click();
	});
	await scene('confirmed', async () => {
		await ask(1, 'Matin');
		await stands('Confirmée');
	});
	await scene('me-confirmed', opened('/me'));
	await scene('badge', async () => {
		await phone.button('Mon badge').first().click();
		await page.getByRole('dialog').waitFor();
	});
	await scene('changing', async () => {
		await phone.open('/me');
		await page.getByRole('link', { name: /^Modifier/ }).click();
		await expect(page.getByText('Vous la gardez jusqu’à la réponse')).toBeVisible();
	});
	await scene('waitlisted', async () => {
		await phone.open('/book/murat');
		await phone.day(3).click();
		await page.getByRole('checkbox', { name: /prévenez-moi/ }).check();
		await phone.desk('Matin').click();
		await stands('Liste d’attente');
	});
	await scene('offered', async () => {
		await long.open('/me');
		await long
			.button(/^Annuler/)
			.first()
			.click();
		await phone.open('/me');
		await stands('Proposée');
	});
	await scene('requested', async () => {
		await rtl.open('/me');
		await cutOff();
		await ask(5, 'Journée');
		await stands('Demandée');
	});
	await scene('requested-other', async () => {
		await ask(6, 'Matin', rtl);
		await stands('Confirmée', rtl);
		await ask(6, 'Matin');
		await stands('Demandée');
	});
	await scene('me-cut', opened('/me'));
	await scene('device-waiting', async () => {
		await phone.open('/device');
		await expect(page.getByRole('list', { name: 'Ce qui attend d’être envoyé' })).toBeVisible();
	});
	await scene('refused', async () => {
		await phone.link.restore();
		await phone.open('/me');
		await expect(
			page.getByRole('region', { name: 'Ce qui s’en approche le plus' }).getByRole('button').first()
		).toBeVisible(LATE);
	});
	let moved = '';
	await scene('moved', async () => {
		await ask(0, 'Après-midi');
		await stands('Confirmée');
		const wish = { person: MARIE.person, space: 'office', unit: 'office-1', slots: ['pm'] };
		const replaces = await claimed(ahead(0));
		const reason = 'Chaise cassée, l’office est libre';
		moved = await office.place('place.claimed', { ...wish, to: 'server', replaces, reason });
		await phone.open('/me');
		await expect(page.getByText('Chaise cassée').first()).toBeVisible(LATE);
	});
	await scene('cancelled-by-host', async () => {
		const why = { why: 'host', reason: 'Fuite d’eau' };
		await office.place('place.cancelled', { claim: moved, ...why });
		await expect(page.getByText('Fuite d’eau').first()).toBeVisible(LATE);
	});
	await scene('closed', async () => {
		const day = ahead(5);
		await office.announce('centre.closed', { from: day, to: day, why: 'Chauffage en panne' });
		await expect(page.getByText('Chauffage en panne').first()).toBeVisible(LATE);
	});
	await scene('day-closed', async () => {
		await phone.open(`/book/murat?day=${ahead(5)}`);
		await expect(page.getByText('Chauffage en panne').first()).toBeVisible(LATE);
	});
	await scene('weekly', async () => {
		await phone.open('/book/murat/series');
		const days = page.getByRole('group', { name: /Quels jours/ }).getByRole('button');
		for (const day of [ahead(1), ahead(5)]) await days.nth(weekday(day)).click();
		await page.getByLabel('Du', { exact: true }).fill(ahead(5));
		await page.getByLabel('Au', { exact: true }).fill(ahead(26));
		await expect(page.getByText('1 date ne va pas')).toBeVisible();
	});
	await scene('weekly-done', async () => {
		await phone.button('Demander 3 dates').click();
		await expect(page.getByText('Confirmée', { exact: true })).toHaveCount(3, LATE);
	});
	await scene('me-many', opened('/me'));
	await scene('data', async () => {
		await phone.open('/me');
		await phone.button('Voir mes données').click();
		for (const closed of await page.locator('main details:not([open]) > summary').all())
			await closed.click();
	});

	await scene('learn', opened('/learn'));
	await scene('course', async () => {
		await phone.open('/learn');
		await page.getByRole('heading', { level: 3 }).getByRole('link').first().click();
		await page.getByRole('heading', { level: 2, name: /^1\./ }).waitFor();
	});
	await scene('lesson', async () => {
		await page.getByRole('link', { name: /^Lire «/ }).click();
		await phone.button('J’ai lu').waitFor();
	});
	await scene('lesson-read', async () => {
		await phone.button('J’ai lu').click();
		await expect(page.getByRole('status').filter({ hasText: 'Lu' })).toBeVisible();
	});
	await scene('quiz', async () => {
		await page.getByRole('link', { name: 'Parcours', exact: true }).click();
		await page.getByRole('link', { name: /^Quiz/ }).first().click();
		await phone.button('Valider mes réponses').click();
		await expect(page.getByText(/^Il manque/)).toBeVisible();
	});
	await scene('quiz-answered', async () => {
		for (const question of await page.getByRole('group').all())
			await question.getByRole('radio').or(question.getByRole('checkbox')).first().check();
		await phone.button('Valider mes réponses').click();
		await page.getByRole('heading', { name: /^(Quiz réussi|Pas encore)$/ }).waitFor();
	});
	await scene('to-sign', async () => {
		await planThisMorning(office);
		await phone.open('/me');
		await expect(phone.button('Je signe ma présence').first()).toBeVisible(LATE);
	});
	await scene('signed', async () => {
		await phone.button('Je signe ma présence').first().click();
		await expect(page.getByText('Votre présence est signée.')).toBeVisible();
	});
	await scene('device', opened('/device'));
	await scene('device-refused', async () => {
		await cutOff();
		await ask(8, 'Matin');
		await stands('Demandée');
		await spoil(page);
		await phone.link.restore();
		await phone.open('/device');
		await expect(page.getByText('n’est pas valable')).toBeVisible(LATE);
	});
	await scene('me-refused', opened('/me'));
	await scene('wrong-door', opened('/desk'));
	await scene('revoked', async () => {
		for (const { role, revoked, account } of await office.devices())
			if (role === 'member' && !revoked) await office.ask('/manage/devices/revoke', { account });
		await phone.open('/me');
		await page.getByRole('heading', { name: 'a été révoqué' }).waitFor();
	});
	album.close();
});
