import { pbkdf2Sync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { instantOf } from '../../src/lib/domain/calendar';
import { isPersonNumber } from '../../src/lib/domain/codes';
import { database, pageKey } from '../../src/lib/domain/ids';
import { parseFact } from '../../src/lib/domain/parse';
import type { Profile } from '../../src/lib/domain/profile';
import type { Codes } from '../../src/lib/ports/keys';
import { amend } from '../../src/lib/usecases/amend';
import { appointStaff } from '../../src/lib/usecases/appoint-staff';
import { checkIn } from '../../src/lib/usecases/check-in';
import { dismissStaff } from '../../src/lib/usecases/dismiss-staff';
import { erasePerson } from '../../src/lib/usecases/erase-person';
import { issueBadge } from '../../src/lib/usecases/issue-badge';
import { issueCode } from '../../src/lib/usecases/issue-code';
import { register } from '../../src/lib/usecases/register';
import { tieVisit } from '../../src/lib/usecases/tie-visit';
import { voidBadge } from '../../src/lib/usecases/void-badge';
import { MURAT, openKiosk } from '../support/kiosk';

const MONDAY = '2026-11-23';
const NOON = instantOf(MONDAY, '12:00');
const centre = 'murat';
const person = 'p_marie00000';

const hashOf = (code: string, salt: string, iterations: number): string =>
	pbkdf2Sync(code, Buffer.from(salt, 'base64'), iterations, 32, 'sha256').toString('base64');
const codes: Codes = {
	isCode: async (code, { salt, iterations, hash }) => hashOf(code, salt, iterations) === hash,
	async verifierOf(code) {
		const salt = Buffer.from('0123456789abcdef').toString('base64');
		return { salt, iterations: 100_000, hash: hashOf(code, salt, 100_000) };
	}
};

const MARIE: Profile = {
	name: 'Marie Dupont',
	category: 'independent',
	commune: 'Murat',
	rules: '2026-1',
	consents: { news: true, photo: false }
};

/* One file for all that a host does with people, since each verb is told by what the others see of it. */

/** A host's PC in Murat, and what it is told of people and of today. */
async function openDesk() {
	const device = await openKiosk(NOON);
	await device.log.configure({ role: 'host', centre });
	const around = { ...device, codes };
	return {
		...around,
		of: (who: string) => device.log.page('person', pageKey.person(who)),
		visits: async () => (await device.log.page('day', pageKey.day(centre, MONDAY))).visits,
		waiting: async () => (await device.log.outbox({ facts: 99, bytes: 999_999 })).facts,
		async registered(who = person, profile = MARIE) {
			const done = await register(around, { centre, person: who, profile });
			if (!('code' in done)) throw new Error('not registered');
			return done;
		},
		async firstVisit(who: string, name: string) {
			const done = await checkIn(device, {
				centre: MURAT,
				person: who,
				reason: 'work',
				category: 'other',
				name
			});
			if ('failed' in done) throw new Error(done.failed);
			return done.visit;
		}
	};
}

describe('registering somebody', () => {
	test('writes who they are, a number with its code and a badge, with no link', async () => {
		const desk = await openDesk();
		const { number, code } = await desk.registered();
		const page = await desk.of(person);
		expect(page).toMatchObject({ ...MARIE, number, badge: expect.stringMatching(/^b_/) });
		expect(isPersonNumber(number)).toBe(true);
		expect(await codes.isCode(code, page.code!)).toBe(true);
	});

	test('the code is in nothing that is written, and every fact passes the boundary', async () => {
		const desk = await openDesk();
		const { code } = await desk.registered();
		const waiting = await desk.waiting();
		expect(waiting.map(({ fact }) => fact.kind)).toEqual([
			'person.registered',
			'person.coded',
			'person.badged'
		]);
		for (const { db, fact } of waiting) {
			expect(db).toBe(database.people(centre));
			expect(parseFact(fact, db)).toEqual({ fact });
			expect(JSON.stringify(fact)).not.toContain(`"${code}"`);
		}
	});

	test('a second tap on the same form registers nobody twice', async () => {
		const desk = await openDesk();
		const taps = await Promise.all(
			[1, 2].map(() => register(desk, { centre, person, profile: MARIE }))
		);
		expect(taps.filter((done) => 'code' in done)).toHaveLength(1);
		expect(taps.filter((done) => 'again' in done)).toHaveLength(1);
		expect(await desk.waiting()).toHaveLength(3);
	});

	test('no two people of a centre have the same number', async () => {
		const desk = await openDesk();
		const numbers = new Set<string>();
		for (let i = 10; i < 40; i += 1)
			numbers.add((await desk.registered(`p_person00${i}`, MARIE)).number);
		expect(numbers.size).toBe(30);
	});

	test('from a first visit, the visit becomes theirs in the same breath', async () => {
		const desk = await openDesk();
		const visit = await desk.firstVisit('p_jo0000000', 'Jo');
		await register(desk, { centre, person, profile: MARIE, visit });
		expect(await desk.visits()).toMatchObject([{ id: visit, person, formerly: 'p_jo0000000' }]);
		const tied = (await desk.waiting()).find(({ fact }) => fact.kind === 'visit.tied')!;
		expect(parseFact(tied.fact, tied.db)).toEqual({ fact: tied.fact });
		expect(tied.db).toBe(database.centre(centre));
	});
});

describe('what a host changes', () => {
	test('says only what differs, so that another host’s change stays', async () => {
		const desk = await openDesk();
		await desk.registered();
		const profile = { ...MARIE, commune: 'Allanche', consents: { news: false, photo: false } };
		expect(await amend(desk, { centre, person, profile })).toEqual({ changed: true });
		expect((await desk.waiting()).at(-1)?.fact).toMatchObject({
			kind: 'person.amended',
			change: { commune: 'Allanche', consents: { news: false } }
		});
		expect(await desk.of(person)).toMatchObject({
			commune: 'Allanche',
			consents: { news: false, photo: false }
		});
		expect(await amend(desk, { centre, person, profile })).toEqual({ changed: false });
	});

	test('what is taken away is gone', async () => {
		const desk = await openDesk();
		await desk.registered(person, { ...MARIE, phone: '04 71 20 00 00' });
		await amend(desk, { centre, person, profile: MARIE });
		expect((await desk.of(person)).phone).toBe('');
	});

	test('two hosts who ask for different consents apart are both heard', async () => {
		const desk = await openDesk();
		await desk.registered();
		const { fact } = (await desk.waiting())[0]!;
		const elsewhere = {
			...fact,
			_id: `${MONDAY}~murat~otherpc0.1~000001`,
			kind: 'person.amended',
			count: fact.count + 1,
			person,
			change: { consents: { photo: true } }
		};
		await amend(desk, {
			centre,
			person,
			profile: { ...MARIE, consents: { news: false, photo: false } }
		});
		const news = { [database.people(centre)]: { cursor: '1', facts: [elsewhere] } };
		await desk.log.absorb({ sync: 1, now: NOON, instance: 'a', news }, { receivedAt: NOON });
		expect((await desk.of(person)).consents).toEqual({ news: false, photo: true });
	});
});

describe('numbers, codes and badges', () => {
	test('a new code keeps the number, and the old one is dead', async () => {
		const desk = await openDesk();
		const before = await desk.registered();
		const after = await issueCode(desk, { centre, person });
		if (!('code' in after)) throw new Error('no code');
		expect(after.number).toBe(before.number);
		const { code } = await desk.of(person);
		expect(await codes.isCode(after.code, code!)).toBe(true);
		expect(await codes.isCode(before.code, code!)).toBe(false);
	});

	test('a new badge makes the one before void', async () => {
		const desk = await openDesk();
		await desk.registered();
		const { badge: first } = await desk.of(person);
		await issueBadge(desk, { centre, person });
		const after = await desk.of(person);
		expect(after.badge).not.toBe(first);
		expect(after.void).toEqual([first]);
	});

	test('a lost badge is void with none in its place, and a newer one is not touched', async () => {
		const desk = await openDesk();
		await desk.registered();
		const { badge } = await desk.of(person);
		const lost = { centre, person, badge: badge! };
		expect(await voidBadge(desk, lost)).toEqual({ voided: true });
		expect((await desk.of(person)).badge).toBeUndefined();
		await issueBadge(desk, { centre, person });
		expect(await voidBadge(desk, lost)).toEqual({ voided: false });
		expect((await desk.of(person)).badge).toMatch(/^b_/);
	});

	test('nobody who is not registered here gets a code or a badge', async () => {
		const desk = await openDesk();
		await desk.firstVisit(person, 'Jo');
		expect(await issueCode(desk, { centre, person })).toEqual({ stranger: true });
		expect(await issueBadge(desk, { centre, person })).toEqual({ stranger: true });
	});
});

describe('tying a first visit', () => {
	test('to somebody registered, to somebody else after a mistake, and back to nobody', async () => {
		const desk = await openDesk();
		const visit = await desk.firstVisit('p_jo0000000', 'Jo');
		await desk.registered();
		await desk.registered('p_other00000', { ...MARIE, name: 'Anna Roux' });
		for (const who of [person, 'p_other00000', 'p_jo0000000']) {
			expect(await tieVisit(desk, { visit, person: who })).toEqual({ tied: true });
			expect((await desk.visits())[0]?.person).toBe(who);
		}
		expect(await tieVisit(desk, { visit, person: 'p_jo0000000' })).toEqual({ tied: false });
	});

	test('only to somebody registered, and only a first visit', async () => {
		const desk = await openDesk();
		const visit = await desk.firstVisit('p_jo0000000', 'Jo');
		await desk.firstVisit('p_al0000000', 'Al');
		expect(await tieVisit(desk, { visit, person: 'p_al0000000' })).toEqual({ stranger: true });
		await desk.registered();
		const own = await checkIn(desk, {
			centre: MURAT,
			person,
			reason: 'work',
			category: 'independent'
		});
		if ('failed' in own) throw new Error(own.failed);
		await desk.registered('p_other00000');
		expect(await tieVisit(desk, { visit: own.visit, person: 'p_other00000' })).toEqual({
			tied: false
		});
	});
});

describe('forgetting somebody', () => {
	test('is asked for once, with the names they gave at the door before', async () => {
		const desk = await openDesk();
		const visit = await desk.firstVisit('p_jo0000000', 'Marie');
		await register(desk, { centre, person, profile: MARIE, visit });
		expect(await erasePerson(desk, { centre, person })).toEqual({ asked: true });
		expect(await erasePerson(desk, { centre, person })).toEqual({ asked: false });
		const erased = (await desk.waiting()).filter(({ fact }) => fact.kind === 'person.erased');
		expect(erased.map(({ fact }) => fact['person'])).toEqual([person, 'p_jo0000000']);
		for (const { db, fact } of erased) expect(parseFact(fact, db)).toEqual({ fact });
	});

	test('who is to be forgotten gets no new code, no badge and no visit', async () => {
		const desk = await openDesk();
		const visit = await desk.firstVisit('p_jo0000000', 'Jo');
		await desk.registered();
		await erasePerson(desk, { centre, person });
		expect(await issueCode(desk, { centre, person })).toEqual({ stranger: true });
		expect(await issueBadge(desk, { centre, person })).toEqual({ stranger: true });
		expect(await tieVisit(desk, { visit, person })).toEqual({ stranger: true });
	});
});

describe('who works here', () => {
	const ANNE = { centre, person: 'p_anne000000', name: 'Anne', code: '902134' };
	const staff = async (desk: Awaited<ReturnType<typeof openDesk>>) =>
		(await desk.log.page('staff', pageKey.staff(centre))).people;

	test('unlocks with the code they chose, and after losing it with another', async () => {
		const desk = await openDesk();
		await appointStaff(desk, ANNE);
		expect(await codes.isCode('902134', (await staff(desk))[ANNE.person]!.code)).toBe(true);
		await appointStaff(desk, { ...ANNE, code: '314159' });
		expect(Object.keys(await staff(desk))).toEqual([ANNE.person]);
		expect(await codes.isCode('902134', (await staff(desk))[ANNE.person]!.code)).toBe(false);
	});

	test('dismissed once, unlocks nothing', async () => {
		const desk = await openDesk();
		await appointStaff(desk, ANNE);
		const dismissed = { centre, person: ANNE.person };
		expect(await dismissStaff(desk, dismissed)).toEqual({ dismissed: true });
		expect(await staff(desk)).toEqual({});
		expect(await dismissStaff(desk, dismissed)).toEqual({ dismissed: false });
		for (const { db, fact } of await desk.waiting()) expect(parseFact(fact, db)).toEqual({ fact });
	});
});
