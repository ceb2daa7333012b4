import { describe, expect, test } from 'vitest';
import { instantOf } from '../../src/lib/domain/calendar';
import { pageKey } from '../../src/lib/domain/ids';
import type { RefusalCode } from '../../src/lib/domain/parse';
import { checkIn } from '../../src/lib/usecases/check-in';
import { checkOut } from '../../src/lib/usecases/check-out';
import { handOver } from '../../src/lib/usecases/hand-over';
import { putAway } from '../../src/lib/usecases/put-away';
import { syncTruth } from '../../src/lib/usecases/sync-truth';
import { takeUp } from '../../src/lib/usecases/take-up';
import { MURAT, openKiosk } from '../support/kiosk';

const MONDAY = '2026-11-23';
const page = pageKey.day('murat', MONDAY);
const at = (time: string): number => instantOf(MONDAY, time);
const JO = {
	centre: MURAT,
	person: 'p_jo0000000',
	reason: 'information',
	category: 'independent',
	name: 'Jo'
} as const;

type Kiosk = Awaited<ReturnType<typeof openKiosk>>;

async function enrolledKiosk(): Promise<Kiosk> {
	const kiosk = await openKiosk(at('08:52'));
	await kiosk.log.configure({ role: 'kiosk', centre: 'murat' });
	return kiosk;
}

/** The server refuses all that waits. */
async function refuse({ log, clock }: Kiosk, code: RefusalCode): Promise<string[]> {
	const { facts } = await log.outbox({ facts: 99, bytes: 999_999 });
	const why = { code };
	const outcomes = facts.map(({ fact }) => ({ id: fact._id, is: 'refused' as const, why }));
	await log.settle(outcomes, { receivedAt: clock.now() });
	return (await log.refusals()).filter(({ handled }) => !handled).map(({ key }) => key);
}

const visits = async ({ log }: Kiosk) => (await log.page('day', page)).visits;

async function come(kiosk: Kiosk) {
	const done = await checkIn(kiosk, JO);
	if ('failed' in done) throw new Error(done.failed);
	return done;
}

describe('saying anew what was refused', () => {
	test('a visit of a revoked tablet is a visit again, at its own hours, once it is enrolled again', async () => {
		const kiosk = await enrolledKiosk();
		const { visit } = await come(kiosk);
		kiosk.clock.set(at('11:00'));
		await checkOut(kiosk, { centre: 'murat', who: { visit } });
		const keys = await refuse(kiosk, 'revoked');
		expect(await visits(kiosk)).toEqual([]);
		kiosk.clock.set(at('15:00'));
		expect(await takeUp(kiosk, keys)).toEqual({ taken: 3, there: 0 });
		expect(await visits(kiosk)).toMatchObject([
			{ person: JO.person, arrived: at('08:52'), left: at('11:00') }
		]);
		expect((await kiosk.log.backlog()).refused).toBe(0);
		// A second tap has nothing left to say.
		expect(await takeUp(kiosk, keys)).toEqual({ taken: 0, there: 0 });
	});

	test('who was noted again in the meantime is not there twice', async () => {
		const kiosk = await enrolledKiosk();
		await come(kiosk);
		const keys = await refuse(kiosk, 'revoked');
		await come(kiosk);
		expect(await takeUp(kiosk, keys)).toEqual({ taken: 1, there: 1 });
		expect(await visits(kiosk)).toHaveLength(1);
		expect((await kiosk.log.backlog()).refused).toBe(1);
	});

	test('what would be refused again is left as it is', async () => {
		const kiosk = await enrolledKiosk();
		await come(kiosk);
		const keys = await refuse(kiosk, 'bad-field');
		expect(await takeUp(kiosk, keys)).toEqual({ taken: 0, there: 0 });
		expect((await kiosk.log.backlog()).refused).toBe(keys.length);
	});
});

test('what was put away is not called sent, and is said apart', async () => {
	const kiosk = await enrolledKiosk();
	await come(kiosk);
	const keys = await refuse(kiosk, 'bad-field');
	const up = { is: 'up', at: 5 } as const;
	expect(syncTruth(up, await kiosk.log.backlog())).toEqual({ is: 'rest-sent', at: 5 });
	expect(await putAway(kiosk, keys)).toEqual({ done: true });
	expect(syncTruth(up, await kiosk.log.backlog())).toEqual({
		is: 'sent-but-aside',
		at: 5,
		aside: 2
	});
	await putAway(kiosk, keys, false);
	expect(syncTruth(up, await kiosk.log.backlog())).toEqual({ is: 'rest-sent', at: 5 });
});

describe('the file for who looks after the network', () => {
	test('holds what was refused as it is, why, and what the device is', async () => {
		const kiosk = await enrolledKiosk();
		await come(kiosk);
		const keys = await refuse(kiosk, 'forbidden');
		const { name, text } = await handOver(kiosk, keys, '7');
		expect(name).toBe(`refus-murat-${MONDAY}.json`);
		const { device, refused, app } = JSON.parse(text);
		expect(app).toBe('7');
		expect(device).toMatchObject({ role: 'kiosk', centre: 'murat', epoch: 1 });
		expect(refused).toHaveLength(2);
		expect(refused[0]).toMatchObject({ why: { code: 'forbidden' }, db: 'centre_murat' });
		expect(refused[1].fact).toMatchObject({ kind: 'person.introduced', name: 'Jo' });
	});

	test('never holds what a code is checked against', async () => {
		const kiosk = await enrolledKiosk();
		const code = { salt: 's', iterations: 100_000, hash: 'nobody-shall-read-this' };
		await kiosk.log.commit([], () => ({
			drafts: [
				{
					...{ day: MONDAY, scope: 'murat', db: 'people_murat', kind: 'person.coded', v: 1 },
					...{ at: { wall: 1 }, by: 'p_jo0000000' },
					fields: { person: 'p_jo0000000', number: '1420', code }
				}
			],
			result: undefined
		}));
		const keys = await refuse(kiosk, 'forbidden');
		expect((await handOver(kiosk, keys, '7')).text).not.toContain('nobody-shall-read-this');
	});
});
