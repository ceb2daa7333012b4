import { expect, test } from 'vitest';
import { instantOf } from '../../src/lib/domain/calendar';
import { newsFor } from '../../src/lib/server/gateway/news';
import { createPresence } from '../../src/lib/server/gateway/presence';
import { createSegments } from '../../src/lib/server/gateway/segments';
import type { Doc } from '../../src/lib/server/store/store';
import { emptyStore, openMemoryStore } from '../support/memory-store';
import { unsealed } from '../support/training';

test('a kiosk that reads its centre anew gets what was signed at its door on other days, and so does not sign at one place twice', async () => {
	const store = openMemoryStore({ ...emptyStore() }, async () => {});
	await store.ensure('centre_murat');
	const on = (seq: number, kind: string, fields: object): Doc => ({
		...{ _id: `2026-11-23~murat~kiosk001.1~00000${seq}`, kind, v: 1, count: seq, by: 'kiosk001' },
		...{ at: { wall: 1 }, person: 'p_anne000001', ...fields }
	});
	const session = '2026-11-23~murat~plan.1~000001';
	const came = { reason: 'work', category: 'other', closes: 2 };
	const signed = { session, as: 'learner', way: 'code', when: 1, seal: unsealed() };
	await store.insert('centre_murat', [
		on(1, 'visit.arrived', came),
		on(2, 'signature.given', signed)
	]);
	const from = { store, segments: createSegments(store), presence: createPresence(store) };
	const request = { cursors: { centre_murat: null } } as unknown as Parameters<typeof newsFor>[1];
	const { centre_murat: news } = await newsFor(from, request, {
		now: instantOf('2026-11-25', '12:00'),
		sent: [],
		holder: { role: 'kiosk', account: 'kiosk-0', centre: 'murat' }
	});
	expect(news?.facts?.map(({ kind }) => kind)).toEqual(['signature.given']);
	expect(news?.segments?.map(({ day }) => day)).toEqual(['2026-11-23']);
});
