import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Fact } from '../../src/lib/domain/facts';
import { database, reportId } from '../../src/lib/domain/ids';
import type { SyncAnswer } from '../../src/lib/domain/protocol';
import {
	answer,
	arrival,
	CENTRE_DB,
	expectWaiting,
	foreign,
	introduction,
	NOON,
	openBench,
	PEOPLE_DB,
	refused,
	type Bench
} from './log-bench';
import type { Browser } from './tables.contract';

const MARIE = 'p_marie0001';
const PAUL = 'p_paul00001';
const ROSTER_DB = database.roster('murat');
const CODE = { salt: 'c2FsdA==', iterations: 600_000, hash: 'aGFzaA==' };

const order = (n: number, person: string) => ({
	id: reportId.erase(n),
	body: { person, at: NOON }
});
const ordersOf = (cursor: string, ...reports: { id: string; body: unknown }[]): SyncAnswer =>
	answer({ news: { orders: { cursor, reports } } });
const called = (seq: number, person: string, more = {}): Fact =>
	foreign(seq, {}, { kind: 'person.introduced', person, name: `Somebody ${seq}`, ...more });
const people = (cursor: string, ...facts: Fact[]): SyncAnswer =>
	answer({ news: { [PEOPLE_DB]: { cursor, facts } } });

