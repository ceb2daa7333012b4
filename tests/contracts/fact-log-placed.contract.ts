import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Enrolled } from '../../src/lib/domain/accounts';
import type { Draft, Fact } from '../../src/lib/domain/facts';
import { database } from '../../src/lib/domain/ids';
import {
	answer,
	arrival,
	CENTRE_DB,
	EVERYTHING,
	expectWaiting,
	foreign,
	introduction,
	newsOf,
	NOON,
	openBench,
	PEOPLE_DB,
	refused,
	segmentOf,
	stored,
	type Bench
} from './log-bench';
import type { Browser } from './tables.contract';

const HOST: Enrolled = {
	role: 'host',
	centre: 'murat',
	account: 'host0001',
	networkKey: 'point',
	certificate: 'signature'
};
const KIOSK: Enrolled = { ...HOST, role: 'kiosk', account: 'kiosk001' };
const LOCK = { salt: 'c2FsdA==', iterations: 600_000, hash: 'aGFzaA==' };
const DAY = '2026-11-20';
const MARIE = 'person:p_marie0001';

/** How a device becomes what its enrolment says, and stops being it: one life, told from end to end. */
export function placedContract(name: string, newBrowser: () => Browser): void {
	describe(`enrolment and the log: ${name}`, () => {
		let browser: Browser;
		let bench: Bench;
		beforeEach(async () => {
			browser = newBrowser();
			bench = await openBench(browser);
		});
		afterEach(() => {
			browser.fill(undefined);
			bench.log.close();
		});
		const device = () => bench.log.device();
		const outbox = () => bench.log.outbox(EVERYTHING);

		test('a device is what it was told, and no number of it changes', async () => {
			await bench.write(arrival());
			const before = await device();
			expect(await bench.log.enrolled(HOST, LOCK)).toEqual({ ...before, ...HOST, lock: LOCK });
			expect(await device()).toEqual({ ...before, ...HOST, lock: LOCK });
		});

		test('told the same twice, it is the same, lock and all', async () => {
			const once = await bench.log.enrolled(HOST, LOCK);
			expect(await bench.log.enrolled(HOST)).toEqual(once);
			expect(await bench.log.enrolled(KIOSK)).not.toHaveProperty('lock');
		});

		test('what it may no longer read leaves with the role; what it has not sent stays, and is sent', async () => {
			await bench.log.enrolled(HOST);
			await bench.writeAndSend(introduction(), arrival());
			await bench.absorb(
				answer({
					news: {
						[PEOPLE_DB]: {
							cursor: '2.1',
							reports: [{ id: 'report~badge~p_marie0001', body: { name: 'Marie' } }]
						},
						[CENTRE_DB]: { cursor: '1.1', facts: [foreign(1)] },
						public: { cursor: '3.1', reports: [{ id: 'report~x', body: 1 }] }
					}
				})
			);
			const [no] = await bench.write(introduction('p_paul00001'));
			await bench.absorb(answer({ outcomes: refused(no!) }));
			const [waits] = await bench.write(introduction('p_anna00001'));
			await bench.log.enrolled(KIOSK);
			expect(await bench.log.page('person', MARIE)).toEqual({});
			expect([...(await bench.log.pages('person')).keys()]).not.toContain(MARIE);
			expect(await bench.log.reports(PEOPLE_DB, 'report~')).toEqual(new Map());
			expect((await outbox()).cursors).toEqual({ [CENTRE_DB]: '1.1', public: '3.1' });
			expect(await bench.people()).toHaveLength(2);
			await expectWaiting(bench, [waits!]);
			expect((await bench.log.refusals()).map(({ id }) => id)).toEqual([no!._id]);
			await bench.absorb(answer({ outcomes: stored(waits!) }));
			expect(await bench.log.pages('person')).toEqual(new Map());
		});

		test('another centre’s days leave with the centre, segments too', async () => {
			await bench.log.enrolled(HOST);
			await bench.absorb(newsOf('1.1', foreign(1)));
			await bench.log.land(segmentOf(DAY, [foreign(2, { day: DAY })]));
			expect(await bench.people(`day:murat:${DAY}`)).toHaveLength(1);
			await bench.log.enrolled({ ...HOST, centre: 'ydes', account: 'host0002' });
			expect(await bench.log.pages('day')).toEqual(new Map());
			expect(await bench.people()).toEqual([]);
			expect(await bench.people(`day:murat:${DAY}`)).toEqual([]);
			expect((await outbox()).cursors).toEqual({});
		});

		test('what was on its way when the device became another never comes back', async () => {
			await bench.log.enrolled(HOST);
			await bench.log.enrolled({ ...HOST, centre: 'ydes', account: 'host0002' });
			const absorbed = await bench.absorb(newsOf('1.1', foreign(1)));
			await bench.log.land(segmentOf(DAY, [foreign(2, { day: DAY })]));
			expect(absorbed).toMatchObject({ learned: 0, rejected: 0 });
			expect(await bench.people()).toEqual([]);
			expect(await bench.people(`day:murat:${DAY}`)).toEqual([]);
			expect((await outbox()).cursors).toEqual({});
			const visits = await browser.tab().read((tx) => tx.keys('segments', { from: '', to: 'z' }));
			expect(visits).toEqual([]);
		});

		test('a phone keeps the database of its own person', async () => {
			const own = database.member('abcdefghjkmnpqrs');
			const phone = { ...HOST, role: 'member', person: 'p_marie0001', own } as const;
			const me = { news: { [own]: { cursor: '5.1', reports: [{ id: 'report~me', body: 1 }] } } };
			await bench.log.enrolled(phone);
			await bench.absorb(answer(me));
			await bench.log.enrolled({ ...phone, account: 'phone002' });
			expect(await bench.log.report(own, 'report~me')).toBe(1);
			await bench.log.enrolled({ ...phone, own: database.member('0000000000000000') });
			expect(await bench.log.report(own, 'report~me')).toBeUndefined();
		});

		test('a revoked device says so until it is enrolled again, and loses nothing', async () => {
			await bench.log.enrolled(HOST);
			const [waits] = await bench.write(arrival());
			await bench.log.revoked('host0001');
			expect(await device()).toMatchObject({ revoked: true });
			await bench.write(arrival({ person: 'p_paul00001' }));
			expect(await bench.waiting()).toHaveLength(2);
			await bench.log.enrolled(KIOSK);
			expect(await device()).not.toHaveProperty('revoked');
			expect(await bench.waiting()).toContain(waits!._id);
		});

		test('a device goes on under its name where its account does, and under another where it does not', async () => {
			const first = await device();
			await bench.write(arrival());
			const { device: named } = await bench.log.enrolled(HOST);
			expect(named).toBe(first.device);
			expect(await bench.log.enrolled(KIOSK)).toMatchObject({ device: named, seq: 1 });
			await bench.log.revoked(KIOSK.account);
			// Told the same again, it is the same: one that is good again is another account.
			expect(await bench.log.enrolled(KIOSK)).toMatchObject({ device: named });
			await bench.log.revoked(KIOSK.account);
			const after = await bench.log.enrolled(HOST);
			expect(after).toMatchObject({ formerly: [named], epoch: 1, seq: 0 });
			expect(bench.mark.read()).toMatchObject({ device: after.device, epoch: 1 });
			await bench.write(arrival());
			await bench.log.signedOut();
			const nobody = await device();
			expect(nobody.device).not.toBe(after.device);
			expect(await bench.log.enrolled(HOST)).toMatchObject({ device: nobody.device });
			const again = await openBench(browser, bench.mark);
			expect(again.found).toBe('whole');
			again.log.close();
		});

		test('a device whose store was missing takes a name that is not what it does not remember being', async () => {
			const { device: named } = await bench.log.enrolled(HOST);
			const after = await openBench(newBrowser(), bench.mark);
			expect(await after.log.device()).toMatchObject({ device: named, epoch: 2 });
			const enrolled = await after.log.enrolled(KIOSK);
			expect(enrolled).toMatchObject({ formerly: [named], epoch: 1 });
			expect(enrolled.device).not.toBe(named);
			after.log.close();
		});

		test('a revocation that is heard late does not speak of the account that came after', async () => {
			await bench.log.enrolled(KIOSK);
			await bench.log.revoked('host0001');
			expect(await device()).not.toHaveProperty('revoked');
		});

		test('outcomes that come by themselves settle what they name', async () => {
			const [a, b] = await bench.write(arrival(), arrival());
			const why = { code: 'revoked' } as const;
			const outcomes = [{ id: a!._id, is: 'refused', why }] as const;
			expect(await bench.log.settle(outcomes, { receivedAt: NOON })).toBe(1);
			expect(await bench.log.settle(outcomes, { receivedAt: NOON })).toBe(0);
			expect(await bench.log.fate(a!._id)).toEqual({ is: 'refused', why });
			await expectWaiting(bench, [b!]);
		});

		test('who signs out leaves what anybody may know, and what was not sent', async () => {
			await bench.log.enrolled(HOST, LOCK);
			await bench.writeAndSend(arrival(), introduction());
			await bench.absorb(
				answer({
					news: {
						orders: {
							cursor: '4.1',
							reports: [{ id: 'report~erase~00000001', body: { person: 'p_x', at: 1 } }]
						},
						public: { cursor: '3.1', reports: [{ id: 'report~x', body: 1 }] }
					}
				})
			);
			expect(await device()).toMatchObject({ applied: 1 });
			const [waits] = await bench.write(arrival({ person: 'p_paul00001' }));
			const { device: named, count } = await device();
			const after = await bench.log.signedOut();
			expect(after).toMatchObject({ formerly: [named], epoch: 1, seq: 0, count });
			expect(bench.mark.read()).toEqual({ device: after.device, epoch: 1, seq: 0 });
			for (const field of ['role', 'centre', 'account', 'networkKey', 'lock', 'applied'])
				expect(after).not.toHaveProperty(field);
			expect((await outbox()).cursors).toEqual({ public: '3.1' });
			expect(await bench.log.pages('person')).toEqual(new Map());
			expect(await bench.people()).toEqual(['p_paul00001']);
			await expectWaiting(bench, [waits!]);
		});

		test('a device that cannot write down what it is, is what it was', async () => {
			await bench.log.enrolled(HOST);
			browser.fill('at the commit');
			await expect(bench.log.enrolled(KIOSK)).rejects.toThrow();
			browser.fill(undefined);
			expect(await device()).toMatchObject({ role: 'host', account: 'host0001' });
		});

		const staff = (person: string): Draft => ({
			...introduction(person),
			kind: 'staff.appointed',
			fields: { person, name: 'Anne', code: LOCK }
		});
		const MONTH = 30 * 86_400_000;

		test('after 30 days without the server names leave; codes and what waits stay; contact brings all back', async () => {
			await bench.log.enrolled(HOST, LOCK);
			await bench.writeAndSend(introduction(), staff('p_anne00001'), arrival());
			const badge = { id: 'report~badge~p_marie0001', body: { text: 'TC1…' } };
			const news = { [PEOPLE_DB]: { cursor: '2.1', reports: [badge] } };
			await bench.absorb(answer({ news }));
			const [waits] = await bench.write(introduction('p_paul00001'));
			await bench.log.lapse(NOON + MONTH);
			expect(await bench.log.page('person', MARIE)).toMatchObject({ name: 'Marie D.' });
			await bench.log.lapse(NOON + MONTH + 1);
			expect([...(await bench.log.pages('person')).keys()]).toEqual(['person:p_paul00001']);
			expect(await bench.log.report(PEOPLE_DB, badge.id)).toBeUndefined();
			expect((await outbox()).cursors).toEqual({});
			expect((await bench.log.page('staff', 'staff:murat')).people).toHaveProperty('p_anne00001');
			expect(await device()).toMatchObject({ lock: LOCK });
			expect(await bench.people()).toEqual(['p_marie0001']);
			await expectWaiting(bench, [waits!]);
			const back = {
				...foreign(7),
				kind: 'person.introduced',
				person: 'p_marie0001',
				name: 'Marie'
			};
			await bench.absorb(answer({ news: { [PEOPLE_DB]: { cursor: '2.2', facts: [back] } } }));
			expect(await bench.log.page('person', MARIE)).toMatchObject({ name: 'Marie' });
			expect((await outbox()).cursors).toEqual({ [PEOPLE_DB]: '2.2' });
		});

		test('names that leave while an answer is on its way come back with the one after', async () => {
			await bench.log.enrolled(HOST, LOCK);
			const first: Fact = { ...foreign(7), kind: 'person.introduced', name: 'Marie D.' };
			const news = (cursor: string, ...facts: readonly Fact[]) =>
				answer({ news: { [PEOPLE_DB]: { cursor, facts } } });
			await bench.absorb(news('2.1', first));
			const { cursors: asked } = await outbox();
			await bench.log.lapse(NOON + MONTH + 1);
			await bench.log.absorb(news('2.2'), { receivedAt: NOON, asked });
			// Otherwise nobody would ever ask for what lies before.
			expect((await outbox()).cursors).toEqual({});
			const now = { receivedAt: NOON, asked: {} };
			await bench.log.absorb(news('2.2', first), now);
			expect((await outbox()).cursors).toEqual({ [PEOPLE_DB]: '2.2' });
			expect([...(await bench.log.pages('person')).keys()]).toEqual([`person:${first['person']}`]);
		});

		test('a kiosk that was away keeps codes on its roster and no names', async () => {
			const roster = database.roster('murat');
			const entry = { person: 'p_marie0001', name: 'Marie D.', category: 'other', code: LOCK };
			const id = 'report~roster~1420~p_marie0001';
			const news = { [roster]: { cursor: '6.1', reports: [{ id, body: entry }] } };
			await bench.log.enrolled(KIOSK);
			await bench.absorb(answer({ news }));
			await bench.log.lapse(NOON + MONTH + 1);
			expect(await bench.log.report(roster, id)).toEqual({ ...entry, name: '' });
			expect((await outbox()).cursors).toEqual({});
			await bench.absorb(answer({ news }));
			expect(await bench.log.report(roster, id)).toEqual(entry);
		});

		test('once its day is over, a first visitor’s name is on no page of the kiosk, and is sent all the same', async () => {
			await bench.log.enrolled(KIOSK);
			const [visit, name] = await bench.write(arrival(), introduction());
			await bench.log.lapse(NOON);
			expect(await bench.log.page('person', MARIE)).toMatchObject({ name: 'Marie D.' });
			await bench.log.lapse(NOON + 86_400_000);
			expect(await bench.log.page('person', MARIE)).toEqual({});
			expect(await bench.log.pages('person')).toEqual(new Map());
			expect(await bench.people()).toEqual(['p_marie0001']);
			await expectWaiting(bench, [visit!, name!]);
			expect((await outbox()).facts[1]!.fact).toMatchObject({ name: 'Marie D.' });
			await bench.absorb(answer({ outcomes: stored(visit!, name!) }));
			expect(await bench.log.fate(name!._id)).toBeUndefined();
			expect((await outbox()).acked).toBe(2);
		});

		test('a host’s own unsent names stay on their pages, whatever the day', async () => {
			await bench.log.enrolled(HOST);
			await bench.write(introduction());
			await bench.log.lapse(NOON + 86_400_000);
			expect(await bench.log.page('person', MARIE)).toMatchObject({ name: 'Marie D.' });
		});
	});
}
