import type { Fact } from '../../src/lib/domain/facts';
import type { LedgerPage } from '../../src/lib/domain/folds/ledger';
import { database, factId, pageKey, type Day } from '../../src/lib/domain/ids';
import { decide, fieldsOf } from '../../src/lib/domain/places/decide';
import { SERVER, serverName } from '../../src/lib/domain/places/holders';
import { toPass } from '../../src/lib/domain/places/passing';
import { usualKept } from '../../src/lib/domain/places/units';
import { foldPage } from '../../src/lib/domain/pages';
import { openLog } from '../../src/lib/log/log';
import type { WatchableLog } from '../../src/lib/ports/fact-log';
import { holderNameOf } from '../../src/lib/usecases/places';
import { memoryMark, MURAT, seededRandomness } from './kiosk';
import { emptyDisk, openMemoryTables } from './memory-tables';

const DB = database.centre(MURAT.slug);

/** A kiosk of Murat with a disk of memory, whose clock is set by hand. */
export interface PlaceKiosk {
	readonly log: WatchableLog;
	readonly random: ReturnType<typeof seededRandomness>;
	readonly clock: { now(): number; set(wall: number): void };
}

export async function openPlaceKiosk(start: number, seed: number): Promise<PlaceKiosk> {
	let wall = start;
	const random = seededRandomness(seed);
	const { log } = await openLog(openMemoryTables(emptyDisk()), memoryMark(), random);
	await log.configure({ role: 'kiosk', centre: MURAT.slug });
	return { log, random, clock: { now: () => wall, set: (to) => (wall = to) } };
}

/**
 * The server of one centre as kiosks meet it: what it has heard of, and what the
 * product's own rules have it say as a holder of places.
 */
export function openPlaceServer(now: () => number) {
	const facts = new Map<string, Fact>();
	let seq = 0;

	const ledger = (day: Day): LedgerPage => {
		const key = pageKey.ledger(MURAT.slug, day);
		const its = [...facts.values()].filter(
			({ _id, kind }) => _id.startsWith(`${day}~`) && kind.startsWith('place.')
		);
		return foldPage(key, its).value as LedgerPage;
	};

	function factOf(day: Day, kind: string, fields: object, n = 1): Fact {
		const device = serverName(String(seq + n).padStart(13, '0'));
		const count = [...facts.values()].reduce((most, fact) => Math.max(most, fact.count), 0) + n;
		const _id = factId({ day, scope: MURAT.slug, device, epoch: 1, seq: 1 });
		return { _id, kind, v: 1, count, at: { wall: now() }, by: device, ...fields };
	}
	function write(day: Day, kind: string, fields: object): Fact {
		const fact = factOf(day, kind, fields);
		seq += 1;
		facts.set(fact._id, fact);
		return fact;
	}

	return {
		ledger,
		write,
		/** Passes what is kept for walk-ins to these kiosks. */
		async pass(day: Day, kiosks: readonly PlaceKiosk[], kept = usualKept(MURAT)) {
			const names = await Promise.all(
				kiosks.map(async ({ log }) => holderNameOf(await log.device()))
			);
			const basis = { centre: MURAT, closures: [], day, kept };
			for (const [to, rights] of toPass(ledger(day), names, basis))
				write(day, 'place.transferred', { rights, to });
		},
		/** Answers what it has been asked. */
		answer(day: Day): void {
			const grounds = {
				centre: MURAT,
				closures: [],
				today: day,
				now: now(),
				day,
				elsewhere: () => []
			};
			const acts = decide(ledger(day), SERVER, grounds, (act, n) =>
				factOf(day, act.kind, fieldsOf(act), n + 1)
			);
			for (const act of acts) write(day, act.kind, fieldsOf(act));
		},
		/** One exchange: everything a kiosk has goes up, everything there is comes down. */
		async meet({ log, clock }: PlaceKiosk): Promise<void> {
			const { facts: waiting } = await log.outbox({ facts: 1_000, bytes: 10_000_000 });
			for (const { db, fact } of waiting) if (db === DB) facts.set(fact._id, fact);
			await log.absorb(
				{
					sync: 1,
					now: now(),
					instance: 'a',
					outcomes: waiting.map(({ fact }) => ({ id: fact._id, is: 'stored' as const })),
					news: { [DB]: { cursor: `1.${facts.size}`, facts: [...facts.values()] } }
				},
				{ receivedAt: clock.now() }
			);
		},
		/** Everything that two parties cut off from each other have said, folded. */
		union(day: Day, ...more: readonly Fact[]): LedgerPage {
			const key = pageKey.ledger(MURAT.slug, day);
			const all = [...facts.values(), ...more].filter(
				({ _id, kind }) => _id.startsWith(`${day}~`) && kind.startsWith('place.')
			);
			return foldPage(key, all).value as LedgerPage;
		}
	};
}
