import { describe, expect, test } from 'vitest';
import { shiftDay } from '../../src/lib/domain/calendar';
import type { Fact } from '../../src/lib/domain/facts';
import { pageKey, reportId } from '../../src/lib/domain/ids';
import { parseFact } from '../../src/lib/domain/parse';
import { flagsOf } from '../../src/lib/domain/training/coherence';
import { STROKES_LENGTH } from '../../src/lib/domain/training/kinds';
import { rollText } from '../../src/lib/domain/training/roll';
import { audit } from '../../src/lib/usecases/training/audit-signatures';
import { sign } from '../../src/lib/usecases/training/sign';
import { strikeSignature } from '../../src/lib/usecases/training/strike-signature';
import { NOON, planned, signingDevice, type SigningDevice } from '../support/signing-device';
import { ANNE, author, BRUNO, CENTRE, MONDAY, session, TRAINER } from '../support/training';

const OWN = 'member_0123456789abcdef';
const MORNING = session(1);
const MORE = Array.from({ length: 12 }, (_, i) =>
	session(i + 10, { day: shiftDay(MONDAY, -1 - i) })
);

const withSessions = async (device: SigningDevice, sessions = [MORNING, ...MORE]) => {
	await device.hear(
		'public',
		sessions.map((one, i) => planned(one, i + 1))
	);
	return device;
};
const phone = async () =>
	withSessions(await signingDevice({ role: 'member', centre: CENTRE, person: ANNE, own: OWN }));
const kiosk = async () => withSessions(await signingDevice({ role: 'kiosk', centre: CENTRE }));
const tablet = async () =>
	withSessions(await signingDevice({ role: 'trainer' }, { trainer: TRAINER }));

const byButton = { session: MORNING.id, person: ANNE, as: 'learner', way: 'button' } as const;
const byCode = { ...byButton, way: 'code' } as const;
const asTrainer = { session: MORNING.id, person: TRAINER, as: 'trainer', way: 'button' } as const;
const placesOf = (facts: readonly Fact[]) => facts.map((fact) => (fact['seal'] as { n: number }).n);

describe('a signature', () => {
	test('given on a phone rests in its person’s own database, sealed by the phone', async () => {
		const its = await phone();
		expect(await sign(its, byButton)).toEqual({ signed: expect.any(String) });
		const { facts } = await its.log.outbox({ facts: 9, bytes: 99_999 });
		expect(facts).toHaveLength(1);
		const [{ db, fact }] = facts as [(typeof facts)[0]];
		expect(db).toBe(OWN);
		expect(fact).toMatchObject({ person: ANNE, by: ANNE, seal: { n: 1, role: 'member' } });
		expect(parseFact(JSON.parse(JSON.stringify(fact)), db)).toHaveProperty('fact');
		expect(await audit(its)).toMatchObject({ chains: [{ links: 1, problems: [] }] });
	});

	test('given at a door rests in that centre’s database, on a trainer’s tablet in the trainers’', async () => {
		for (const [open, db] of [
			[kiosk, `centre_${CENTRE}`],
			[tablet, 'training']
		] as const) {
			const its = await open();
			expect(await sign(its, byCode)).toHaveProperty('signed');
			const { facts } = await its.log.outbox({ facts: 9, bytes: 99_999 });
			expect(facts[0]!.db).toBe(db);
			expect(parseFact(JSON.parse(JSON.stringify(facts[0]!.fact)), db)).toHaveProperty('fact');
		}
	});

	test('given twice is given once', async () => {
		const its = await kiosk();
		await sign(its, byCode);
		expect(await sign(its, byCode)).toEqual({ again: true });
		expect(await its.written()).toHaveLength(1);
	});

	test('of a trainer is for the roll as it stands: changed afterwards, it is seen to be another', async () => {
		const its = await tablet();
		const { say } = author('t5x1', 50);
		const note = (is: string) => say('attendance.noted', { session: MORNING.id, person: ANNE, is });
		const first = note('present');
		await its.hear('training', [first]);
		await sign(its, asTrainer);
		const flags = async () => {
			const page = await its.log.page('session', pageKey.session(MORNING.id));
			const roll = await its.keys.digest(rollText(page));
			return flagsOf(page, { group: { enrolments: {} }, today: MONDAY, roll });
		};
		expect(await flags()).toEqual([]);
		const later = say('attendance.noted', {
			...{ session: MORNING.id, person: ANNE, is: 'absent', why: 'Erreur de saisie' },
			replaces: [first._id]
		});
		await its.hear('training', [later]);
		expect(await flags()).toMatchObject([{ is: 'roll-changed' }]);
	});

	test('that was drawn keeps what was drawn', async () => {
		const its = await tablet();
		await sign(its, { ...byCode, way: 'drawn', strokes: '3a,2b' });
		expect((await its.written())[0]).toMatchObject({ way: 'drawn', strokes: '3a,2b' });
		expect(await audit(its)).toMatchObject({ chains: [{ problems: [] }] });
	});
});

