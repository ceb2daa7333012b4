import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
	answer,
	arrival,
	EVERYTHING,
	expectWaiting,
	foreign,
	newsOf,
	openBench,
	refused,
	seqs,
	stored,
	TODAY,
	type Bench
} from './log-bench';
import type { Browser } from './tables.contract';

/** What a device does when it, or the server, has lost something. */
export function lossesContract(name: string, newBrowser: () => Browser): void {
	describe(`losses and the log: ${name}`, () => {
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

		test('a device whose store is missing keeps its name and starts a new epoch', async () => {
			const [fact] = await bench.write(arrival());
			const after = await openBench(newBrowser(), bench.mark);
			expect(after.found).toBe('missing');
			const { device } = await bench.log.device();
			expect(await after.log.device()).toMatchObject({ device, epoch: 2, seq: 0 });
			const [next] = await after.write(arrival());
			expect(next!._id).not.toBe(fact!._id);
			after.log.close();
		});

		test('a device whose store was put back to an earlier state starts a new epoch', async () => {
			const before = await bench.write(arrival());
			await bench.absorb(answer({ token: 't1' }));
			const { device } = await bench.log.device();
			bench.mark.write({ device, epoch: 1, seq: 5 });
			const after = await openBench(browser, bench.mark);
			expect(after.found).toBe('restored');
			const now = await after.log.device();
			expect(now).toMatchObject({ device, epoch: 2, seq: 0 });
			expect(now.token).toBeUndefined();
			const [next] = await after.write(arrival());
			expect(next!._id).toContain(`~${device}.2~000001`);
			// What the old epoch had not sent yet is sent all the same.
			await expectWaiting(after, [...before, next!]);
			after.log.close();
		});

		test('a mark that lags behind means nothing', async () => {
			expect(bench.found).toBe('new');
			await bench.write(arrival());
			const { device } = await bench.log.device();
			bench.mark.write({ device, epoch: 1, seq: 0 });
			const after = await openBench(browser, bench.mark);
			expect(after.found).toBe('whole');
			expect(await after.log.device()).toMatchObject({ device, epoch: 1, seq: 1 });
			after.log.close();
		});

		test('a store that does not know the name its device went by last is an older one', async () => {
			await bench.write(arrival());
			bench.mark.write({ device: 'another', epoch: 9, seq: 9 });
			const after = await openBench(browser, bench.mark);
			expect(after.found).toBe('restored');
			expect(await after.log.device()).toMatchObject({ device: 'another', epoch: 10, seq: 0 });
			after.log.close();
		});

		test('a device that is told it is estranged starts the epoch it is given', async () => {
			const old = await bench.write(arrival());
			await bench.absorb(answer({ token: 't1' }));
			await bench.absorb(answer({ estranged: { epoch: 4 }, token: 't2' }));
			expect(await bench.log.device()).toMatchObject({ epoch: 4, seq: 0, token: 't2' });
			expect(bench.mark.read()).toMatchObject({ epoch: 4, seq: 0 });
			const next = await bench.write(arrival());
			expect(seqs(next)).toEqual([1]);
			await expectWaiting(bench, [...old, ...next]);
		});

		test('a device that is told it is a fork takes another name', async () => {
			const old = await bench.write(arrival());
			const { device } = await bench.log.device();
			await bench.absorb(answer({ token: 't1' }));
			await bench.absorb(answer({ estranged: { fork: true } }));
			const now = await bench.log.device();
			expect(now.device).not.toBe(device);
			expect(now).toMatchObject({ epoch: 1, seq: 0 });
			expect(now.token).toBeUndefined();
			expect(bench.mark.read()).toMatchObject({ device: now.device, epoch: 1 });
			const next = await bench.write(arrival());
			expect((await bench.waiting()).toSorted()).toEqual(
				[...old, ...next].map(({ _id }) => _id).toSorted()
			);
		});

		const DAY = '2026-11-20';

		test('the numbers it asks for are sent again, from segments too, and no others', async () => {
			const { device } = await bench.log.device();
			const old = await bench.writeAndSend(arrival({ day: DAY }));
			await bench.log.maintain(TODAY);
			const [no, a, b] = await bench.write(arrival(), arrival(), arrival());
			await bench.absorb(answer({ outcomes: [...refused(no!), ...stored(a!, b!)] }));
			await bench.absorb(newsOf('1.1', foreign(3)));
			const resend = { [`${device}.1`]: [1, 3, 99], [`${device}.7`]: [1] };
			await bench.absorb(answer({ resend }));
			await expectWaiting(bench, [...old, a!]);
			expect(await bench.log.fate(a!._id)).toEqual({ is: 'waiting' });
			expect((await bench.log.refusals()).map(({ id }) => id)).toEqual([no!._id]);
			await bench.absorb(answer({ outcomes: stored(...old, a!) }));
			await bench.log.maintain(TODAY);
			expect(await bench.people(`day:murat:${DAY}`)).toEqual(['p_marie0001']);
			await expectWaiting(bench, []);
		});

		test('a refusal that it has lost is asked for, and given, again', async () => {
			const { device } = await bench.log.device();
			const [no] = await bench.write(arrival());
			await bench.absorb(answer({ outcomes: refused(no!) }));
			await bench.absorb(answer({ resend: { [`${device}.1`]: [1] } }));
			await expectWaiting(bench, [no!]);
			await bench.absorb(answer({ outcomes: refused(no!) }));
			expect((await bench.log.refusals()).map(({ id }) => id)).toEqual([no!._id]);
		});

		test('another store is read from its beginning, and offered all that this device wrote', async () => {
			const old = await bench.writeAndSend(arrival({ day: DAY }));
			await bench.absorb(newsOf('1.7', foreign(3)));
			await bench.log.maintain(TODAY);
			const [sent, no] = await bench.write(arrival(), arrival());
			await bench.absorb(answer({ outcomes: [...stored(sent!), ...refused(no!)] }));
			await bench.absorb(answer({ instance: 'store2', news: { public: { cursor: '1.1' } } }));
			const { cursors } = await bench.log.outbox(EVERYTHING);
			expect(cursors).toEqual({ public: '1.1' });
			await expectWaiting(bench, [...old, sent!]);
			expect(await bench.people()).toContain('p_other3000');
			expect(await bench.log.device()).toMatchObject({ instance: 'store2' });
		});
	});
}
