import { afterEach, describe, expect, test } from 'vitest';
import { reportId } from '../../src/lib/domain/ids';
import { engineBench, KIOSK, START, type EngineBench } from '../support/engine-bench';

const MINUTE = 60_000;
let bench: EngineBench;
afterEach(() => bench.engine.stop());
const hearts = () => bench.server.asked.map(({ heart }) => heart);

async function start(more: Parameters<typeof engineBench>[0] = {}): Promise<void> {
	bench = await engineBench({ version: '0.2.0', ...more });
	await bench.log.enrolled(KIOSK);
	await bench.log.configure({ persisted: true });
	bench.engine.start();
	await bench.wait(0);
}

describe('what a device says of itself', () => {
	test('goes with a run’s first exchange and every five minutes, and with no other', async () => {
		await start({ estimate: async () => ({ used: 1_000.4, quota: 5_000 }) });
		const heart = { version: '0.2.0', used: 1_000, quota: 5_000, persisted: true };
		expect(hearts()).toEqual([heart]);
		await bench.wait(5 * MINUTE - 1);
		expect(hearts().filter(Boolean)).toHaveLength(1);
		await bench.wait(5 * MINUTE);
		expect(hearts().filter(Boolean)).toEqual([heart, heart]);
	});

	test('is said again where it was not heard', async () => {
		bench = await engineBench({ version: '0.2.0' });
		await bench.log.enrolled(KIOSK);
		bench.server.refuses = 'no-link';
		bench.engine.start();
		await bench.wait(0);
		bench.server.refuses = undefined;
		await bench.wait(MINUTE);
		expect(hearts().slice(0, 3)).toEqual([{ version: '0.2.0' }, expect.anything(), undefined]);
	});

	test('says nothing before it has an account, and begins with one', async () => {
		bench = await engineBench();
		bench.engine.start();
		await bench.wait(0);
		expect(hearts()).toEqual([undefined]);
		expect(bench.server.asked[0]!.cursors).toEqual({ public: null });
		await bench.log.enrolled(KIOSK);
		bench.engine.nudge();
		await bench.wait(0);
		expect(hearts()[1]).toEqual({});
	});

	test('tells a clock that is wrong by more than a minute', async () => {
		bench = await engineBench({ version: '0.2.0', clock: { now: () => START - 90 * MINUTE } });
		await bench.log.enrolled(KIOSK);
		bench.engine.start();
		await bench.wait(6 * MINUTE);
		expect(hearts().filter(Boolean)).toMatchObject([{ version: '0.2.0' }, {}]);
		expect(hearts()[0]).not.toHaveProperty('offset');
		expect(hearts().filter(Boolean)[1]!.offset).toBeGreaterThanOrEqual(90 * MINUTE);
	});

	test('tells at once that an order was carried out', async () => {
		await start();
		const { exchange } = bench.server;
		const order = { id: reportId.erase(1), body: { person: 'p_marie0001', at: 1 } };
		bench.server.exchange = (request) => {
			bench.server.exchange = exchange;
			const news = { orders: { cursor: '1.1', reports: [order] } };
			const exchanged = exchange(request);
			if ('failure' in exchanged) return exchanged;
			return { ...exchanged, answer: { ...exchanged.answer, news } };
		};
		await bench.wait(30_000);
		const told = hearts().filter(Boolean);
		expect(told).toHaveLength(2);
		expect(told[1]).toMatchObject({ applied: 1 });
	});

	test('a browser that says nothing of its storage holds nothing up', async () => {
		await start({ estimate: () => Promise.reject(new Error('not here')) });
		expect(hearts()).toEqual([{ version: '0.2.0', persisted: true }]);
	});

	test('time takes names from a device that no server answers', async () => {
		await start();
		await bench.log.commit([], () => ({
			drafts: [
				{
					day: '2026-11-23',
					scope: 'murat',
					db: 'people_murat',
					kind: 'person.introduced',
					v: 1,
					at: { wall: START },
					by: 'p_jo0000001',
					fields: { person: 'p_jo0000001', name: 'Jo' }
				}
			],
			result: undefined
		}));
		bench.server.refuses = 'no-link';
		await bench.wait(10 * 60 * MINUTE);
		expect(await bench.log.page('person', 'person:p_jo0000001')).toEqual({ name: 'Jo' });
		await bench.wait(4 * 60 * MINUTE);
		expect(await bench.log.page('person', 'person:p_jo0000001')).toEqual({});
		expect((await bench.log.backlog()).waiting).toBe(1);
	});
});
