import { local } from '../../src/lib/domain/calendar';
import { partsOf } from '../../src/lib/domain/ids';
import { SAMPLE_PERSON } from '../../src/lib/server/sample-network';
import { startFaultProxy, type FaultProxy } from '../support/fault-proxy';
import { openBrowser } from './support/browser';
import { MARIE } from './support/kiosk';
import type { Office } from './support/office';
import { Phone } from './support/phone';
import { expect, test as staged } from './support/stage';
import { Tablet } from './support/tablet';

const SOON = { timeout: 40_000 };

type Doc = Readonly<Record<string, unknown>> & { readonly _id: string };

async function held(office: Office, db: string, kind: string): Promise<readonly Doc[]> {
	const { body } = await office.ask(`/db/${db}/_all_docs?include_docs=true`);
	return body.rows.map(({ doc }: { doc: Doc }) => doc).filter((doc: Doc) => doc['kind'] === kind);
}

/** Who signs by which way: Marie at the door, one on their own phone, one on the trainer's tablet. */
async function learnersOf(office: Office) {
	const enrolments = await held(office, 'training', 'enrolment.made');
	const { body } = await office.ask('/db/learners/_all_docs?include_docs=true');
	const named = new Map<string, string>(
		body.rows.map(({ doc }: { doc: Doc }) => [String(doc['person']), String(doc['name'])])
	);
	const others = enrolments
		.map(({ person }) => String(person))
		.filter((person) => person !== SAMPLE_PERSON.person && named.has(person));
	const [first, second] = others.map((person) => ({ person, name: named.get(person)! }));
	return { ofPhone: first!, ofTablet: second!, enrolment: enrolments[0]! };
}

/** The one half-day of today, whatever the sample has planned. */
async function planOnlyThisMorning(office: Office, { course, group }: Doc): Promise<string> {
	const { day } = local(Date.now());
	for (const { _id: session } of await held(office, 'public', 'session.planned'))
		if (partsOf(session).day === day)
			await office.announce('session.cancelled', { session, why: 'Remplacée' });
	const [trainer] = await held(office, 'training', 'trainer.introduced');
	const fields = { course, group, trainer: trainer!['trainer'], half: 'am', hours: 3.5 };
	await office.announce('session.planned', fields);
	const planned = await held(office, 'public', 'session.planned');
	return planned.find(({ _id }) => partsOf(_id).device === 'bureau')!._id;
}

const test = staged.extend<{ tabletLink: FaultProxy; tablet: Tablet; phone: Phone }>({
	tabletLink: async ({ server }, use) => {
		const proxy = await startFaultProxy({ target: { port: server.running().port } });
		await use(proxy);
		await proxy.close();
	},
	tablet: async ({ tabletLink, office }, use) => {
		const browser = await openBrowser({ viewport: { width: 1024, height: 768 } });
		const tablet = new Tablet(browser.page(), tabletLink.url, office);
		await tablet.setUp();
		await use(tablet);
		await browser.close();
		expect(browser.errors).toEqual([]);
	},
	phone: async ({ server, office }, use) => {
		const link = await startFaultProxy({ target: { port: server.running().port } });
		const browser = await openBrowser({ viewport: { width: 360, height: 740 } });
		const phone = new Phone(browser, link);
		await phone.setUp(office, (await learnersOf(office)).ofPhone);
		await use(phone);
		await browser.close();
		await link.close();
		expect(browser.errors).toEqual([]);
	}
});

test('a half-day signed on a tablet, at the door and on a phone, all with no link, is one roll in the end', async ({
	tablet,
	tabletLink,
	kiosk,
	link,
	phone,
	office
}) => {
	test.slow();
	const { ofPhone, ofTablet, enrolment } = await learnersOf(office);
	const session = await planOnlyThisMorning(office, enrolment);
	const today = phone.page.getByRole('article').filter({ hasText: 'Aujourd’hui' });
	const onPhone = today.getByRole('button', { name: 'Je signe ma présence' });
	await expect(onPhone).toBeVisible(SOON);
	await kiosk.page.getByRole('button', { name: 'Formation', exact: true }).click();
	await expect(kiosk.page.getByRole('button', { name: 'J’ai un numéro' })).toBeVisible(SOON);
	const cards = tablet.page.getByRole('region', { name: 'Aujourd’hui' }).getByRole('article');
	await cards.filter({ hasNotText: 'Annulée' }).getByRole('link').first().click(SOON);
	await expect(tablet.row(ofTablet.name)).toBeVisible(SOON);
	for (const one of [tabletLink, link, phone.link]) await one.cut();

	await tablet.tap(ofTablet.name);
	await tablet.sign(ofTablet.name);
	await kiosk.identify(MARIE);
	await kiosk.page.getByRole('button', { name: 'Je signe', exact: true }).click();
	await expect(kiosk.page.getByRole('heading', { name: 'C’est signé' })).toBeVisible();
	await onPhone.click();
	await expect(phone.page.getByText('Votre présence est signée.')).toBeVisible();

	for (const one of [phone.link, tabletLink, link]) await one.restore();
	const signed = [ofPhone, ofTablet, SAMPLE_PERSON];
	for (const { name } of signed) await expect(tablet.row(name)).toContainText('Signé à', SOON);
	const given = (await held(office, 'training', 'signature.given')).filter(
		(one) => one['session'] === session
	);
	expect(given.map(({ person }) => person).sort()).toEqual(
		signed.map(({ person }) => person).sort()
	);
});
