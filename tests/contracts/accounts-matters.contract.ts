import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { local, shiftDay } from '../../src/lib/domain/calendar';
import { databasesOfCentre, factId, opsId } from '../../src/lib/domain/ids';
import { parseAlarmClosed, REFUSED_DAYS } from '../../src/lib/domain/matters';
import { closeAlarm, mattersFor } from '../../src/lib/server/accounts/matters';
import { raiseAlarm } from '../../src/lib/server/gateway/alarms';
import type { Store } from '../../src/lib/server/store/store';
import { MURAT } from '../support/kiosk';
import { COORDINATOR, DAY, enrolAs, openAccounts, type AccountsBench } from './accounts-bench';
import { NOON } from './gateway-bench';
import type { Place } from './store.contract';

/** What waits for a coordinator. */
export function mattersContract(name: string, make: () => Promise<Place>): void {
	describe(`what waits for a decision: ${name}`, () => {
		let place: Place;
		let store: Store;
		let bench: AccountsBench;
		let seq = 0;
		beforeEach(async () => {
			place = await make();
			store = await place.open();
			bench = openAccounts(store);
			seq = 0;
		});
		afterEach(async () => {
			await store.close();
			await place.end();
		});

		async function say(db: string, kind: string, fields: object, day = local(NOON).day) {
			seq += 1;
			const _id = factId({ day, scope: 'murat', device: 'm4tt3r', epoch: 1, seq });
			const head = { _id, kind, v: 1, count: seq, at: { wall: NOON }, by: 'm4tt3r' };
			await store.insert(db, [{ ...head, ...fields }]);
			return _id;
		}
		const matters = () => mattersFor(bench.parts);

		test('is nothing in a network where nothing is', async () => {
			expect(await matters()).toEqual({ alarms: [], refused: [], untold: [], registered: false });
		});

		test('open alarms are listed, the oldest first, until somebody has looked and closes them', async () => {
			const { holder } = await enrolAs(bench, COORDINATOR);
			await raiseAlarm(store, bench.clock, 'badge', 'b_one', { centres: ['murat'], isVoid: true });
			bench.clock.pass(5);
			await raiseAlarm(store, bench.clock, 'gap', 'k7f3.1', { lost: [4, 5], acknowledged: 9 });
			await raiseAlarm(store, bench.clock, 'reset', 'k7f4.2', { device: 'k7f4', waiting: 3 });
			const gap = { what: 'gap', subject: 'k7f3.1' } as const;
			const known = [
				{ what: 'badge', subject: 'b_one', since: NOON, centres: ['murat'], isVoid: true },
				{ ...gap, since: NOON + 5, device: 'k7f3', count: 2 },
				{ what: 'reset', subject: 'k7f4.2', since: NOON + 5, device: 'k7f4', count: 3 }
			];
			expect((await matters()).alarms).toEqual(known);
			for (const _ of [1, 2])
				expect(await closeAlarm(bench.parts, holder, gap)).toEqual({ ok: true });
			expect((await matters()).alarms).toEqual([known[0], known[2]]);
			const kept = await store.get('ops', opsId.alarm('gap', 'k7f3.1'));
			expect(kept).toMatchObject({ open: false, by: holder.account });
			// One that nobody raised is none afterwards either.
			await closeAlarm(bench.parts, holder, { what: 'flood', subject: 'nobody' });
			expect(await store.get('ops', opsId.alarm('flood', 'nobody'))).toBeUndefined();
		});

		test('what was refused is counted by device, of late, and without what was taken and forgotten', async () => {
			const old = NOON - (REFUSED_DAYS + 1) * DAY;
			const why = { code: 'bad-id' };
			await store.ensure('ops');
			await store.insert('ops', [
				{ _id: opsId.refused('a', '1'), device: 'k7f3', at: NOON - 9, why, body: '{}' },
				{ _id: opsId.refused('b', '1'), device: 'k7f3', at: NOON - 2, why, body: '{}' },
				{ _id: opsId.refused('c', '1'), device: 'k7f4', at: old, why, body: '{}' },
				{ _id: opsId.refused('d', 'erased'), device: 'k7f5', at: NOON }
			]);
			expect((await matters()).refused).toEqual([{ device: 'k7f3', count: 2, last: NOON - 2 }]);
		});

		test('who has to be told of a place is counted by centre, and nobody is named', async () => {
			for (const db of ['public', ...databasesOfCentre('murat')]) await store.ensure(db);
			await say('public', 'centre.described', { centre: MURAT });
			expect((await matters()).registered).toBe(false);
			const day = shiftDay(local(NOON).day, 1);
			const wish = { person: 'p_marie0001', space: 'desk', slots: ['am'], to: 'server' };
			await say('centre_murat', 'place.claimed', wish, day);
			expect((await matters()).untold).toEqual([]);
			await say('public', 'centre.closed', { from: day, to: day, why: 'Travaux' });
			await say('people_murat', 'person.registered', { person: 'p_marie0001', name: 'Marie' });
			const found = await matters();
			expect(found.untold).toEqual([{ centre: 'murat', count: 1 }]);
			expect(found.registered).toBe(true);
			expect(JSON.stringify(found)).not.toMatch(/marie/i);
		});

		test('closing wants an alarm by its sort and its subject', () => {
			const good = { what: 'clone', subject: 'k7f3.1' };
			expect(parseAlarmClosed({ ...good, more: 1 })).toEqual(good);
			for (const bad of [null, {}, { ...good, what: 'all' }, { ...good, subject: '' }, [good]])
				expect(parseAlarmClosed(bad)).toBeUndefined();
			expect(parseAlarmClosed({ ...good, subject: 'x'.repeat(201) })).toBeUndefined();
		});
	});
}
