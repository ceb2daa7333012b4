import type { Fact } from '../../domain/facts';
import type { DatabaseName } from '../../domain/ids';
import { PROTOCOL, type SyncAnswer, type SyncRequest } from '../../domain/protocol';
import type { Holder } from '../../domain/rights';
import type { Clock } from '../../ports/clock';
import type { Randomness } from '../../ports/randomness';
import type { Store } from '../store/store';
import { instanceOf } from './instance';
import { createNames } from './names';
import { newsFor } from './news';
import { createPresence } from './presence';
import type { Segments } from './segments';
import { createRefusals } from './refused';
import { meetDevice, type Standing } from './standing';
import { idOf, take } from './take';

export interface Gateway {
	/**
	 * One exchange with whom the session says it is. Rejects only when the store
	 * does: then nothing is acknowledged.
	 */
	exchange(request: SyncRequest, holder: Holder): Promise<SyncAnswer>;
}

export interface GatewayParts {
	readonly store: Store;
	readonly segments: Segments;
	readonly clock: Clock;
	readonly random: Randomness;
	/** Whether a fact is past its time, and no longer kept. Without it, none ever is. */
	readonly isExpired?: (db: DatabaseName, fact: Fact) => boolean;
}

/** Who has no session is met as if for the first time, every time, and leaves no trace. */
const STRANGER: Standing = { told: {}, isRemembered: true };

/** The one door to the store. What it remembers it can read again, so several may run over one store. */
export function createGateway(parts: GatewayParts): Gateway {
	const { store, segments, clock, random, isExpired = () => false } = parts;
	const naming = createNames(store);
	const presence = createPresence(store);
	const refusals = createRefusals(store, clock);
	return {
		async exchange(request, holder) {
			const instance = await instanceOf(store, random);
			const isStranger = holder.role === 'visitor';
			const names = isStranger ? new Set<string>() : await naming.ownOf(holder, request);
			const outcomes = await take(request, {
				store,
				clock,
				presence,
				refusals,
				holder,
				names,
				isExpired
			});
			const isOthers = !isStranger && !names.has(request.device);
			const { told, isRemembered } =
				isStranger || isOthers
					? STRANGER
					: await meetDevice(store, holder, request, outcomes, { clock, random });
			const isThisStore = isRemembered && request.instance === instance;
			const cursors = isThisStore ? request.cursors : forgotten(request.cursors);
			// Only what it has just sent is known to be with the device: an author's name and epoch may
			// be those of a clone, or of what a lost store once wrote.
			const taken = new Set(outcomes.flatMap(({ id, is }) => (is === 'refused' ? [] : [id])));
			const sent = request.facts.filter(([, fact]) => taken.has(idOf(fact)));
			const asked = { ...request, cursors };
			const news = await newsFor({ store, segments, presence }, asked, {
				now: clock.now(),
				sent,
				holder
			});
			return {
				sync: PROTOCOL,
				now: clock.now(),
				instance,
				...told,
				...(isStranger && { stranger: true as const }),
				// The name is another account's: under one of its own it will be heard.
				...(isOthers && { estranged: { fork: true as const } }),
				...(outcomes.length > 0 && { outcomes }),
				...(Object.keys(news).length > 0 && { news })
			};
		}
	};
}

const forgotten = (cursors: SyncRequest['cursors']): SyncRequest['cursors'] =>
	Object.fromEntries(Object.keys(cursors).map((db) => [db, null]));
