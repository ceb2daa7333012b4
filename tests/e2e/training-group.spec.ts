import type { Page } from '@playwright/test';
import { local, shiftDay } from '../../src/lib/domain/calendar';
import { HOUSE_RULES } from '../../src/lib/domain/people';
import { paperText, paperWith, parsePaper } from '../../src/lib/domain/training/paper-seal';
import { SAMPLE_PERSON } from '../../src/lib/server/sample-network';
import { startFaultProxy } from '../support/fault-proxy';
import type { ReadPdf } from '../support/pdf-text';
import { openBrowser } from './support/browser';
import type { Kiosk } from './support/kiosk';
import { MARIE } from './support/kiosk';
import { isSample, type Office } from './support/office';
import { at, paste, printed, verdict } from './support/papers';
import { Phone } from './support/phone';
import { expect, test as staged } from './support/tablet-stage';
import { ANNE, Tablet } from './support/tablet';
import { tamper } from './support/tamper';
import { burst } from './support/scanner';

/**
 * Long because it is one story: a group from its first enrolment to its papers, on six
 * devices with no link, each half-day by the way a person would sign it.
 */

const SOON = { timeout: 60_000 };

/** Three modules at the centre, each of one half-day. */
const COURSE = {
	id: 'gestes',
	title: 'Gestes et postures',
	hours: 10.5,
	offered: true,
	modules: ['Régler son poste', 'Bouger et souffler', 'Y voir clair'].map((title, i) => ({
		id: `module-${i + 1}`,
		title,
		hours: 3.5,
		place: 'site',
		objectives: [{ id: 'known', text: `Savoir : ${title.toLowerCase()}` }],
		lessons: [{ id: 'why', title: `Pourquoi ${title.toLowerCase()}` }]
	}))
} as const;
const GROUP = 'Automne 2026';

const WITH_PHONE = ['Paul Vidal', 'Rose Delmas', 'Samir Haddad', 'Zoé Chassang'].map((name, i) => ({
	person: `p_telephone${i + 1}00`,
	name,
	badge: `b_00000000000000a${i}`
}));
/** Marie types her number at the door, Jeanne shows her badge there. */
const AT_THE_DOOR = [
	{ person: SAMPLE_PERSON.person, name: SAMPLE_PERSON.name, badge: 'b_00000000000000b0' },
	{ person: 'p_jeanne000000', name: 'Jeanne Roux', badge: 'b_00000000000000b1' }
] as const;
const ON_THE_TABLET = [
	'Ahmed Saïdi',
	'Bénédicte Rouchy',
	'Célia N’Guyen',
	'Đỗ Minh',
	'Éva Łoś',
	'Farid Ouali'
];

const EVERYBODY = [...WITH_PHONE, ...AT_THE_DOOR].map(({ name }) => name).concat(ON_THE_TABLET);
/** Who comes late to the second half-day, by the minutes the tablet offers, and who misses the third. */
const LATE = 'Ahmed Saïdi';
const ABSENT = 'Farid Ouali';

type Doc = Readonly<Record<string, unknown>> & { readonly _id: string };

async function held(office: Office, kind: string): Promise<readonly Doc[]> {
	const { body } = await office.ask('/db/training/_all_docs?include_docs=true');
	return body.rows
		.map(({ doc }: { doc: Doc }) => doc)
		.filter((doc: Doc) => doc['kind'] === kind && !isSample(doc._id));
}

const test = staged.extend<{ phones: readonly Phone[] }>({
	phones: async ({ server, office }, use) => {
		const phones: Phone[] = [];
		for (const owner of WITH_PHONE) {
			const link = await startFaultProxy({ target: { port: server.running().port } });
			const browser = await openBrowser({ viewport: { width: 360, height: 740 } });
			const phone = new Phone(browser, link);
			phone.page.setDefaultTimeout(30_000);
			await phone.setUp(office, owner);
			phones.push(phone);
		}
		await use(phones);
		for (const { browser, link } of phones) {
			await browser.close();
			await link.close();
			expect(browser.errors).toEqual([]);
		}
	}
});
test.use({ taught: COURSE });

/** Twelve are enrolled: six by the badge they show, six by a name written for the first time. */
async function enrolTwelve(tablet: Tablet, office: Office): Promise<void> {
	const [, jeanne] = AT_THE_DOOR;
	const profile = { name: jeanne.name, category: 'independent', rules: HOUSE_RULES };
	await office.note('person.registered', { person: jeanne.person, ...profile });
	await tablet.formGroup(GROUP, 12, COURSE.id);
	for (const { person, badge, name } of [...WITH_PHONE, ...AT_THE_DOOR]) {
		await office.note('person.badged', { person, badge });
		await tablet.enrolBadge(name, await office.badgeOf(person));
	}
	await tablet.enrol(...ON_THE_TABLET);
}

