import { beforeEach, describe, expect, test } from 'vitest';
import { instantOf } from '../../src/lib/domain/calendar';
import { hoursRealised } from '../../src/lib/domain/training/progress';
import { parsePaper } from '../../src/lib/domain/training/paper-seal';
import { language } from '../../src/lib/ui/language.svelte';
import { makeBlank } from '../../src/lib/ui/training/papers/blank';
import type { Order } from '../../src/lib/ui/training/papers/order';
import { makeSheet } from '../../src/lib/ui/training/papers/sheet';
import { checkPaper } from '../../src/lib/usecases/training/check-paper';
import { encode } from 'uqr';
import { readPdf } from '../support/pdf-text';
import { signingDevice } from '../support/signing-device';
import { MONDAY } from '../support/training';
import {
	ORIGIN,
	hand,
	orderOf,
	trainerDevice,
	type Said,
	sightOf,
	SIX
} from '../support/paper-bench';

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
