import { instantOf } from '../../src/lib/domain/calendar';
import type { Centre } from '../../src/lib/domain/centres';
import type { Fact } from '../../src/lib/domain/facts';
import { factId, type Day, type FactId } from '../../src/lib/domain/ids';
import {
	SERVER,
	SERVER_NAME_LENGTH,
	serverName,
	type HolderName
} from '../../src/lib/domain/places/holders';
import { HALF_DAY_SLOTS, type Slot } from '../../src/lib/domain/places/slots';
import { keptUnits, partsOfUnit, unitsOf, usualKept } from '../../src/lib/domain/places/units';
import { seededRandomness } from '../support/kiosk';
import { personId } from './generator';

/** Who books what at a centre on one day, told by a seed. */
export interface PlacesPlan {
	readonly centre: Centre;
	readonly day: Day;
	/** How many facts in all. */
	readonly facts: number;
	readonly seed?: number;
}

const KIOSK = { device: 'kq7d2mzx', epoch: 1 } as const;
const KIOSK_HOLDER: HolderName = `${KIOSK.device}.${KIOSK.epoch}`;

interface Seat {
	readonly unit: string;
	readonly slot: Slot;
	readonly holder: HolderName;
	gen: number;
	claim?: FactId;
}

/**
 * Exactly so many facts, in the order they were written: the kept desks pass to the
 * kiosk, people book and walk in until all is taken, and from then on each who
 * comes takes the place of one who has cancelled.
 */
export function placeFactsOf({ centre, day, facts: wanted, seed = 1 }: PlacesPlan): Fact[] {
	const random = seededRandomness(seed);
	const written: Fact[] = [];
	let kiosks = 0;
	const write = (by: HolderName, kind: string, fields: Record<string, unknown>): FactId => {
		const author =
			by === SERVER
				? { device: serverName(random.text(SERVER_NAME_LENGTH)), epoch: 1, seq: 1 }
				: { ...KIOSK, seq: (kiosks += 1) };
		const _id = factId({ day, scope: centre.slug, ...author });
		const count = written.length + 1;
		const at = { wall: instantOf(day, '08:00') + count * 1_000 };
		written.push({ _id, kind, v: 1, count, at, by: author.device, ...fields } as Fact);
		return _id;
	};
	const seats = seatsOf(centre);
	const passed = seats.filter(({ holder }) => holder === KIOSK_HOLDER);
	const rights = passed.map(({ unit, slot }) => [unit, slot, 0] as const);
	if (rights.length > 0) write(SERVER, 'place.transferred', { to: KIOSK_HOLDER, rights });
	while (written.length < wanted) {
		const seat = seats[Math.floor(random.fraction() * seats.length)]!;
		const { unit, slot, holder, gen, claim } = seat;
		if (claim !== undefined) {
			write(holder, 'place.cancelled', { claim, why: 'owner' });
			write(holder, 'place.released', { claim, why: 'cancelled' });
			seat.gen += 1;
		}
		const whose = { person: personId(random), space: partsOfUnit(unit).space };
		const used = { rights: [[unit, slot, claim === undefined ? gen : gen + 1]] };
		if (holder === SERVER) {
			seat.claim = write(SERVER, 'place.claimed', { ...whose, slots: [slot], to: SERVER });
			write(SERVER, 'place.granted', { claim: seat.claim, ...used });
		} else seat.claim = write(holder, 'place.granted', { ...whose, ...used });
	}
	return written.slice(0, wanted);
}

/** Every desk and office in both halves of the day; what was passed on is in its first generation there. */
function seatsOf(centre: Centre): Seat[] {
	const kept = keptUnits(centre, usualKept(centre));
	const units = centre.spaces
		.filter(({ kind }) => kind === 'desk' || kind === 'office')
		.flatMap((space) => unitsOf(space));
	return units.flatMap((unit) =>
		HALF_DAY_SLOTS.map((slot) => {
			const isKept = kept.includes(unit);
			return { unit, slot, holder: isKept ? KIOSK_HOLDER : SERVER, gen: isKept ? 1 : 0 };
		})
	);
}