/** From the page of the group to one of its half-days. */
async function openHalfDay(page: Page, n: number): Promise<void> {
	if (n < 2) await page.getByText(/^\d demi-journées? passées?/).click();
	await page
		.getByRole('listitem')
		.filter({ hasText: COURSE.modules[n]!.title })
		.getByRole('link')
		.click();
	await expect(page.getByRole('heading', { name: 'L’appel' })).toBeVisible();
}

/** A half-day on the tablet: the roll, a signature of each who has no other way, and the trainer's own. */
async function holdHalfDay(tablet: Tablet, n: number, signing: readonly string[]): Promise<void> {
	const { page } = tablet;
	await openHalfDay(page, n);
	if (n === 1) for (let i = 0; i < 2; i += 1) await tablet.tap(LATE);
	if (n === 2) for (let i = 0; i < 3; i += 1) await tablet.tap(ABSENT);
	await page.getByRole('button', { name: /présents$/i }).click();
	await expect(page.getByText(n === 2 ? '11 présents sur 12' : '12 présents sur 12')).toBeVisible();
	for (const name of signing) await tablet.sign(name);
	await page.getByRole('button', { name: 'Signer l’appel' }).click();
	await tablet.draw();
	await page.getByRole('button', { name: 'Je signe', exact: true }).click();
	await expect(page.getByRole('region', { name: 'Formateur' })).toContainText('Signé à');
	await page.getByRole('link', { name: GROUP }).click();
}

/** Marie and Jeanne sign for this morning at the door. */
async function signAtTheDoor(kiosk: Kiosk, badge: string): Promise<void> {
	const { page } = kiosk;
	const sign = async (): Promise<void> => {
		await page.getByRole('button', { name: 'Je signe', exact: true }).click();
		await expect(page.getByRole('heading', { name: 'C’est signé' })).toBeVisible();
		await kiosk.done();
	};
	await page.getByRole('button', { name: 'Formation', exact: true }).click();
	await kiosk.identify(MARIE);
	await sign();
	await page.getByRole('button', { name: 'Formation', exact: true }).click();
	await burst(page, badge);
	await sign();
}

test('twelve follow three half-days on a tablet, at the door and on four phones with no link, and every paper says the same', async ({
	tablet,
	tabletLink,
	kiosk,
	link,
	phones,
	office
}) => {
	test.setTimeout(600_000);
	await enrolTwelve(tablet, office);
	const today = local(Date.now()).day;
	const days = [-2, -1, 0].map((ahead) => shiftDay(today, ahead));
	for (const [n, day] of days.entries())
		await tablet.planMorning(day, COURSE.modules[n]!.title, '3,5');
	// Everybody has heard; from here on nobody has a link.
	for (const { page } of phones)
		await expect(page.getByRole('button', { name: 'Je signe ma présence' })).toHaveCount(3, SOON);
	await kiosk.page.getByRole('button', { name: 'Formation', exact: true }).click();
	await expect(
		kiosk.page.getByRole('list', { name: 'Les demi-journées d’aujourd’hui' })
	).toContainText('Matin', SOON);
	await kiosk.page.getByRole('button', { name: 'Retour' }).click();
	const badge = await office.badgeOf(AT_THE_DOOR[1].person);
	const links = [tabletLink, link, ...phones.map((phone) => phone.link)];
	for (const one of links) await one.cut();

	const atTheDoor = AT_THE_DOOR.map(({ name }) => name);
	await holdHalfDay(tablet, 0, [...ON_THE_TABLET, ...atTheDoor]);
	await holdHalfDay(tablet, 1, [...ON_THE_TABLET, ...atTheDoor]);
	await holdHalfDay(
		tablet,
		2,
		ON_THE_TABLET.filter((name) => name !== ABSENT)
	);
	await signAtTheDoor(kiosk, badge);
	for (const { page } of phones) {
		for (const _ of days)
			await page.getByRole('button', { name: 'Je signe ma présence' }).first().click();
		await expect(page.getByText('Votre présence est signée.')).toHaveCount(3);
	}

	// The links come back in no order.
	for (const n of [4, 1, 2, 0, 5, 3]) await links[n]!.restore();
	await expect(tablet.syncTruth()).toContainText('Tout est envoyé', SOON);
	const signatures = () => held(office, 'signature.given');
	await expect.poll(async () => (await signatures()).length, SOON).toBe(3 * 12 - 1 + 3);
	const given = await signatures();
	const once = new Set(given.map(({ session, person, as }) => `${session} ${person} ${as}`));
	expect(once.size).toBe(given.length);

	const papers = await papersOf(tablet);
	await matrixSays(tablet);
	await paperIsProof(phones[0]!, papers.certificates[0]!);
	await auditHolds(tablet);
});

