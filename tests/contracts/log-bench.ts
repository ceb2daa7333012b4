import { expect } from 'vitest';
import type { Draft, Fact } from '../../src/lib/domain/facts';
import { database, factId, pageKey } from '../../src/lib/domain/ids';
import type { Outcome, SyncAnswer } from '../../src/lib/domain/protocol';
import { segmentText, type Segment } from '../../src/lib/domain/segments';
import { openLog } from '../../src/lib/log/log';
import type { Found } from '../../src/lib/log/open';
import type { WatchableLog } from '../../src/lib/ports/fact-log';
import { memoryMark, seededRandomness } from '../support/kiosk';
import type { Browser } from './tables.contract';

/** What the contract of the fact log works with. */
export const TODAY = '2026-11-23';
export const NOON = Date.parse('2026-11-23T11:00:00Z');
const CLOSING = Date.parse('2026-11-23T16:30:00Z');
export const CENTRE_DB = database.centre('murat');
export const PEOPLE_DB = database.people('murat');
export const todaysPage = pageKey.day('murat', TODAY);
export const EVERYTHING = { facts: 1_000, bytes: 10_000_000 };

interface Tap {
	readonly person?: string;
	readonly day?: string;
	readonly wall?: number;
}

/** Somebody arrives. */
export const arrival = ({ person = 'p_marie0001', day = TODAY, wall = NOON }: Tap = {}): Draft => ({
	day,
	scope: 'murat',
	db: CENTRE_DB,
	kind: 'visit.arrived',
	v: 1,
	at: { wall },
	by: person,
	fields: { person, reason: 'work', category: 'independent', closes: CLOSING }
});

/** A first visitor says a name. */
export const introduction = (person = 'p_marie0001'): Draft => ({
	...arrival({ person }),
	db: PEOPLE_DB,
	kind: 'person.introduced',
	fields: { person, name: 'Marie D.' }
});

/** A fact as another device wrote it. */
export function foreign(seq: number, { day = TODAY, ...tap }: Tap = {}, more = {}): Fact {
	const { kind, v, at, by, fields } = arrival({ person: `p_other${seq}000`, ...tap });
	const _id = factId({ day, scope: 'murat', device: 'other', epoch: 1, seq });
	return { _id, kind, v, count: seq, at, by, ...fields, ...more };
}

export const segmentOf = (day: string, facts: readonly Fact[]): Segment => ({
	db: CENTRE_DB,
	day,
	hash: `hash-of-${day}`,
	text: segmentText(facts),
	count: facts.length
});

export const answer = (more: Partial<SyncAnswer> = {}): SyncAnswer => ({
	sync: 1,
	now: NOON,
	instance: 'store1',
	...more
});
export const newsOf = (cursor: string, ...facts: readonly Fact[]): SyncAnswer =>
	answer({ news: { [CENTRE_DB]: { cursor, facts } } });
export const stored = (...facts: readonly Fact[]): Outcome[] =>
	facts.map(({ _id }) => ({ id: _id, is: 'stored' }));
export const refused = (...facts: readonly Fact[]): Outcome[] =>
	facts.map(({ _id }) => ({ id: _id, is: 'refused', why: { code: 'forbidden' } }));

/** The log of one browser, with the few verbs that most tests begin with. */
export interface Bench {
	readonly log: WatchableLog;
	readonly found: Found;
	readonly mark: ReturnType<typeof memoryMark>;
	/** Writes, and answers with what was written. */
	write(...drafts: readonly Draft[]): Promise<readonly Fact[]>;
	/** Writes, and has the server acknowledge every fact. */
	writeAndSend(...drafts: readonly Draft[]): Promise<readonly Fact[]>;
	absorb(answer: SyncAnswer): ReturnType<WatchableLog['absorb']>;
	/** Ids of what waits, in the order in which it will be sent. */
	waiting(): Promise<readonly string[]>;
	people(key?: string): Promise<readonly string[]>;
}

let opened = 0;

export async function openBench(browser: Browser, mark = memoryMark()): Promise<Bench> {
	const { log, found } = await openLog(browser.tab(), mark, seededRandomness((opened += 1)));
	const bench: Bench = {
		log,
		found,
		mark,
		async write(...drafts) {
			const done = await log.commit([], () => ({ drafts, result: undefined }));
			if ('failed' in done) throw new Error(done.failed);
			return done.facts;
		},
		async writeAndSend(...drafts) {
			const facts = await bench.write(...drafts);
			await bench.absorb(answer({ outcomes: stored(...facts) }));
			return facts;
		},
		absorb: (given) => log.absorb(given, { receivedAt: NOON }),
		waiting: async () => (await log.outbox(EVERYTHING)).facts.map(({ fact }) => fact._id),
		people: async (key = todaysPage) =>
			(await log.page('day', key)).visits.map(({ person }) => person)
	};
	return bench;
}

export const seqs = (facts: readonly { readonly _id: string }[]): number[] =>
	facts.map(({ _id }) => Number(_id.slice(-6)));

export async function expectWaiting(bench: Bench, facts: readonly Fact[]): Promise<void> {
	expect(await bench.waiting()).toEqual(facts.map(({ _id }) => _id));
}
