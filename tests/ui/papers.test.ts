import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { beforeEach, describe, expect, test } from 'vitest';
import { instantOf } from '../../src/lib/domain/calendar';
import type { Centre } from '../../src/lib/domain/centres';
import type { Fact } from '../../src/lib/domain/facts';
import { database } from '../../src/lib/domain/ids';
import { hoursRealised } from '../../src/lib/domain/training/progress';
import { parsePaper } from '../../src/lib/domain/training/paper-seal';
import { rollOf, trainerSignature } from '../../src/lib/domain/training/roll';
import { SAMPLE_CENTRES } from '../../src/lib/server/sample-network';
import { language } from '../../src/lib/ui/language.svelte';
import { makeAttestation } from '../../src/lib/ui/training/papers/attestation';
import { makeBlank } from '../../src/lib/ui/training/papers/blank';
import { makeCertificate } from '../../src/lib/ui/training/papers/certificate';
import { learnerSight } from '../../src/lib/ui/training/learner';
import { learnedIn, type Learned } from '../../src/lib/ui/training/papers/learned';
import type { Order } from '../../src/lib/ui/training/papers/order';
import { makeSheet } from '../../src/lib/ui/training/papers/sheet';
import type { Files } from '../../src/lib/ui/training/papers/type';
import type { SessionSight } from '../../src/lib/ui/training/session';
import { checkPaper } from '../../src/lib/usecases/training/check-paper';
import { sealPaper } from '../../src/lib/usecases/training/seal-paper';
import { encode } from 'uqr';
import { networkHand } from '../support/network-hand';
import { readPdf } from '../support/pdf-text';
import { signingDevice, type SigningDevice } from '../support/signing-device';
import { author, COURSE, groupOf, MONDAY, sessionOf, TRAINER, unsealed } from '../support/training';

const { resolve } = createRequire(import.meta.url);
const font = (family: string, subset: string, weight: number) => async () => {
	const path = resolve(`@fontsource/${family}/files/${family}-${subset}-${weight}-normal.woff`);
	return new Uint8Array(await readFile(path)).buffer;
};
const fonts = (weight: number) => [
	font('atkinson-hyperlegible-next', 'latin', weight),
	font('atkinson-hyperlegible-next', 'latin-ext', weight),
	font('be-vietnam-pro', 'vietnamese', weight)
];
const files: Files = { plain: fonts(400), bold: fonts(700) };

/** One transparent pixel: no canvas here draws what the fonts lack. */
const PIXEL = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
	'base64'
);
const ORIGIN = 'https://telecentres.example';
const EVENING = instantOf(MONDAY, '18:00');
const hand = networkHand();

async function orderOf(device: SigningDevice, more: Partial<Order> = {}): Promise<Order> {
	return {
		...{ files, network: 'Télécentres du Cantal', language: language.current },
		paint: async () => ({ png: PIXEL, width: 300, height: 120 }),
		...{ today: MONDAY, now: EVENING, origin: ORIGIN },
		seal: (sealing) => sealPaper(device, sealing),
		...more
	};
}

const trainerDevice = () => signingDevice({ role: 'trainer' }, { hand, trainer: TRAINER });
const MURAT: Centre = SAMPLE_CENTRES.find(({ slug }) => slug === 'murat')!;
const STROKES = 'M40 100l20 -60l20 60l20 -60l20 60';

interface Said {
	readonly name: string;
	readonly is?: 'present' | 'late' | 'absent';
	readonly minutes?: number;
	readonly why?: string;
	readonly way?: 'drawn' | 'badge';
	readonly struck?: string;
}