describe('what nobody signs', () => {
	const tomorrow = session(2, { day: shiftDay(MONDAY, 1) });
	const refusedBy = async (
		open: () => Promise<SigningDevice>,
		signing: Parameters<typeof sign>[1],
		before?: (its: SigningDevice) => Promise<unknown>
	) => {
		const its = await open();
		await before?.(its);
		const said = await sign(its, signing);
		expect(await its.written()).toEqual([]);
		return said;
	};

	test.each([
		['tomorrow’s half-day', { ...byButton, session: tomorrow.id }, 'too-early'],
		['for somebody else', { ...byButton, person: BRUNO }, 'not-theirs'],
		['as a trainer, on a learner’s phone', { ...byButton, as: 'trainer' as const }, 'not-theirs'],
		['a half-day this phone never heard of', { ...byButton, session: session(99).id }, 'unknown'],
		['what is no half-day at all', { ...byButton, session: 'x' }, 'unknown'],
		['with an empty drawing', { ...byButton, way: 'drawn' as const, strokes: '' }, 'nothing-drawn'],
		[
			'with a drawing of a thousand lines',
			{ ...byButton, way: 'drawn' as const, strokes: 'x'.repeat(STROKES_LENGTH + 1) },
			'drawn-too-much'
		]
	])('%s', async (_, signing, why) => {
		const said = await refusedBy(phone, signing, (its) => its.hear('public', [planned(tomorrow)]));
		expect(said).toEqual({ refused: why });
	});

	test('a half-day they are said to be absent from: on the tablet by the roll, on a phone by what it was told', async () => {
		const { say } = author('t5x1', 50);
		const absent = say('attendance.noted', { session: MORNING.id, person: ANNE, is: 'absent' });
		const onTablet = await refusedBy(tablet, byCode, (its) => its.hear('training', [absent]));
		expect(onTablet).toEqual({ refused: 'absent' });
		const id = reportId.session(MONDAY, MORNING.id);
		const report = { session: MORNING.id, mark: { is: 'absent' } };
		const onPhone = await refusedBy(phone, byButton, (its) => its.hear(OWN, [], { [id]: report }));
		expect(onPhone).toEqual({ refused: 'absent' });
	});

	test('a half-day that was cancelled', async () => {
		const { say } = author('t5x1', 50);
		const off = say('session.cancelled', { session: MORNING.id, why: 'Neige' });
		const said = await refusedBy(kiosk, byCode, (its) => its.hear('public', [off]));
		expect(said).toEqual({ refused: 'cancelled' });
	});

	test('another trainer’s half-day, and none in a colleague’s name', async () => {
		const theirs = session(3, { trainer: 'p_other00001' });
		const hear = (its: SigningDevice) => its.hear('public', [planned(theirs)]);
		const signing = { ...asTrainer, session: theirs.id };
		expect(await refusedBy(tablet, signing, hear)).toEqual({ refused: 'not-theirs' });
		const colleague = { ...signing, person: 'p_other00001' };
		expect(await refusedBy(tablet, colleague, hear)).toEqual({ refused: 'not-theirs' });
	});

	test('a half-day of another centre, at this door', async () => {
		const far = { ...session(4), id: `${MONDAY}~ydes~plan.1~000004` };
		const hear = (its: SigningDevice) => its.hear('public', [planned(far)]);
		const said = await refusedBy(kiosk, { ...byCode, session: far.id }, hear);
		expect(said).toEqual({ refused: 'not-theirs' });
	});

	test('anything on a device that has no key, or whose key the network has not certified', async () => {
		const its = await phone();
		const { keys } = await phone();
		expect(await sign({ ...its, keys }, byButton)).toEqual({ failed: 'no-key' });
		await its.keys.forget();
		expect(await sign(its, byButton)).toEqual({ failed: 'no-key' });
		expect(await its.written()).toEqual([]);
	});

	test('a clock that is years behind keeps nobody from signing once the server has said what time it is', async () => {
		const its = await phone();
		its.clock.set(NOON - 3 * 365 * 86_400_000);
		expect(await sign(its, byButton)).toEqual({ refused: 'too-early' });
		const answer = { outcomes: [], news: {}, token: '', now: NOON };
		await its.log.absorb(answer as never, { receivedAt: its.clock.now() });
		expect(await sign(its, byButton)).toHaveProperty('signed');
	});
});

