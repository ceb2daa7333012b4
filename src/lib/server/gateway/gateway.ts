import { canonical, type Fact } from '../../domain/facts';
import type { DatabaseName } from '../../domain/ids';
import { parseFact, type Refusal } from '../../domain/parse';
import { PROTOCOL, type Outcome, type SyncAnswer, type SyncRequest } from '../../domain/protocol';
import type { Clock } from '../../ports/clock';
import type { Randomness } from '../../ports/randomness';
import { asFact, type Doc, type Store } from '../store/store';
import { raiseAlarm } from './alarms';
import { instanceOf } from './instance';
import { newsFor } from './news';
import { recordRefusals, type Rejected } from './refused';
import type { Segments } from './segments';
import { meetDevice } from './standing';

export interface Gateway {
	/** One exchange with one device. Rejects only when the store does: then nothing is acknowledged. */
	exchange(request: SyncRequest): Promise<SyncAnswer>;
}

export interface GatewayParts {
	readonly store: Store;
	readonly segments: Segments;
	readonly clock: Clock;
	readonly random: Randomness;
}

/**
 * The one door to the store. It keeps no state of its own, so several may run
 * over one store.
 */
export function createGateway({ store, segments, clock, random }: GatewayParts): Gateway {
	return {
		async exchange(request) {
			const instance = await instanceOf(store, random);
			const outcomes = await take(store, request, clock);
			const { told, isRemembered } = await meetDevice(store, request, outcomes, { clock, random });
			const isThisStore = isRemembered && request.instance === instance;
			const cursors = isThisStore ? request.cursors : forgotten(request.cursors);
			// Only what it has just sent is known to be with the device: an author's name and epoch may
			// be those of a clone, or of what a lost store once wrote.
			const taken = new Set(outcomes.flatMap(({ id, is }) => (is === 'refused' ? [] : [id])));
			const sent = request.facts.filter(([, fact]) => taken.has(idOf(fact)));
			const asked = { ...request, cursors };
			const news = await newsFor(store, segments, asked, { now: clock.now(), sent });
			return {
				sync: PROTOCOL,
				now: clock.now(),
				instance,
				...told,
				...(outcomes.length > 0 && { outcomes }),
				...(Object.keys(news).length > 0 && { news })
			};
		}
	};
}

const forgotten = (cursors: SyncRequest['cursors']): SyncRequest['cursors'] =>
	Object.fromEntries(Object.keys(cursors).map((db) => [db, null]));

/** Stores what can be stored and says of every fact by itself what became of it. */
async function take(store: Store, request: SyncRequest, clock: Clock): Promise<Outcome[]> {
	const outcomes: Outcome[] = [];
	const rejected: Rejected[] = [];
	const byDatabase = new Map<DatabaseName, Fact[]>();
	const refuse = (value: unknown, why: Refusal): void => {
		outcomes.push({ id: idOf(value), is: 'refused', why });
		rejected.push({ value, why });
	};
	for (const [db, value] of request.facts) {
		const parsed = parseFact(value, db);
		if ('refused' in parsed) refuse(value, parsed.refused);
		else byDatabase.set(db, [...(byDatabase.get(db) ?? []), parsed.fact]);
	}
	for (const [db, facts] of byDatabase) {
		const inserted = await store.insert(db, facts as unknown as Doc[]);
		for (const [i, result] of inserted.entries()) {
			const fact = facts[i]!;
			if (result.is === 'stored') outcomes.push({ id: fact._id, is: 'stored' });
			else if (result.is === 'forbidden') refuse(fact, { code: 'forbidden' });
			else if (canonical(asFact(result.doc)) === canonical(fact))
				outcomes.push({ id: fact._id, is: 'duplicate' });
			else {
				refuse(fact, { code: 'id-taken' });
				await raiseAlarm(store, clock, 'conflict', fact._id, { device: request.device });
			}
		}
	}
	await recordRefusals(store, request.device, rejected);
	return outcomes;
}

/** The id a refused document goes by in the answer, if it has one at all. */
function idOf(value: unknown): string {
	const id = (value as { _id?: unknown } | null)?._id;
	return typeof id === 'string' ? id.slice(0, 200) : '';
}