/** A half-day at Murat as a trainer’s device shows it, made fact by fact. */
function sightOf(people: readonly Said[], { signs = true } = {}): SessionSight {
	const { say, all } = author();
	const formed = say('group.formed', {
		...{ course: COURSE.id, title: 'Automne', capacity: 40, from: MONDAY, to: '2026-12-18' }
	});
	const planned = say('session.planned', {
		...{ course: COURSE.id, module: 'simulation', group: formed._id, half: 'am', hours: 3.5 },
		...{ space: 'training', trainer: TRAINER }
	});
	const names = new Map<string, { name: string }>();
	people.forEach(({ name, is, minutes, why, way, struck }, i) => {
		const person = `p_person${String(i).padStart(4, '0')}`;
		names.set(person, { name });
		say('enrolment.made', { person, course: COURSE.id, group: formed._id });
		if (is) say('attendance.noted', { session: planned._id, person, is, minutes, why });
		if (!way) return;
		const given = say('signature.given', {
			...{ session: planned._id, person, as: 'learner', way },
			...(way === 'drawn' && { strokes: STROKES }),
			...{ when: instantOf(MONDAY, '09:04') + i * 60_000, seal: unsealed(i + 1) }
		});
		if (struck)
			say('signature.struck', { session: planned._id, signature: given._id, person, why: struck });
	});
	if (signs)
		say('signature.given', {
			...{ session: planned._id, person: TRAINER, as: 'trainer', way: 'drawn', strokes: STROKES },
			...{ when: instantOf(MONDAY, '12:31'), seal: unsealed(99) }
		});
	const page = sessionOf(planned._id, all);
	const group = groupOf(formed._id, all);
	const trainerSigned = trainerSignature(page);
	return {
		...{ session: page.session!, page, group, roll: rollOf(page, group), names },
		...{ course: COURSE, centre: MURAT, closures: [], room: { is: 'none' }, fates: new Map() },
		...{ trainers: { [TRAINER]: 'Anne Rigal' }, sessions: [page.session!] },
		...(trainerSigned && { trainerSigned })
	};
}

const SIX: readonly Said[] = [
	{ name: 'Đỗ Thị Hồng', is: 'present', way: 'drawn' },
	{ name: 'Łukasz Żółć', is: 'late', minutes: 15, way: 'badge' },
	{ name: 'Zoé Œrsted d’Été-Île', is: 'absent', why: 'A prévenu' },
	{ name: 'Ștefan Țepeș', is: 'present', way: 'drawn', struck: 'Mauvaise personne' },
	{ name: 'Ağaoğlu Gökçe', is: 'present' },
	{ name: 'علي حسن', is: 'present', way: 'drawn' }
];

/** The QR as it is drawn, dark or light, row by row from above. */
function qrIn(drawn: string): boolean[][] {
	// As pdf-lib draws a rectangle: moved to its place, then around it.
	const boxes = [
		...drawn.matchAll(
			/1 0 0 1 ([\d.-]+) ([\d.-]+) cm\n1 0 0 1 0 0 cm\n1 0 0 1 0 0 cm\n0 0 m\n0 ([\d.-]+) l\n([\d.-]+) /g
		)
	].map((found) => found.slice(1, 5).map(Number) as [number, number, number, number]);
	const module = Math.min(...boxes.map(([, , , width]) => width));
	const dark = boxes.filter(([, , height]) => height < module * 1.1);
	const left = Math.min(...dark.map(([x]) => x));
	const top = Math.max(...dark.map(([, y]) => y));
	const side = Math.round((Math.max(...dark.map(([x, , , width]) => x + width)) - left) / module);
	const rows = Array.from({ length: side }, () => Array<boolean>(side).fill(false));
	for (const [x, y, , width] of dark)
		for (let i = 0; i < Math.round(width / module); i += 1)
			rows[Math.round((top - y) / module)]![Math.round((x - left) / module) + i] = true;
	return rows;
}

beforeEach(() => language.reset());

