import 'fake-indexeddb/auto';
import { randomBytes } from 'node:crypto';
import { browserKeys } from '../../src/lib/adapters/browser/keys';
import { certificateText, type Enrolled } from '../../src/lib/domain/accounts';
import { instantOf } from '../../src/lib/domain/calendar';
import type { Fact } from '../../src/lib/domain/facts';
import { partsOf } from '../../src/lib/domain/ids';
import type { Session } from '../../src/lib/domain/training/words';
import { openLog } from '../../src/lib/log/log';
import type { WatchableLog } from '../../src/lib/ports/fact-log';
import type { Keys } from '../../src/lib/ports/keys';
import { memoryMark, seededRandomness } from './kiosk';
import { emptyDisk, openMemoryTables } from './memory-tables';
import { networkHand, type NetworkHand } from './network-hand';
import { MONDAY } from './training';

/** One tab of an enrolled device: a real log, and a real key that cannot be taken out. */
export interface Tab {
	readonly log: WatchableLog;
	readonly keys: Keys;
	readonly clock: { now(): number; set(wall: number): void };
}

export interface SigningDevice extends Tab {
	/** Another tab on the same store and the same key. */
	tab(): Promise<Tab>;
	/** What others wrote, as it comes from the server. */
	hear(db: string, facts: readonly Fact[], reports?: Record<string, unknown>): Promise<void>;
	/** What it has written, and not been told of. */
	written(): Promise<readonly Fact[]>;
	readonly enrolled: Enrolled;
}

export const NOON = instantOf(MONDAY, '12:00');

type Place = Pick<Enrolled, 'role' | 'centre' | 'person' | 'own'>;
let last = 0;

export async function signingDevice(
	place: Place,
	{ hand = networkHand(), trainer }: { hand?: NetworkHand; trainer?: string } = {}
): Promise<SigningDevice> {
	const [disk, mark, name] = [emptyDisk(), memoryMark(), `keys-${randomBytes(6).toString('hex')}`];
	let wall = NOON;
	const clock = { now: () => wall, set: (to: number) => void (wall = to) };
	const random = seededRandomness((last += 1));
	const tab = async (): Promise<Tab> => ({
		log: (await openLog(openMemoryTables(disk), mark, random)).log,
		keys: browserKeys(name),
		clock
	});
	const first = await tab();
	const key = await first.keys.make();
	const account = `a_${place.role}${last}`;
	const { role, centre, person } = place;
	const owner = { account, role, ...(centre && { centre }), ...(person && { person }) };
	const certificate = hand.sign(certificateText(owner, key));
	const enrolled: Enrolled = { ...place, account, networkKey: hand.publicKey, certificate };
	await first.log.enrolled(enrolled);
	if (trainer !== undefined) await first.log.configure({ trainer });
	let cursor = 0;
	return {
		...first,
		enrolled,
		tab,
		async hear(db, facts, reports = {}) {
			const docs = Object.entries(reports).map(([id, body]) => ({ id, body }));
			const news = { [db]: { facts, reports: docs, cursor: String((cursor += 1)) } };
			const answer = { outcomes: [], news, token: '', now: wall };
			await first.log.absorb(answer as never, { receivedAt: wall });
		},
		async written() {
			const { facts } = await first.log.outbox({ facts: 9_999, bytes: 99_999_999 });
			return facts.map(({ fact }) => fact);
		}
	};
}

/** The fact that plans a half-day. */
export const planned = (session: Session, count = 1): Fact => {
	const { id, course, module, group, half, hours, space, trainer } = session;
	return {
		...{ _id: id, kind: 'session.planned', v: 1, count, by: partsOf(id).device },
		at: { wall: NOON - 86_400_000 },
		...{ course, module, group, half, hours, space, trainer }
	};
};