describe('two tabs of one device', () => {
	test('that sign at once never make two links of one place, and lose none', async () => {
		const its = await kiosk();
		const tabs = [its, await its.tab(), await its.tab()];
		const done = await Promise.all(
			MORE.map(({ id }, i) => sign(tabs[i % 3]!, { ...byCode, session: id }))
		);
		expect(done.filter((one) => 'signed' in one)).toHaveLength(MORE.length);
		const places = placesOf(await its.written());
		expect(places.toSorted((a, b) => a - b)).toEqual(MORE.map((_, i) => i + 1));
		expect(await audit(its)).toMatchObject({ chains: [{ links: MORE.length, problems: [] }] });
	});

	test('that sign the same half-day at once make one signature', async () => {
		const its = await kiosk();
		const done = await Promise.all([its, await its.tab()].map((tab) => sign(tab, byCode)));
		expect(done.filter((one) => 'signed' in one)).toHaveLength(1);
		expect(await its.written()).toHaveLength(1);
	});
});

test('a signature in this device’s name that it never gave does not turn its chain aside', async () => {
	const its = await kiosk();
	await sign(its, byCode);
	const [mine] = await its.written();
	const seal = { ...(mine!['seal'] as object), n: 5_000, signature: 'f'.repeat(86) };
	const forged = { ...mine!, _id: `${MONDAY}~${CENTRE}~evil0000.1~000001`, seal } as Fact;
	await its.hear(`centre_${CENTRE}`, [forged]);
	await Promise.all([
		sign(its, { ...byCode, person: BRUNO }),
		sign(await its.tab(), { ...byCode, session: MORE[0]!.id })
	]);
	expect(placesOf(await its.written()).toSorted((a, b) => a - b)).toEqual([1, 2, 3]);
	const said = await audit(its);
	expect(said).toMatchObject({ chains: [{ problems: [{ is: 'field', facts: [forged._id] }] }] });
});

describe('a signature given in error', () => {
	test('is struck by a trainer with a reason, stays in its chain, and can be given again', async () => {
		const its = await tablet();
		const first = await sign(its, byCode);
		const signature = (first as { signed: string }).signed;
		const strike = (why: string) => strikeSignature(its, { session: MORNING.id, signature, why });
		expect(await strike('  ')).toEqual({ problem: 'no-reason' });
		expect(await strike('Mauvaise personne')).toEqual({ struck: true });
		expect(await strike('encore')).toEqual({ struck: false });
		const page = await its.log.page('session', pageKey.session(MORNING.id));
		expect(page.signatures[signature]).toMatchObject({ struck: 'Mauvaise personne' });
		expect(await sign(its, byCode)).toHaveProperty('signed');
		expect(await audit(its)).toMatchObject({ chains: [{ links: 2, problems: [] }] });
	});

	test('is not struck on a kiosk', async () => {
		const its = await kiosk();
		const { signed } = (await sign(its, byCode)) as { signed: string };
		const said = await strikeSignature(its, { session: MORNING.id, signature: signed, why: 'x' });
		expect(said).toEqual({ problem: 'not-a-trainer' });
	});
});