describe('the attendance sheet', () => {
	test('says who was there, who signed and how, for how many hours, in text that can be searched', async () => {
		const device = await trainerDevice();
		const made = await makeSheet(sightOf(SIX), [], await orderOf(device));
		const { text, title, language: lang, size, pages } = await readPdf(made.bytes);
		for (const { name } of SIX) expect(text).toContain(name);
		expect(text).toContain('23/11/2026, matin');
		expect(text).toContain('Simulations');
		expect(text).toContain('Devenir télétravailleur');
		expect(text).toContain('Télécentre de Murat, 15300');
		expect(text).toContain('Anne Rigal');
		expect(text).toContain('Le 23/11/2026 à 09:04');
		expect(text).toContain('par badge');
		expect(text).toContain('Retard 15 min');
		expect(text).toMatch(/pour 3,25\sh/u);
		expect(text).toMatch(/pour 0\sh · A prévenu/u);
		expect(text).toContain('Preuve d’assiduité');
		expect(text).toContain(
			'Signature de Ștefan Țepeș du 23/11/2026 à 09:07, qui ne compte plus\u202f: Mauvaise personne'
		);
		expect(text).toContain(
			'Présents\u202f: 4 · En retard\u202f: 1 · Absents\u202f: 1 · Signatures\u202f: 3 sur 6'
		);
		expect(title).toBe('Feuille d’émargement – Devenir télétravailleur – 23/11/2026');
		expect(lang).toBe('fr');
		expect([size.width, size.height].map(Math.round)).toEqual([595, 842]);
		expect(pages.length).toBeLessThanOrEqual(2);
	});

	test('counts the hours that the learner’s page counts', async () => {
		const sight = sightOf(SIX);
		const made = await makeSheet(sight, [], await orderOf(await trainerDevice()));
		const { text } = await readPdf(made.bytes);
		const counted = [...text.matchAll(/pour ([\d,]+)\sh/gu)].map(([, hours]) =>
			Number(hours!.replace(',', '.'))
		);
		const { id } = sight.session;
		const realised = sight.roll.map(({ words }) =>
			hoursRealised({ marks: { [id]: words }, signed: {} }, [sight.session])
		);
		expect(counted.sort()).toEqual(realised.sort());
	});

	test('draws the signatures that were drawn, and no others', async () => {
		const made = await makeSheet(sightOf(SIX), [], await orderOf(await trainerDevice()));
		const { drawn } = await readPdf(made.bytes);
		// Two learners and the trainer: the one that was struck is not drawn.
		expect(drawn.join('\n').match(/40 100 m/g)).toHaveLength(3);
	});

	test('its QR says what the sheet says, and is genuine', async () => {
		const device = await trainerDevice();
		let paper = '';
		const order = await orderOf(device);
		const seal: Order['seal'] = async (sealing) => {
			const done = await order.seal(sealing);
			if ('paper' in done) paper = done.paper;
			return done;
		};
		const made = await makeSheet(sightOf(SIX), [], { ...order, seal });
		const { text, links, drawn } = await readPdf(made.bytes);
		const checked = await checkPaper(device, `${ORIGIN}/verify#${paper}`);
		expect(checked).toMatchObject({
			is: 'genuine',
			claims: {
				...{ is: 'sheet', title: 'Devenir télétravailleur', day: MONDAY, half: 'am', hours: 3.5 },
				...{ trainer: 'Anne Rigal', listed: 6, there: 5, signed: 3, centre: 'Murat' }
			}
		});
		const { claims } = parsePaper(paper)!;
		expect(links).toEqual([`${ORIGIN}/verify#${paper}`]);
		expect(qrIn(drawn.at(-1)!)).toEqual(encode(links[0]!, { ecc: 'M', border: 0 }).data);
		expect(text).toContain(
			`Empreinte des lignes\u202f: ${'rows' in claims && claims.rows.slice(0, 12)}`
		);
		expect(text).toContain(`${ORIGIN}/verify`);
	});

	test('another word, another signature or another name gives the rows another digest', async () => {
		const device = await trainerDevice();
		const digests = new Set<string>();
		const order = await orderOf(device);
		const seal: Order['seal'] = async (sealing) => {
			const done = await order.seal(sealing);
			if ('paper' in done && 'rows' in done.claims) digests.add(done.claims.rows);
			return done;
		};
		const [first, ...rest] = SIX;
		const others: (readonly Said[])[] = [
			SIX,
			[{ ...first!, is: 'absent' }, ...rest],
			[{ ...first!, name: 'Do Thi Hong' }, ...rest],
			[{ name: first!.name, is: 'present' }, ...rest],
			rest
		];
		for (const people of others) await makeSheet(sightOf(people), [], { ...order, seal });
		await makeSheet(sightOf(SIX, { signs: false }), [], { ...order, seal });
		// Made again, and by who reads English, it is the same.
		await makeSheet(sightOf(SIX), [], { ...order, seal });
		language.current = 'en';
		await makeSheet(sightOf(SIX), [], { ...order, seal });
		expect(digests.size).toBe(6);
	});

	test('says so where nobody signed yet, where something was not sent, and where it was made too early', async () => {
		const device = await trainerDevice();
		const sight = sightOf([{ name: 'Rose Lherm', is: 'present' }, { name: 'Jean Vidal' }], {
			signs: false
		});
		const fates = new Map([[sight.roll[0]!.mark!.fact, { is: 'waiting' as const }]]);
		const order = await orderOf(device, { now: instantOf(MONDAY, '10:00') });
		const made = await makeSheet({ ...sight, fates }, [{ is: 'roll-changed' }], order);
		const { text } = await readPdf(made.bytes);
		for (const said of [
			'Feuille faite avant la fin de la demi-journée.',
			'Aucun stagiaire n’a encore signé.',
			'Le formateur n’a pas encore signé l’appel.',
			'L’appel n’est pas terminé.',
			'L’appel a changé depuis que le formateur l’a signé.'
		]) {
			expect(made.notices).toContain(said);
			expect(text).toContain(said);
		}
		expect(made.notices.join()).toContain('n’est encore que sur cet appareil');
	});

	test('thirty people with long names go over as many sheets as it takes, none outside the margins', async () => {
		const long = 'Marie-Bénédicte de la Rochefoucauld-Montbel-Saint-Étienne';
		const people = Array.from({ length: 30 }, (_, i): Said => ({
			name: i % 3 === 0 ? `${long} ${i}` : i === 4 ? 'X'.repeat(80) : `Stagiaire ${i}`,
			...{ is: 'present', way: i % 2 ? 'badge' : 'drawn' }
		}));
		const made = await makeSheet(sightOf(people), [], await orderOf(await trainerDevice()));
		const { pages, placed, size, text } = await readPdf(made.bytes);
		expect(pages.length).toBeGreaterThanOrEqual(2);
		expect(pages.length).toBeLessThanOrEqual(4);
		pages.forEach((page, i) => expect(page).toContain(`${i + 1}\u202f/\u202f${pages.length}`));
		expect(text.match(/Le 23\/11\/2026 à/g)).toHaveLength(31);
		for (const { x, y } of placed) {
			expect(x).toBeGreaterThan(45);
			expect(x).toBeLessThan(size.width - 45);
			expect(y).toBeGreaterThan(28);
			expect(y).toBeLessThan(size.height - 45);
		}
	});

	test('stays small: it holds the letters it uses and no more of the fonts', async () => {
		const made = await makeSheet(sightOf(SIX), [], await orderOf(await trainerDevice()));
		expect(made.bytes.length).toBeLessThan(80_000);
		expect(made.name).toBe('emargement-2026-11-23-am-murat.pdf');
	});

	test('a device that cannot seal says on the paper that it did not', async () => {
		const kiosk = await signingDevice({ role: 'kiosk', centre: 'murat' }, { hand });
		const made = await makeSheet(sightOf(SIX), [], await orderOf(kiosk));
		const { text } = await readPdf(made.bytes);
		expect(text).toContain('Sans QR');
		expect(text.replace(/\n/g, ' ')).toContain('cet appareil ne peut pas sceller');
	});

	test('is in English where the screen is', async () => {
		language.current = 'en';
		const made = await makeSheet(sightOf(SIX), [], await orderOf(await trainerDevice()));
		const { text, language: lang } = await readPdf(made.bytes);
		expect(text).toContain('Attendance sheet');
		expect(text).toContain('23/11/2026, morning');
		expect(lang).toBe('en');
	});
});

