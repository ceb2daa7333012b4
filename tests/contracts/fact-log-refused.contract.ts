import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Draft } from '../../src/lib/domain/facts';
import type { TakeUp } from '../../src/lib/ports/fact-log';
import { partsOf } from '../../src/lib/domain/ids';
import {
	answer,
	arrival,
	CENTRE_DB,
	expectWaiting,
	introduction,
	openBench,
	PEOPLE_DB,
	refused,
	segmentOf,
	stored,
	todaysPage,
	type Bench
} from './log-bench';
import type { Browser } from './tables.contract';

/** The same, of the same day, by the person it is about. */
const asItWas: TakeUp = ({ db, fact }) => {
	const { _id, kind, v, count: _count, at, by, ...fields } = fact;
	const { day, scope } = partsOf(_id);
	return { day, scope, db, kind, v, at, by, fields: fields as never };
};

/** What is done on a device about what the server refused. */
export function refusedContract(name: string, newBrowser: () => Browser): void {
	describe(`what was refused and the log: ${name}`, () => {
		let browser: Browser;
		let bench: Bench;
		let other: Bench;
		beforeEach(async () => {
			browser = newBrowser();
			bench = await openBench(browser);
			other = await openBench(browser, bench.mark);
		});
		afterEach(() => {
			browser.fill(undefined);
			bench.log.close();
			other.log.close();
		});

		const refuse = async (...drafts: readonly Draft[]) => {
			const facts = await bench.write(...drafts);
			await bench.absorb(answer({ outcomes: refused(...facts) }));
			return facts;
		};

		test('what is said anew is a new fact that waits, on its page again, and the old one stays', async () => {
			const [no] = await refuse(arrival());
			expect(await bench.people()).toEqual([]);
			const done = await bench.log.takeUp([no!._id], asItWas);
			if ('failed' in done) throw new Error(done.failed);
			const [now] = done.facts;
			expect(now!._id).not.toBe(no!._id);
			expect(now).toMatchObject({ at: no!.at, person: 'p_marie0001' });
			await expectWaiting(bench, [now!]);
			expect(await bench.people()).toEqual(['p_marie0001']);
			expect(await bench.log.fate(no!._id)).toEqual({
				is: 'refused',
				why: { code: 'forbidden' }
			});
			expect(await bench.log.refusals()).toMatchObject([
				{ id: no!._id, handled: { is: 'taken-up', as: now!._id } }
			]);
			expect(await bench.log.backlog()).toMatchObject({ waiting: 1, refused: 0 });
			expect(bench.mark.read()).toMatchObject({ seq: 2 });
			await bench.absorb(answer({ outcomes: stored(now!) }));
			expect(await bench.log.backlog()).toEqual({ waiting: 0, refused: 0 });
		});

		test('two taps, and two tabs, say it once', async () => {
			const [no] = await refuse(arrival());
			const done = await Promise.all(
				[bench, other, bench].map(({ log }) => log.takeUp([no!._id], asItWas))
			);
			expect(done.flatMap((one) => ('facts' in one ? one.facts : []))).toHaveLength(1);
			expect(await bench.waiting()).toHaveLength(1);
		});

		test('several are said in the order they were written, each after the one before', async () => {
			const [first, second] = await refuse(arrival(), arrival({ person: 'p_paul00001' }));
			const seen: unknown[] = [];
			const done = await bench.log.takeUp([second!._id, first!._id], (refused, device, known) => {
				seen.push([
					known.read(todaysPage, 'day').visits.map(({ person }) => person),
					[...known.renamed.keys()]
				]);
				return asItWas(refused, device, known);
			});
			if ('failed' in done) throw new Error(done.failed);
			expect(done.facts.map((fact) => fact['person'])).toEqual(['p_marie0001', 'p_paul00001']);
			expect(seen).toEqual([
				[[], []],
				[['p_marie0001'], [first!._id]]
			]);
		});

		test('what nobody wants to say anew stays as it is', async () => {
			const [no, sent] = await bench.write(arrival(), arrival({ person: 'p_paul00001' }));
			await bench.absorb(answer({ outcomes: [...refused(no!), ...stored(sent!)] }));
			expect(await bench.log.takeUp([no!._id, 'nobody'], () => undefined)).toEqual({ facts: [] });
			// Only what was refused is ever asked about.
			expect(await bench.log.takeUp([sent!._id], asItWas)).toEqual({ facts: [] });
			expect(await bench.log.backlog()).toEqual({ waiting: 0, refused: 1 });
		});

		test('what is put away is counted apart, in every tab and after a restart, until it is brought back', async () => {
			const [a, b] = await refuse(arrival(), arrival({ person: 'p_paul00001' }));
			expect(await bench.log.putAway([a!._id], true)).toBe('kept');
			expect(await other.log.backlog()).toEqual({ waiting: 0, refused: 1, aside: 1 });
			const after = await openBench(browser, bench.mark);
			expect(await after.log.refusals()).toMatchObject([
				{ id: a!._id, handled: { is: 'put-away' } },
				{ id: b!._id, fact: b }
			]);
			after.log.close();
			await bench.log.putAway([a!._id], false);
			expect(await bench.log.backlog()).toEqual({ waiting: 0, refused: 2 });
			expect(await bench.people()).toEqual([]);
		});

		test('what is put away can still be said anew, and what was said anew is not put away', async () => {
			const [no] = await refuse(arrival());
			await bench.log.putAway([no!._id], true);
			await bench.log.takeUp([no!._id], asItWas);
			await bench.log.putAway([no!._id], true);
			await bench.log.putAway([no!._id], false);
			expect(await bench.log.refusals()).toMatchObject([{ handled: { is: 'taken-up' } }]);
			expect(await bench.log.backlog()).toMatchObject({ waiting: 1, refused: 0 });
		});

		test('housekeeping and another enrolment leave what was dealt with where it is', async () => {
			const [away, anew] = await refuse(
				arrival({ day: '2026-09-01' }),
				introduction('p_paul00001')
			);
			await bench.log.putAway([away!._id], true);
			await bench.log.takeUp([anew!._id], asItWas);
			const before = await bench.log.refusals();
			await bench.log.maintain('2026-11-23');
			await bench.log.enrolled({ role: 'kiosk', centre: 'ydes', account: 'a_other' } as never);
			expect(await bench.log.refusals()).toEqual(before);
		});

		test('a server that lost what it refused is offered it again, but for what was said anew', async () => {
			const { device } = await bench.log.device();
			const [anew, away] = await refuse(arrival(), arrival({ person: 'p_paul00001' }));
			const done = await bench.log.takeUp([anew!._id], asItWas);
			if ('failed' in done) throw new Error(done.failed);
			await bench.log.putAway([away!._id], true);
			await bench.absorb(answer({ outcomes: stored(...done.facts) }));
			await bench.absorb(answer({ resend: { [`${device}.1`]: [1, 2] } }));
			await expectWaiting(bench, [away!]);
			await bench.absorb(answer({ outcomes: refused(away!) }));
			expect(await bench.log.backlog()).toEqual({ waiting: 0, refused: 0, aside: 1 });
			await bench.absorb(answer({ resend: { [`${device}.1`]: [2] } }));
			await bench.absorb(answer({ outcomes: stored(away!) }));
			expect(await bench.log.refusals()).toMatchObject([{ id: anew!._id }]);
			expect(await bench.people()).toEqual(['p_paul00001', 'p_marie0001']);
		});

		test('one whose id another fact has can be said anew all the same', async () => {
			const [mine] = await bench.writeAndSend(arrival({ day: '2026-11-20' }));
			await bench.log.maintain('2026-11-23');
			// A copy of this store gave the same number, and the server took that one.
			const theirs = { ...mine!, person: 'p_copy00001', by: 'p_copy00001' };
			await bench.log.land(segmentOf('2026-11-20', [theirs]));
			const [taken] = await bench.log.refusals();
			expect(taken).toMatchObject({ id: mine!._id, db: CENTRE_DB, why: { code: 'id-taken' } });
			expect(taken!.key).not.toBe(taken!.id);
			const done = await bench.log.takeUp([taken!.key], asItWas);
			expect(done).toMatchObject({ facts: [{ person: 'p_marie0001' }] });
			expect(await bench.log.backlog()).toMatchObject({ waiting: 1, refused: 0 });
		});

		test('with no room left nothing is said, nothing is put away, and it is told', async () => {
			const [no] = await refuse(introduction());
			browser.fill('at the commit');
			expect(await bench.log.takeUp([no!._id], asItWas)).toEqual({ failed: 'no-room' });
			expect(await bench.log.putAway([no!._id], true)).toBe('no-room');
			browser.fill(undefined);
			expect(await bench.log.refusals()).toMatchObject([{ id: no!._id, db: PEOPLE_DB }]);
			expect(await bench.log.backlog()).toEqual({ waiting: 0, refused: 1 });
			expect(bench.mark.read()).toMatchObject({ seq: 1 });
		});
	});
}