/** How a device forgets whom it is told to forget. */
export function ordersContract(name: string, newBrowser: () => Browser): void {
	describe(`orders and the log: ${name}`, () => {
		let browser: Browser;
		let bench: Bench;
		beforeEach(async () => {
			browser = newBrowser();
			bench = await openBench(browser);
			await bench.log.configure({ role: 'host', centre: 'murat' });
		});
		afterEach(() => {
			browser.fill(undefined);
			bench.log.close();
		});
		const named = async (): Promise<string[]> => [...(await bench.log.pages('person')).keys()];
		const applied = async (): Promise<number | undefined> => (await bench.log.device()).applied;

		test('all that names the person leaves, and nobody else’s', async () => {
			await bench.writeAndSend(introduction(MARIE), introduction(PAUL), arrival());
			await bench.absorb(people('1.1', called(1, MARIE), called(2, PAUL)));
			const ids = [MARIE, PAUL].flatMap((who) => [
				reportId.badge(who),
				reportId.roster('1420', who),
				reportId.staff(who)
			]);
			const reports = ids.map((id) => ({ id, body: { name: 'somebody' } }));
			await bench.absorb(answer({ news: { [PEOPLE_DB]: { cursor: '1.2', reports } } }));
			await bench.absorb(ordersOf('9.1', order(1, MARIE)));
			expect(await named()).toEqual([`person:${PAUL}`]);
			expect(await bench.log.page('person', `person:${MARIE}`)).toEqual({});
			expect([...(await bench.log.reports(PEOPLE_DB, 'report~')).keys()].toSorted()).toEqual(
				ids.filter((id) => id.endsWith(PAUL)).toSorted()
			);
			// A visit names nobody: it stays, under an id that is nobody’s any more.
			expect(await bench.people()).toEqual([MARIE]);
			const rows = await browser.tab().read((tx) => tx.range('facts', { from: '', to: '\uffff' }));
			expect(rows.filter(({ fact }) => fact['person'] === MARIE)).toHaveLength(1);
		});

		test('how far it has come is counted without gaps, whatever order they come in', async () => {
			await bench.absorb(ordersOf('9.1', order(2, PAUL), order(4, MARIE)));
			expect(await applied()).toBe(0);
			await bench.absorb(ordersOf('9.2', order(1, 'p_x0000001')));
			expect(await applied()).toBe(2);
			await bench.absorb(ordersOf('9.3', order(3, 'p_y0000001'), order(5, 'p_z0000001')));
			expect(await applied()).toBe(5);
			await bench.absorb(ordersOf('9.4', order(1, 'p_x0000001')));
			expect(await applied()).toBe(5);
		});

		test('a server that was put back has its orders carried out again, under whatever numbers', async () => {
			await bench.absorb(ordersOf('9.1', order(1, MARIE), order(2, 'p_x0000001')));
			expect(await applied()).toBe(2);
			await bench.absorb(people('1.1', called(1, PAUL)));
			await bench.absorb({ ...answer(), instance: 'store2' });
			expect(await applied()).toBeUndefined();
			await bench.absorb({ ...ordersOf('1.1', order(1, PAUL)), instance: 'store2' });
			expect(await applied()).toBe(1);
			expect(await named()).toEqual([]);
		});

		test('an order no person can be read from is not called carried out', async () => {
			await bench.absorb(ordersOf('9.1', { id: reportId.erase(1), body: { at: 1 } }));
			await bench.absorb(ordersOf('9.2', order(2, MARIE)));
			expect(await applied()).toBe(0);
		});

		test('forgetting and saying so happen together or not at all', async () => {
			await bench.absorb(people('1.1', called(1, MARIE)));
			browser.fill('at the commit');
			await expect(bench.absorb(ordersOf('9.1', order(1, MARIE)))).rejects.toThrow();
			browser.fill(undefined);
			expect(await named()).toEqual([`person:${MARIE}`]);
			expect(await applied()).toBeUndefined();
			await bench.absorb(ordersOf('9.1', order(1, MARIE)));
			expect([await named(), await applied()]).toEqual([[], 1]);
		});

		test('what comes about them later is left out, from an old backup or a late device', async () => {
			const both = answer({
				news: {
					[PEOPLE_DB]: { cursor: '1.1', facts: [called(1, MARIE)] },
					orders: { cursor: '9.1', reports: [order(1, MARIE)] },
					[ROSTER_DB]: {
						cursor: '3.1',
						reports: [{ id: reportId.roster('1420', MARIE), body: { name: 'Marie' } }]
					}
				}
			});
			await bench.absorb(both);
			expect(await bench.absorb(people('1.2', called(2, MARIE), called(3, PAUL)))).toMatchObject({
				learned: 1,
				rejected: 0
			});
			expect(await named()).toEqual([`person:${PAUL}`]);
			const badge = { id: reportId.badge(MARIE), body: { text: 'TC1…' } };
			await bench.absorb(answer({ news: { [PEOPLE_DB]: { cursor: '1.3', reports: [badge] } } }));
			expect(await bench.log.reports(PEOPLE_DB, 'report~')).toEqual(new Map());
			expect(await bench.log.reports(ROSTER_DB, 'report~')).toEqual(new Map());
		});

		test('what this device has still to say of them is sent, and leaves when the server keeps none of it', async () => {
			await bench.absorb(people('1.1', called(1, MARIE)));
			const mine = await bench.write(introduction(MARIE), arrival());
			await bench.absorb(ordersOf('9.1', order(1, MARIE)));
			await expectWaiting(bench, [mine[1]!, mine[0]!]);
			const outcomes = [
				{ id: mine[0]!._id, is: 'erased' },
				{ id: mine[1]!._id, is: 'stored' }
			] as const;
			expect(await bench.absorb(answer({ outcomes }))).toMatchObject({ settled: 2 });
			expect(await bench.log.fate(mine[0]!._id)).toBeUndefined();
			expect(await named()).toEqual([]);
			expect((await bench.log.backlog()).waiting).toBe(0);
			expect(await bench.people()).toEqual([MARIE]);
		});

		test('what was refused about them is forgotten as well', async () => {
			const [no] = await bench.write(introduction(MARIE));
			await bench.absorb(answer({ outcomes: refused(no!) }));
			await bench.absorb(ordersOf('9.1', order(1, MARIE)));
			expect(await bench.log.refusals()).toEqual([]);
		});

		test('a colleague who is to be forgotten no longer opens anything', async () => {
			const appointed = { kind: 'staff.appointed', code: CODE };
			await bench.absorb(people('1.1', called(1, MARIE, appointed), called(2, PAUL, appointed)));
			await bench.absorb(ordersOf('9.1', order(1, MARIE)));
			expect(Object.keys((await bench.log.page('staff', 'staff:murat')).people)).toEqual([PAUL]);
		});

		test('the phone of the person forgets who they were', async () => {
			const own = database.member('abcdefghjkmnpqrs');
			const account = { account: 'phone001', networkKey: 'k', certificate: 's' };
			await bench.log.enrolled({ ...account, role: 'member', person: MARIE, own });
			const reports = [reportId.me, reportId.badge(MARIE)].map((id) => ({
				id,
				body: { name: 'M' }
			}));
			await bench.absorb(answer({ news: { [own]: { cursor: '5.1', reports } } }));
			await bench.absorb(ordersOf('9.1', order(1, PAUL)));
			expect(await bench.log.reports(own, 'report~')).toHaveProperty('size', 2);
			await bench.absorb(ordersOf('9.2', order(2, MARIE)));
			expect(await bench.log.reports(own, 'report~')).toEqual(new Map());
		});

		test('facts of a centre’s days are nobody’s names, and stay', async () => {
			await bench.absorb(answer({ news: { [CENTRE_DB]: { cursor: '1.1', facts: [foreign(1)] } } }));
			await bench.absorb(ordersOf('9.1', order(1, 'p_other1000')));
			expect(await bench.people()).toEqual(['p_other1000']);
			const late = foreign(2, { person: 'p_other1000' });
			const news = { [CENTRE_DB]: { cursor: '1.2', facts: [late] } };
			expect(await bench.absorb(answer({ news }))).toMatchObject({ learned: 1 });
		});
	});
}
