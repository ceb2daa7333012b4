import { describe, expect, test } from 'vitest';
import { instantOf, shiftDay } from '../../src/lib/domain/calendar';
import { database, reportId } from '../../src/lib/domain/ids';
import type { AwaitedSession } from '../../src/lib/domain/training/reports';
import type { Session } from '../../src/lib/domain/training/words';
import { halfDaysOf, halfDaysOn } from '../../src/lib/usecases/training/half-days';
import { sign } from '../../src/lib/usecases/training/sign';
import { NOON, planned, signingDevice, type SigningDevice } from '../support/signing-device';
import { ANNE, author, BRUNO, CENTRE, MONDAY, session } from '../support/training';

const MORNING = session(1);
const AFTERNOON = session(2, { half: 'pm' });
const TOMORROW = session(3, { day: shiftDay(MONDAY, 1) });

const awaited = ({ id, day, half, space }: Session, people: readonly string[]): AwaitedSession => ({
	...{ session: id, day, half, course: 'Télétravail', trainer: 'Anne Rigal', people },
	...(space !== undefined && { space })
});

/** A kiosk that waits for Anne on two half-days of Monday and on Tuesday. */
async function kiosk(): Promise<SigningDevice> {
	const its = await signingDevice({ role: 'kiosk', centre: CENTRE });
	const all = [AFTERNOON, MORNING, TOMORROW];
	await its.hear(
		database.public,
		all.map((one, i) => planned(one, i + 1))
	);
	const reports = all.map((one) => [reportId.session(one.day, one.id), awaited(one, [ANNE])]);
	await its.hear(database.roster(CENTRE), [], Object.fromEntries(reports));
	return its;
}
const today = { centre: CENTRE, day: MONDAY };
const standing = async (its: SigningDevice, person = ANNE, now = NOON) =>
	(await halfDaysOf(its.log, { ...today, person, now })).map(({ half, stands }) => [half, stands]);
const signs = (its: SigningDevice, { id }: Session) =>
	sign(its, { session: id, person: ANNE, as: 'learner', way: 'code' });

describe('at the door of a centre', () => {
	test('the half-days of the day are shown in its order, and no other day’s', async () => {
		const { log } = await kiosk();
		const shown = await halfDaysOn(log, today);
		expect(shown.map(({ session }) => session)).toEqual([MORNING.id, AFTERNOON.id]);
	});

	test('who comes is offered each half-day that has begun and waits for them; nobody else is', async () => {
		const its = await kiosk();
		expect(await standing(its)).toEqual([
			['am', 'open'],
			['pm', 'early']
		]);
		expect(await standing(its, ANNE, instantOf(MONDAY, '13:00'))).toEqual([
			['am', 'open'],
			['pm', 'open']
		]);
		expect(await standing(its, BRUNO)).toEqual([]);
	});

	test('what somebody has signed there is known there, and what it offers may be signed', async () => {
		const its = await kiosk();
		expect(await signs(its, MORNING)).toHaveProperty('signed');
		expect(await standing(its)).toEqual([
			['am', 'signed'],
			['pm', 'early']
		]);
		expect(await signs(its, MORNING)).toEqual({ again: true });
		its.clock.set(instantOf(MONDAY, '13:00'));
		expect(await signs(its, AFTERNOON)).toHaveProperty('signed');
	});

	test('a half-day that does not take place waits for nobody, before the roster has heard of it', async () => {
		const its = await kiosk();
		const { say } = author('t5x1', 50);
		const fields = { session: MORNING.id, why: 'Formatrice malade' };
		await its.hear(database.public, [say('session.cancelled', fields)]);
		expect(await standing(its)).toEqual([['pm', 'early']]);
	});
});
