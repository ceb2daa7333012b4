import type { Page } from '@playwright/test';
import { HOUSE_RULES } from '../../src/lib/domain/people';
import { SAMPLE_PERSON } from '../../src/lib/server/sample-network';
import { everywhere } from './support/axe';
import { burst } from './support/scanner';
import { held, planOnlyThisMorning } from './support/half-day';
import type { Kiosk } from './support/kiosk';
import { expect, test } from './support/stage';

const SOON = { timeout: 40_000 };
const JEANNE = { person: 'p_jeanne000000', name: 'Jeanne Roux', badge: 'b_0123456789abcdef' };

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });

/** From the home screen to the half-days of the day. */
async function openTraining(kiosk: Kiosk): Promise<void> {
	await kiosk.page.getByRole('button', { name: 'Formation', exact: true }).click();
	await expect(heading(kiosk.page, 'Formation aujourd’hui')).toBeVisible();
}

/** The roster has come, with what is planned. */
async function hasHeard(kiosk: Kiosk): Promise<void> {
	await openTraining(kiosk);
	const list = kiosk.page.getByRole('list', { name: 'Les demi-journées d’aujourd’hui' });
	await expect(list.getByRole('listitem')).toHaveCount(1, SOON);
	await expect(list).toContainText('Matin');
	await expect(list).not.toContainText(SAMPLE_PERSON.name);
}

test('with the cable out a learner signs at the door once, and the trainers hear of it once', async ({
	kiosk,
	link,
	office
}) => {
	test.slow();
	const { page } = kiosk;
	await openTraining(kiosk);
	expect(await everywhere(page), 'nothing planned, or not yet').toEqual([]);
	await page.getByRole('button', { name: 'Retour' }).click();
	await planOnlyThisMorning(office);
	await hasHeard(kiosk);
	expect(await everywhere(page), 'the half-days of today').toEqual([]);

	await link.cut();
	await kiosk.identify({ number: '1420', code: '271828' });
	await expect(heading(page, 'Vous signez pour ce matin')).toBeVisible();
	expect(await everywhere(page), 'what is signed for').toEqual([]);
	await page.getByRole('button', { name: 'Je signe', exact: true }).click();
	await expect(heading(page, 'C’est signé pour ce matin')).toBeVisible();
	await expect(page.getByText('Enregistré sur')).toBeVisible();
	expect(await everywhere(page), 'signed').toEqual([]);
	await kiosk.done();

	await openTraining(kiosk);
	await kiosk.identify({ number: '1420', code: '271828' });
	await expect(heading(page, 'Vous avez déjà signé')).toBeVisible();
	expect(await everywhere(page), 'signed before').toEqual([]);
	await kiosk.done();

	await link.restore();
	const hers = async () =>
		(await held(office, 'training', 'signature.given')).filter(
			({ person, way }) => person === SAMPLE_PERSON.person && way === 'code'
		).length;
	await expect.poll(hers, SOON).toBe(1);
	await expect(kiosk.syncTruth()).toContainText('Tout est envoyé', SOON);
	expect(await hers()).toBe(1);
});

test('a badge signs for its holder, and who is not expected is told what to do', async ({
	kiosk,
	link,
	office
}) => {
	test.slow();
	const { page } = kiosk;
	const { person, name, badge } = JEANNE;
	const profile = { name, category: 'independent', rules: HOUSE_RULES };
	await office.note('person.registered', { person, ...profile });
	for (const [who, of] of [
		[person, badge],
		[SAMPLE_PERSON.person, 'b_fedcba9876543210']
	])
		await office.note('person.badged', { person: who, badge: of });
	const badges = [
		await office.badgeOf(person),
		await office.badgeOf(SAMPLE_PERSON.person)
	] as const;
	await planOnlyThisMorning(office);
	await hasHeard(kiosk);

	await link.cut();
	await burst(page, badges[0]);
	await expect(heading(page, 'Aucune demi-journée ne vous attend')).toBeVisible();
	await expect(page.getByText('dites-le au formateur')).toBeVisible();
	expect(await everywhere(page), 'not expected').toEqual([]);
	// The next in the row need not go back first.
	await burst(page, badges[1]);
	await page.getByRole('button', { name: 'Je signe', exact: true }).click();
	await expect(heading(page, 'C’est signé pour ce matin')).toBeVisible();
	await kiosk.done();

	await link.restore();
	await expect
		.poll(
			async () =>
				(await held(office, 'training', 'signature.given')).filter(({ way }) => way === 'badge')
					.length,
			SOON
		)
		.toBe(1);
});
