import { beforeEach, describe, expect, test } from 'vitest';
import type { Enrolled, EnrolmentRequest } from '../../src/lib/domain/accounts';
import type { Role } from '../../src/lib/domain/device';
import { database } from '../../src/lib/domain/ids';
import type { Keys } from '../../src/lib/ports/keys';
import type { Answered, Office } from '../../src/lib/ports/office';
import { NoRoom } from '../../src/lib/ports/tables';
import type { Tries } from '../../src/lib/ports/tries';
import { enrol, type Enrolment } from '../../src/lib/usecases/enrol';
import { setLock } from '../../src/lib/usecases/set-lock';
import { signOut } from '../../src/lib/usecases/sign-out';
import { unlock } from '../../src/lib/usecases/unlock';
import { quickVerifier, watchedCodes } from '../support/codes';
import { openKiosk } from '../support/kiosk';

const CODE = 'abcdefghjk';
const ANNE = { name: 'Anne', code: '271828' };
const enrolled = (role: Role = 'host', account = 'acc00001'): Enrolled => ({
	role,
	account,
	...((role === 'host' || role === 'kiosk') && { centre: 'murat' }),
	networkKey: 'point',
	certificate: 'signature'
});

/** Nobody has to wait; how often somebody was wrong is remembered. */
function patientTries(): Tries & { wrongs: number; waits: number } {
	const tries = {
		wrongs: 0,
		waits: 0,
		left: async () => tries.waits,
		wrong: async () => {
			tries.wrongs += 1;
			return 5_000;
		},
		right: async () => void (tries.wrongs = 0)
	};
	return tries;
}

async function device() {
	const { log, clock, random } = await openKiosk(Date.parse('2026-11-23T11:00:00Z'));
	const asked: EnrolmentRequest[] = [];
	let key: string | undefined;
	const keys: Keys = {
		make: async () => (key ??= `key-${random.text(4)}`),
		sign: async () => key,
		verify: async () => true,
		digest: async (text) => text,
		forget: async () => void (key = undefined)
	};
	const answers: Awaited<ReturnType<Office['enrol']>>[] = [];
	let ended: Answered<true> = { ok: true };
	const office = {
		async enrol(request: EnrolmentRequest) {
			asked.push(request);
			return answers.shift() ?? { ok: enrolled() };
		},
		signOut: async () => ended
	} as Office;
	const codes = watchedCodes();
	const tries = patientTries();
	const around = { log, clock, random, keys, office, codes, tries };
	return {
		...around,
		asked,
		answers,
		ends: (answer: Answered<true>) => (ended = answer),
		hasKey: () => key !== undefined,
		enrol: (enrolment: Enrolment) => enrol(around, enrolment),
		staff: async () => (await log.page('staff', 'staff:murat')).people,
		unlock: (code: string) => unlock(around, code),
		waiting: async () =>
			(await log.outbox({ facts: 99, bytes: 99_999 })).facts.map(({ fact }) => fact.kind)
	};
}
let at: Awaited<ReturnType<typeof device>>;
beforeEach(async () => {
	at = await device();
});

describe('taking an invitation', () => {
	test('makes of the device what it says, whichever way the code was typed', async () => {
		expect(await at.enrol({ code: ' ABCDE-fghjk ', label: 'Tablette' })).toEqual({
			enrolled: enrolled()
		});
		expect(at.asked).toEqual([{ code: CODE, key: await at.keys.make(), label: 'Tablette' }]);
		const { certificate: _, ...told } = enrolled();
		expect(await at.log.device()).toMatchObject(told);
	});

	test('after a lost answer is the same device with the same key', async () => {
		at.answers.push({ failure: { why: 'no-link' } });
		expect(await at.enrol({ code: CODE })).toEqual({ failure: { why: 'no-link' } });
		expect(await at.log.device()).not.toHaveProperty('account');
		expect(await at.enrol({ code: CODE })).toHaveProperty('enrolled');
		expect(await at.enrol({ code: CODE })).toHaveProperty('enrolled');
		expect(new Set(at.asked.map(({ key }) => key)).size).toBe(1);
	});

	test('that is none changes nothing', async () => {
		at.answers.push({ refused: true });
		expect(await at.enrol({ code: CODE })).toEqual({ refused: true });
		expect(await at.log.device()).not.toHaveProperty('account');
	});

	test('too short to be one is not sent: the server counts wrong ones', async () => {
		expect(await at.enrol({ code: 'abcde' })).toEqual({ refused: true });
		expect(at.asked).toEqual([]);
	});

	test('tried again after a crash makes nobody of the staff two', async () => {
		await at.enrol({ code: CODE, staff: ANNE });
		await at.enrol({ code: CODE, staff: { ...ANNE, code: '314159' } });
		expect(Object.values(await at.staff())).toMatchObject([{ name: 'Anne' }]);
		expect(await at.unlock('314159')).toEqual({ unlocked: true });
	});
});