/** The sheets of the three half-days, and a certificate each of who was there, who was late and who was absent. */
async function papersOf({ page }: Tablet) {
	const sheets: ReadPdf[] = [];
	for (const n of COURSE.modules.keys()) {
		await openHalfDay(page, n);
		// All have signed but who was absent, and the trainer has; the tablet has heard of each.
		await expect(page.getByText(/^Signé à/)).toHaveCount(n === 2 ? 12 : 13, SOON);
		await expect(page.getByText('Enregistré', { exact: true })).toHaveCount(0);
		sheets.push(await printed(page, 'Feuille d’émargement (PDF)'));
		await page.getByRole('link', { name: GROUP }).click();
	}
	for (const { text } of sheets)
		for (const name of [...EVERYBODY, ANNE.name]) expect(text).toContain(name);
	for (const { text } of sheets) expect(text).not.toContain('pas signé');
	const late = Number(/Retard\D*(\d+)/.exec(sheets[1]!.text)?.[1]);
	expect(late).toBeGreaterThan(0);
	expect(
		sheets.map(({ text }) => text.split('\n').filter((line) => line.startsWith('Absent')).length)
	).toEqual([0, 0, 1]);

	const certificates: ReadPdf[] = [];
	const hours = { [WITH_PHONE[0]!.name]: 10.5, [LATE]: 10.5 - late / 60, [ABSENT]: 7 };
	for (const [name, realised] of Object.entries(hours)) {
		await page.getByRole('link', { name }).first().click();
		const shown = realised.toLocaleString('fr-FR', { maximumFractionDigits: 2 });
		await expect(
			page.getByText(new RegExp(`^${shown}\\sh réalisées?$`, 'u')).first()
		).toBeVisible();
		const certificate = await printed(page, 'Certificat de réalisation (PDF)');
		expect(certificate.text).toMatch(new RegExp(`^${shown}\\sh$`, 'mu'));
		expect(certificate.text).toContain(name);
		certificates.push(certificate);
		await page.getByRole('link', { name: GROUP }).click();
	}
	return { sheets, certificates };
}

/** Everybody is on their way through each module, but for who was absent at the third. */
async function matrixSays({ page }: Tablet): Promise<void> {
	const rows = page.getByRole('table').getByRole('row');
	await expect(rows).toHaveCount(13);
	await expect(rows.getByText('En partie', { exact: true })).toHaveCount(3 * 12 - 1);
	const absent = rows.filter({ hasText: ABSENT });
	await expect(absent.getByText('En partie', { exact: true })).toHaveCount(2);
}

/** With no link, a learner's own phone finds the paper genuine, and another one of more hours not. */
async function paperIsProof({ page, link }: Phone, { links }: ReadPdf): Promise<void> {
	await link.cut();
	const origin = link.url;
	await page.goto(at(origin, links[0]!));
	await expect(verdict(page, 'Papier authentique')).toBeVisible(SOON);
	const { claims, issuer, signature } = parsePaper(links[0]!)!;
	const altered = paperWith(paperText({ ...claims, hours: 140 }, issuer), signature);
	await page.getByRole('button', { name: 'Vérifier un autre papier' }).click();
	await paste(page, altered);
	await expect(verdict(page, 'Papier modifié ou faux')).toBeVisible();
}

/** Every signature of six devices holds on the trainer's tablet, until somebody changes one on its disk. */
async function auditHolds(tablet: Tablet): Promise<void> {
	const { page } = tablet;
	await page.getByRole('contentinfo').getByRole('link', { name: 'Formation' }).click();
	await page.getByRole('link', { name: 'Vérifier les signatures' }).click();
	await expect(page.getByText(/^Tout tient/)).toBeVisible(SOON);
	await expect(page.getByText(/^38 signatures vérifiées/)).toBeVisible();
	await tamper(tablet, 2, 'edit');
	await page.getByRole('button', { name: 'Vérifier de nouveau' }).click();
	await expect(page.getByText('Modifiée après avoir été signée.')).toBeVisible(SOON);
	await tamper(tablet, 1, 'delete');
	await page.getByRole('button', { name: 'Vérifier de nouveau' }).click();
	await expect(page.getByText('Il manque la signature n° 1 de cet appareil.')).toBeVisible(SOON);
}
