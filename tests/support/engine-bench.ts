import type { Enrolled } from '../../src/lib/domain/accounts';
import type { Fact } from '../../src/lib/domain/facts';
import { database } from '../../src/lib/domain/ids';
import type { SyncAnswer, SyncRequest } from '../../src/lib/domain/protocol';
import { openLog } from '../../src/lib/log/log';
import type { WatchableLog } from '../../src/lib/ports/fact-log';
import type { Exchanged, FailureReason, Network } from '../../src/lib/ports/network';
import { createEngine, type Engine, type Surroundings } from '../../src/lib/sync/engine';
import { handTimers, type HandTimers } from './hand-timers';
import { memoryMark, seededRandomness } from './kiosk';
import { emptyDisk, openMemoryTables, type Disk } from './memory-tables';

export const KIOSK: Enrolled = {
	role: 'kiosk',
	centre: 'murat',
	account: 'kiosk001',
	networkKey: 'point',
	certificate: 'signature'
};
export const START = Date.parse('2026-11-23T11:00:00Z');
const POLL = 8_000;
const NO_BYTES = { up: 0, down: 0 };

/** A server that does as it is told, and remembers what it was asked. */
export interface Told {
	/** What is in the way of the next exchanges; without, each is answered. */
	refuses?: FailureReason | undefined;
	exchange: (request: SyncRequest) => Exchanged;
	renew: () => ReturnType<Network['renew']>;
	handIn: Network['handIn'];
	readonly asked: SyncRequest[];
	/** By name, everything that was asked, in its order. */
	readonly steps: string[];
	readonly stored: Map<string, Fact>;
}

export interface EngineBench {
	readonly log: WatchableLog;
	readonly engine: Engine;
	readonly time: HandTimers;
	readonly server: Told;
	readonly disk: Disk;
	/** Somebody arrives; the engine is nudged, as the app does. */
	arrive(person: string): Promise<Fact>;
	/** So much time passes, in steps short enough for whatever is due. */
	wait(milliseconds: number): Promise<void>;
}

/** The real engine on the real log, with time and a server in the hands of the test. */
export async function engineBench(more: Partial<Surroundings> = {}): Promise<EngineBench> {
	const disk = emptyDisk();
	const random = seededRandomness(7);
	const { log } = await openLog(openMemoryTables(disk), memoryMark(), random);
	const time = handTimers(START);
	const server = told(time.now);
	const engine = createEngine({
		log,
		network: {
			async exchange(request) {
				server.asked.push(request);
				server.steps.push('exchange');
				const { refuses: why } = server;
				return why ? { failure: { why }, bytes: NO_BYTES } : server.exchange(request);
			},
			segments: async () => ({ bytes: NO_BYTES }),
			async renew() {
				server.steps.push('renew');
				return server.renew();
			},
			async handIn(facts) {
				server.steps.push('hand in');
				return server.handIn(facts);
			}
		},
		clock: { now: time.now },
		timers: time.timers,
		random,
		pollEvery: () => POLL,
		onDefect(error) {
			throw error;
		},
		...more
	});
	const bench: EngineBench = {
		log,
		engine,
		time,
		server,
		disk,
		async arrive(person) {
			const done = await log.commit([], () => ({
				drafts: [
					{
						day: '2026-11-23',
						scope: 'murat',
						db: database.centre('murat'),
						kind: 'visit.arrived',
						v: 1,
						at: { wall: time.now() },
						by: person,
						fields: { person, reason: 'work', category: 'other', closes: START + 3_600_000 }
					}
				],
				result: undefined
			}));
			if ('failed' in done) throw new Error(done.failed);
			engine.nudge();
			return done.facts[0]!;
		},
		async wait(milliseconds) {
			const end = time.now() + milliseconds;
			await time.settled();
			for (let due = time.next(); due !== undefined; due = time.next()) {
				if (time.now() + due > end) break;
				time.pass(due);
				await time.settled();
			}
			time.pass(end - time.now());
			await time.settled();
		}
	};
	return bench;
}

function told(now: () => number): Told {
	const stored = new Map<string, Fact>();
	let given = 0;
	return {
		asked: [],
		steps: [],
		stored,
		exchange({ facts }) {
			for (const [, fact] of facts) stored.set(fact._id, fact);
			const outcomes = facts.map(([, { _id: id }]) => ({ id, is: 'stored' as const }));
			const token = `t${(given += 1)}`;
			const answer: SyncAnswer = { sync: 1, now: now(), instance: 'store1', token, outcomes };
			return { answer, bytes: NO_BYTES };
		},
		renew: async () => ({ is: 'unknown' }),
		handIn: async (facts) => ({
			outcomes: facts.map(([, { _id: id }]) => ({ id, is: 'refused', why: { code: 'revoked' } }))
		})
	};
}