describe('the lock of a device', () => {
	test('of a host is their code, and the centre’s kiosks are told of it', async () => {
		await at.enrol({ code: CODE, staff: ANNE });
		expect(await at.log.device()).toMatchObject({ lock: quickVerifier('271828') });
		const { facts } = await at.log.outbox({ facts: 99, bytes: 99_999 });
		expect(facts).toMatchObject([
			{ db: database.people('murat'), fact: { kind: 'staff.appointed', name: 'Anne' } }
		]);
		expect(JSON.stringify(facts)).not.toContain('271828');
	});

	test.each<[Role, readonly string[]]>([
		// Who trains is told to the other trainers, by name and with no code.
		['trainer', ['trainer.introduced']],
		['coordinator', []]
	])('of a %s is theirs alone', async (role, told) => {
		at.answers.push({ ok: enrolled(role) });
		await at.enrol({ code: CODE, staff: ANNE });
		expect(await at.waiting()).toEqual(told);
		expect(await at.unlock('271828')).toEqual({ unlocked: true });
	});

	test.each<Role>(['kiosk', 'member'])('is none on a %s', async (role) => {
		at.answers.push({ ok: enrolled(role) });
		await at.enrol({ code: CODE, staff: ANNE });
		expect(await at.log.device()).not.toHaveProperty('lock');
		expect(await at.waiting()).toEqual([]);
	});

	test('can be set later, and set anew', async () => {
		await at.enrol({ code: CODE });
		expect(await setLock(at, ANNE)).toEqual({ locked: true });
		expect(await setLock(at, { ...ANNE, code: '314159' })).toEqual({ locked: true });
		expect(await at.unlock('271828')).toMatchObject({ wrong: true });
		expect(await at.unlock('314159')).toEqual({ unlocked: true });
	});

	test('does not open while somebody has to wait, whatever the code', async () => {
		await at.enrol({ code: CODE, staff: ANNE });
		at.tries.waits = 3_000;
		expect(await at.unlock('271828')).toEqual({ wait: 3_000 });
		expect(at.codes.checked).toEqual([]);
	});

	test('counts wrong codes, and forgets them with the right one', async () => {
		await at.enrol({ code: CODE, staff: ANNE });
		expect(await at.unlock('000000')).toEqual({ wrong: true, wait: 5_000 });
		expect(at.tries.wrongs).toBe(1);
		await at.unlock('271828');
		expect(at.tries.wrongs).toBe(0);
	});

	test('of a host opens to all who work there, and not to who has left', async () => {
		await at.enrol({ code: CODE, staff: ANNE });
		const [anne] = Object.keys(await at.staff());
		const fact = (kind: string, fields: object) => ({
			day: '2026-11-23',
			scope: 'murat',
			db: database.people('murat'),
			kind,
			v: 1,
			at: { wall: 1 },
			by: 'p_other00001',
			fields: fields as never
		});
		const code = quickVerifier('314159');
		await at.log.commit([], () => ({
			drafts: [
				fact('staff.appointed', { person: 'p_other00001', name: 'Jean', code }),
				fact('staff.dismissed', { person: anne })
			],
			result: undefined
		}));
		expect(await at.unlock('314159')).toEqual({ unlocked: true });
		expect(await at.unlock('271828')).toMatchObject({ wrong: true });
	});

	test('of a kiosk opens to the staff of its centre, with no link', async () => {
		at.answers.push({ ok: enrolled('kiosk') });
		await at.enrol({ code: CODE });
		expect(await at.unlock('271828')).toMatchObject({ wrong: true });
		const body = { person: 'p_anne00001', name: 'Anne', code: quickVerifier('271828') };
		const reports = [
			{ id: 'report~staff~p_bad0000001', body: { code: 'none' } },
			{ id: 'report~staff~p_anne00001', body }
		];
		const news = { [database.roster('murat')]: { cursor: '1.1', reports } };
		await at.log.absorb({ sync: 1, now: 1, instance: 'a', news }, { receivedAt: 1 });
		expect(await at.unlock('271828')).toEqual({ unlocked: true });
		expect(await at.unlock('000000')).toMatchObject({ wrong: true });
	});
});

describe('signing out', () => {
	beforeEach(async () => void (await at.enrol({ code: CODE })));

	test('ends the account; key and place are gone', async () => {
		expect(await signOut(at)).toEqual({ signedOut: true });
		expect(await at.log.device()).not.toHaveProperty('account');
		expect(at.hasKey()).toBe(false);
	});

	test('waits until all is sent: as nobody’s it never would be', async () => {
		await setLock(at, ANNE);
		expect(await signOut(at)).toEqual({ waiting: 1 });
		expect(await at.log.device()).toHaveProperty('account');
	});

	test('needs the server, which may say no', async () => {
		for (const why of ['no-link', 'forbidden'] as const) {
			at.ends({ failure: { why } });
			expect(await signOut(at)).toEqual({ failure: { why } });
			expect(await at.log.device()).toHaveProperty('account');
		}
	});

	test.each(['unauthorized', 'revoked'] as const)(
		'of an account that is over (%s) is done all the same',
		async (why) => {
			at.ends({ failure: { why } });
			expect(await signOut(at)).toEqual({ signedOut: true });
		}
	);
});

test('a device that has no room to be anything says so, and can try again', async () => {
	const full = { ...at.log, enrolled: () => Promise.reject(new NoRoom()) };
	await expect(enrol({ ...at, log: full }, { code: CODE })).rejects.toThrow(NoRoom);
	expect(await at.enrol({ code: CODE })).toHaveProperty('enrolled');
});
