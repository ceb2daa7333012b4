import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SyncRequest } from '../../src/lib/domain/protocol';
import type { Exchanged, Renewed } from '../../src/lib/ports/network';
import { syncTruth } from '../../src/lib/usecases/sync-truth';
import { engineBench, KIOSK, type EngineBench } from '../support/engine-bench';

const MINUTE = 60_000;
const WEEK = 7 * 24 * 3_600_000;

let bench: EngineBench;
beforeEach(async () => {
	bench = await engineBench();
	await bench.log.enrolled(KIOSK);
});
afterEach(() => bench.engine.stop());
const link = () => bench.engine.status.current().link;
const said = async () => syncTruth(link(), await bench.log.backlog());
const forget = (): void => void bench.server.steps.splice(0);

describe('a session that is over', () => {
	test('is renewed with the device’s key, and the same exchange goes through at once', async () => {
		const { server, engine } = bench;
		server.refuses = 'unauthorized';
		server.renew = async () => {
			server.refuses = undefined;
			return { is: 'renewed' };
		};
		const fact = await bench.arrive('p_marie0001');
		engine.start();
		await bench.wait(0);
		expect(server.steps).toEqual(['exchange', 'renew', 'exchange']);
		expect(server.asked[1]).toEqual(server.asked[0]);
		expect(await bench.log.fate(fact._id)).toMatchObject({ is: 'sent' });
		expect(link().is).toBe('up');
	});

	test('in the middle of sending keeps the queue, and work goes on', async () => {
		const { server, engine, log } = bench;
		engine.start();
		await bench.wait(0);
		server.refuses = 'unauthorized';
		const facts = [await bench.arrive('p_marie0001')];
		await bench.wait(MINUTE);
		facts.push(await bench.arrive('p_paul00001'), await bench.arrive('p_anna00001'));
		await bench.wait(MINUTE);
		expect(await said()).toEqual({ is: 'unauthorized', waiting: 3, oldest: facts[0]!.at.wall });
		expect((await log.page('day', 'day:murat:2026-11-23')).visits).toHaveLength(3);
		server.renew = async () => {
			server.refuses = undefined;
			return { is: 'renewed' };
		};
		await bench.wait(11 * MINUTE);
		expect([...server.stored.keys()].toSorted()).toEqual(facts.map(({ _id }) => _id).toSorted());
		expect(await said()).toMatchObject({ is: 'all-sent' });
	});

	test('after eight weeks without a link strands nobody: all that was written reaches the server', async () => {
		const { server, engine } = bench;
		engine.start();
		await bench.wait(0);
		server.refuses = 'no-link';
		const facts = [];
		for (let week = 0; week < 8; week += 1) {
			for (let i = 0; i < 60; i += 1) facts.push(await bench.arrive(`p_week0${week}000${i}`));
			bench.time.passUnnoticed(WEEK);
			engine.nudge();
			await bench.wait(0);
		}
		server.refuses = 'unauthorized';
		server.renew = async () => {
			server.refuses = undefined;
			return { is: 'renewed' };
		};
		await bench.wait(12 * MINUTE);
		expect([...server.stored.keys()].toSorted()).toEqual(facts.map(({ _id }) => _id).toSorted());
		expect(server.steps.filter((step) => step === 'renew')).toHaveLength(1);
		expect(await said()).toMatchObject({ is: 'all-sent' });
	}, 60_000);

	test('that cannot be renewed makes the device ask seldom, and never stop', async () => {
		const { server, engine } = bench;
		server.refuses = 'unauthorized';
		engine.start();
		await bench.wait(60 * MINUTE);
		const tries = server.steps.filter((step) => step === 'exchange').length;
		expect(tries).toBeGreaterThan(10);
		expect(tries).toBeLessThan(40);
		expect(server.steps.filter((step) => step === 'renew')).toHaveLength(tries);
		expect(await said()).toEqual({ is: 'unauthorized', waiting: 0 });
	});

	describe('whose cookie the browser has thrown away, so that the server takes it for a visitor', () => {
		/** What a visitor is answered: what is public, and a no to all they bring. */
		const asVisitor = ({ facts }: SyncRequest): Exchanged => {
			const why = { code: 'not-allowed' } as const;
			const outcomes = facts.map(([, { _id: id }]) => ({ id, is: 'refused' as const, why }));
			const answer = { sync: 1, now: 1, instance: 'store1', stranger: true, outcomes } as const;
			return { answer, bytes: { up: 0, down: 0 } };
		};

		test('is renewed before any of that is believed', async () => {
			const { server, engine, log } = bench;
			const { exchange } = server;
			engine.start();
			await bench.wait(0);
			server.exchange = asVisitor;
			server.renew = async () => {
				server.exchange = exchange;
				return { is: 'renewed' };
			};
			const fact = await bench.arrive('p_marie0001');
			await bench.wait(0);
			expect(await log.fate(fact._id)).toMatchObject({ is: 'sent' });
			expect(await log.backlog()).toEqual({ waiting: 0, refused: 0 });
		});

		test('is noticed within minutes where there is nothing to send', async () => {
			const { server, engine } = bench;
			const { exchange } = server;
			engine.start();
			await bench.wait(0);
			server.exchange = asVisitor;
			server.renew = async () => {
				server.exchange = exchange;
				return { is: 'renewed' };
			};
			await bench.wait(6 * MINUTE);
			expect(server.steps.filter((step) => step === 'renew')).toHaveLength(1);
		});

		test.each<Renewed>([{ is: 'unknown' }, { is: 'renewed' }])(
			'and stays one though renewing came to %j, loses nothing and says so',
			async (renewed) => {
				const { server, engine } = bench;
				server.exchange = asVisitor;
				server.renew = async () => renewed;
				await bench.arrive('p_marie0001');
				engine.start();
				await bench.wait(MINUTE);
				expect(await said()).toMatchObject({ is: 'unauthorized', waiting: 1 });
				expect(await bench.log.refusals()).toEqual([]);
			}
		);

		test('is another thing than being refused by who knows it', async () => {
			const { server, engine, log } = bench;
			server.exchange = (request) => {
				const visitor = asVisitor(request);
				if ('failure' in visitor) return visitor;
				const { stranger: _known, ...answer } = visitor.answer;
				return { ...visitor, answer: { ...answer, token: 't1' } };
			};
			await bench.arrive('p_marie0001');
			engine.start();
			await bench.wait(0);
			expect(server.steps).toEqual(['exchange']);
			expect(await log.backlog()).toEqual({ waiting: 0, refused: 1 });
		});
	});

	test('says what stood in the way, where renewing could not be asked for', async () => {
		bench.server.refuses = 'unauthorized';
		bench.server.renew = async () => ({ is: 'failed', failure: { why: 'no-link' } });
		bench.engine.start();
		await bench.wait(0);
		expect(await said()).toEqual({ is: 'no-link', waiting: 0 });
	});
});

