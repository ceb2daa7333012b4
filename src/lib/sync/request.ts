import type { Heart } from '../domain/accounts';
import { PROTOCOL, type SyncAnswer, type SyncRequest } from '../domain/protocol';
import { databasesReadBy } from '../domain/subscriptions';
import type { Outbox } from '../ports/fact-log';

/** So many names back, what the server has lost can still be asked for. */
const MOST_NAMES = 20;

/** What a device has to say, and no more: who it is, the session tells. */
export function requestFrom(outbox: Outbox, run: string, heart: Heart | undefined): SyncRequest {
	const { device, cursors } = outbox;
	return {
		sync: PROTOCOL,
		device: device.device,
		epoch: device.epoch,
		...(device.formerly && { formerly: device.formerly.slice(-MOST_NAMES) }),
		...(device.token !== undefined && { token: device.token }),
		run,
		...(device.instance !== undefined && { instance: device.instance }),
		acked: outbox.acked,
		waiting: outbox.waiting,
		facts: filedIn(outbox),
		cursors: Object.fromEntries(databasesReadBy(device).map((db) => [db, cursors[db] ?? null])),
		...(heart && { heart })
	};
}

export const filedIn = ({ facts }: Outbox): SyncRequest['facts'] =>
	facts.map(({ db, fact }) => [db, fact]);

/** True where a cursor of the answer is another than the one asked from. */
export const movedOn = (outbox: Outbox, answer: SyncAnswer): boolean =>
	Object.entries(answer.news ?? {}).some(([db, { cursor }]) => cursor !== outbox.cursors[db]);
