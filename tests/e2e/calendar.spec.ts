import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import ICAL from 'ical.js';
import { local, shiftDay } from '../../src/lib/domain/calendar';
import { factId } from '../../src/lib/domain/ids';
import { askAs, enrolOverHttp } from '../support/enrol';
import { everywhere } from './support/axe';
import { expect, test } from './support/stage';

const SOON = { timeout: 30_000 };
const MARIE = 'p_sample0marie';
const PHONE = { role: 'member', centre: 'murat', person: MARIE } as const;

async function enrolled(page: Page, link: string): Promise<void> {
	await page.goto(link);
	await page.getByRole('button', { name: 'Inscrire cet appareil' }).click();
	await expect(page.getByRole('heading', { name: 'Bonjour Marie D.' })).toBeVisible(SOON);
}

test('a calendar reads its owner’s places at an address made on the phone, until that is replaced or ended', async ({
	office,
	server,
	phoneBrowser
}) => {
	const { url } = server.running();
	const page = phoneBrowser.page();
	await enrolled(page, `${url}/enrol#${await office.invite(PHONE)}`);
	const card = page.getByRole('region', { name: 'Mes places dans mon agenda' });
	const shown = async (): Promise<string> => (await card.getByRole('code').innerText()).trim();
	const read = async (address: string): Promise<number> => (await fetch(address)).status;

	await card.getByRole('button', { name: 'Créer le lien' }).click();
	await expect(card.getByRole('heading', { name: 'Votre lien' })).toBeFocused();
	const first = await shown();
	expect(first).toMatch(/^http:\/\/localhost:\d+\/calendar\/[0-9a-z]{26}\.ics$/);
	expect(await read(first)).toBe(200);
	await expect(card.getByRole('link', { name: 'Ouvrir dans mon agenda' })).toHaveAttribute(
		'href',
		first.replace('http:', 'webcal:')
	);
	expect(await everywhere(page)).toEqual([]);

	await card.getByRole('button', { name: 'Remplacer le lien' }).click();
	await expect(card.getByRole('code')).not.toHaveText(first);
	const second = await shown();
	expect([await read(first), await read(second)]).toEqual([404, 200]);

	// Shown once: who takes up the phone later reads nothing.
	await page.reload();
	await expect(card).toContainText('Un lien existe depuis le');
	expect(await page.content()).not.toContain(second);
	await card.getByRole('button', { name: 'Supprimer le lien' }).click();
	await expect(card).toContainText('Le lien ne répond plus.');
	await expect(card.getByRole('button', { name: 'Créer le lien' })).toBeVisible();
	expect(await read(second)).toBe(404);
});

test('a confirmed place goes into the phone’s calendar with no link', async ({
	office,
	server,
	link,
	phoneBrowser
}) => {
	await office.openAlways();
	const page = phoneBrowser.page();
	await enrolled(page, `${link.url}/enrol#${await office.invite(PHONE)}`);
	// Asked for on another phone of hers.
	const other = await enrolOverHttp(server.running().url, await office.invite(PHONE));
	const day = shiftDay(local(Date.now()).day, 2);
	const device = 'ph0neother';
	const booking = {
		_id: factId({ day, scope: 'murat', device, epoch: 1, seq: 1 }),
		...{ kind: 'booking.requested', v: 1, count: 1, at: { wall: Date.now() }, by: MARIE },
		...{ person: MARIE, space: 'desk', slots: ['pm'] }
	};
	const exchange = { sync: 1, device, epoch: 1, acked: 0, waiting: 1, cursors: {} };
	const facts = [[other.enrolled.own, booking]];
	const { body } = await askAs(server.running().url, other, '/sync', { ...exchange, facts });
	expect(body.outcomes).toMatchObject([{ is: 'stored' }]);

	const add = page.getByRole('button', { name: 'Ajouter à mon agenda' });
	await expect(add).toBeVisible(SOON);
	await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
	await link.cut();
	await page.reload();
	const [file] = await Promise.all([page.waitForEvent('download'), add.click()]);
	expect(file.suggestedFilename()).toBe(`telecentre-${day}.ics`);
	const calendar = new ICAL.Component(ICAL.parse(await readFile(await file.path(), 'utf8')));
	const [event, ...others] = calendar.getAllSubcomponents('vevent');
	expect(others).toEqual([]);
	const { summary, startDate, endDate } = new ICAL.Event(event!);
	expect(summary).toBe('Télétravail – Murat');
	expect([startDate.toString(), endDate.toString()]).toEqual([
		`${day}T13:00:00`,
		`${day}T23:59:00`
	]);
	expect(event!.getFirstPropertyValue('status')).toBe('CONFIRMED');
	await link.restore();
});