describe('a revoked device', () => {
	test.each([
		['by the exchange', 'revoked', { is: 'unknown' }],
		['by renewing', 'unauthorized', { is: 'revoked' }]
	] as const)(
		'that hears it %s hands in all it has not sent, then is quiet',
		async (_, why, is) => {
			const { server, engine, log } = bench;
			for (let i = 0; i < 45; i += 1) await bench.arrive(`p_some00${i}00`);
			server.refuses = why;
			server.renew = async () => is;
			engine.start();
			await bench.wait(0);
			forget();
			await bench.wait(10 * MINUTE);
			expect(server.steps).toEqual([]);
			expect(await log.device()).toMatchObject({ revoked: true });
			expect(await log.backlog()).toEqual({ waiting: 0, refused: 45 });
			expect((await log.refusals()).every(({ why: { code } }) => code === 'revoked')).toBe(true);
			expect(await said()).toEqual({ is: 'revoked', waiting: 0 });
			engine.nudge();
			await bench.wait(0);
			expect(server.steps).toEqual([]);
			expect(engine.status.current().busy).toBe(false);
		}
	);

	test('goes on writing, and hands that in as well', async () => {
		const { server, engine, log } = bench;
		server.refuses = 'revoked';
		engine.start();
		await bench.wait(0);
		forget();
		const fact = await bench.arrive('p_marie0001');
		await bench.wait(0);
		expect(server.steps).toEqual(['hand in']);
		expect(await log.fate(fact._id)).toEqual({ is: 'refused', why: { code: 'revoked' } });
		expect(server.stored.size).toBe(0);
	});

	test('loses nothing where handing in fails, and tries again, as late as it was asked to', async () => {
		const { server, engine, log } = bench;
		const { handIn } = server;
		server.refuses = 'revoked';
		server.handIn = async () => ({ failure: { why: 'busy', retryAfter: 5 * MINUTE } });
		await bench.arrive('p_marie0001');
		engine.start();
		await bench.wait(0);
		forget();
		await bench.wait(5 * MINUTE - 1);
		expect(server.steps).toEqual([]);
		expect(await said()).toMatchObject({ is: 'revoked', waiting: 1 });
		server.handIn = handIn;
		await bench.wait(10 * MINUTE);
		expect(server.steps).toEqual(['hand in']);
		expect(await log.backlog()).toMatchObject({ waiting: 0, refused: 1 });
	});

	test('is as quiet after a restart, without asking again', async () => {
		await bench.log.revoked(KIOSK.account);
		bench.engine.start();
		await bench.wait(10 * MINUTE);
		expect(bench.server.steps).toEqual([]);
		expect(await said()).toEqual({ is: 'revoked', waiting: 0 });
	});

	test('is as good as any once it is enrolled again', async () => {
		const { server, engine, log } = bench;
		server.refuses = 'revoked';
		engine.start();
		await bench.wait(0);
		server.refuses = undefined;
		await log.enrolled({ ...KIOSK, account: 'kiosk002' });
		const fact = await bench.arrive('p_marie0001');
		await bench.wait(0);
		expect(await log.fate(fact._id)).toMatchObject({ is: 'sent' });
		expect(await said()).toMatchObject({ is: 'all-sent' });
	});

	test('that is enrolled again before the bad news arrives stays good', async () => {
		const { server, engine, log } = bench;
		const { exchange } = server;
		server.exchange = () => {
			server.exchange = exchange;
			void log.enrolled({ ...KIOSK, account: 'kiosk002' });
			return { failure: { why: 'revoked' }, bytes: { up: 0, down: 0 } };
		};
		engine.start();
		await bench.wait(0);
		expect(await log.device()).toMatchObject({ account: 'kiosk002' });
		expect(await log.device()).not.toHaveProperty('revoked');
	});
});