test('the blank sheet has a row for each and rows for whoever comes besides, and no word about anybody', async () => {
	const made = await makeBlank(sightOf(SIX), await orderOf(await trainerDevice()));
	const { text, drawn } = await readPdf(made.bytes);
	for (const { name } of SIX) expect(text).toContain(name);
	expect(text).not.toContain('09:04');
	expect(text).not.toContain('Retard 15 min');
	expect(drawn.join('\n')).not.toContain('40 100 m');
});

describe('the papers of a learner', () => {
	const LEARNED: Learned = {
		...{ name: 'Đỗ Thị Hồng', employer: 'Société laitière', course: COURSE.title, centre: 'Murat' },
		...{ hours: 17.75, planned: 21, first: MONDAY, last: '2026-12-18' },
		standing: { is: 'completed', since: '2026-12-18' },
		objectives: [
			{ module: 'Poste et ergonomie', text: 'Régler son siège', level: 'met', day: MONDAY },
			{ module: 'Simulations', text: 'Tenir une réunion à distance' }
		],
		notices: []
	};

	test('the certificate says who, what, when and for how many hours, and leaves to a hand what nobody told it', async () => {
		const device = await trainerDevice();
		let paper = '';
		const order = await orderOf(device, { today: '2026-12-18' });
		const made = await makeCertificate(LEARNED, {
			...order,
			seal: async (sealing) => {
				const done = await order.seal(sealing);
				if ('paper' in done) paper = done.paper;
				return done;
			}
		});
		const { text, title, pages } = await readPdf(made.bytes);
		for (const said of [
			'Certificat de réalisation',
			'Đỗ Thị Hồng',
			'Société laitière',
			COURSE.title,
			'Du 23/11/2026 au 18/12/2026',
			'Action de formation',
			'SIRET',
			'N° de déclaration d’activité',
			'Fait à Murat, le 18/12/2026'
		])
			expect(text).toContain(said);
		expect(text).toMatch(/17,75\sh/u);
		expect(text).not.toMatch(/\d{14}/);
		expect(pages).toHaveLength(1);
		expect(title).toContain('Đỗ Thị Hồng');
		expect(await checkPaper(device, paper)).toMatchObject({
			is: 'genuine',
			claims: {
				...{ is: 'certificate', name: 'Đỗ Thị Hồng', employer: 'Société laitière', hours: 17.75 },
				...{ from: MONDAY, to: '2026-12-18', issued: '2026-12-18' }
			}
		});
	});

	test('what they say is what the learner’s page on screen says, and what is missing is said', async () => {
		const device = await trainerDevice();
		const { say, all } = author();
		const person = 'p_rose000001';
		const course = say('course.described', { course: COURSE });
		const formed = say('group.formed', {
			...{ course: COURSE.id, title: 'Automne', capacity: 12, from: MONDAY, to: '2026-12-18' }
		});
		const on = (day: string, half: 'am' | 'pm'): Fact =>
			say(
				'session.planned',
				{
					...{ course: COURSE.id, module: 'simulation', group: formed._id, half, hours: 3.5 },
					trainer: TRAINER
				},
				{ day }
			);
		const sessions = [
			on('2026-11-23', 'am'),
			on('2026-11-24', 'am'),
			on('2026-11-25', 'pm'),
			on('2026-12-02', 'am')
		];
		const made = say('enrolment.made', { person, course: COURSE.id, group: formed._id });
		const [first, second, third] = sessions.map(({ _id }) => _id);
		say('attendance.noted', { session: first, person, is: 'absent' });
		say('attendance.noted', { session: second, person, is: 'late', minutes: 30 });
		say('attendance.noted', { session: third, person, is: 'present' });
		say('objective.assessed', { person, course: COURSE.id, objective: 'call', level: 'met' });
		const called = say('learner.introduced', { person, name: 'Rose Lherm', employer: 'Mairie' });
		const isPublic = (fact: Fact): boolean => [course, ...sessions].includes(fact);
		await device.hear(database.public, all.filter(isPublic));
		await device.hear(database.learners, [called]);
		const rest = all.filter((fact) => !isPublic(fact) && fact !== called);
		await device.hear(database.training, rest);

		const whose = { person, enrolment: made._id };
		const learned = (await learnedIn(device.log, whose, '2026-11-26')) as Learned;
		const [shown] = (await learnerSight(person, '2026-11-26')(device.log)).followed;
		expect(learned).toMatchObject({
			...{ name: 'Rose Lherm', employer: 'Mairie', hours: shown!.progress!.hours, planned: 21 },
			...{ first: '2026-11-24', last: '2026-11-25', standing: shown!.standing }
		});
		expect(learned.hours).toBe(6.5);
		expect(learned.objectives).toEqual([
			{ module: 'Poste et ergonomie', text: 'Régler son siège' },
			{ module: 'Simulations', text: 'Tenir une réunion à distance', level: 'met', day: MONDAY }
		]);
		expect(learned.notices).toEqual([
			'Le parcours n’est pas achevé\u202f: ce papier dit où il en est aujourd’hui.',
			'1 demi-journée est encore à venir.',
			'2 demi-journées comptées n’ont pas de signature du stagiaire.'
		]);
	});

	test('the longest names in the widest letters still make a paper whose QR is genuine', async () => {
		const device = await trainerDevice();
		const order = await orderOf(device);
		for (const letter of ['é', 'ж', '木', '🐄', '"']) {
			const long = letter.repeat(120);
			const wide = { name: long, employer: long, course: long, centre: long };
			const made = await makeCertificate({ ...LEARNED, ...wide }, order);
			const { links } = await readPdf(made.bytes);
			expect((await checkPaper(device, links[0]!)).is).toBe('genuine');
		}
	});

	test('the attestation says each objective with its level, and which nobody assessed', async () => {
		const made = await makeAttestation(LEARNED, await orderOf(await trainerDevice()));
		const { text } = await readPdf(made.bytes);
		for (const said of ['Régler son siège', 'Tenir une réunion à distance', 'Non évalué', 'Achevé'])
			expect(text).toContain(said);
		expect(text).toContain('évalué le 23/11/2026');
		expect(text).toMatch(/17,75\sh sur les 21\sh du parcours/u);
	});
});
