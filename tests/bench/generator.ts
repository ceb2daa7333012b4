import { instantOf, shiftDay } from '../../src/lib/domain/calendar';
import { closingFor, type Centre } from '../../src/lib/domain/centres';
import { allocate, stamp, type Device } from '../../src/lib/domain/device';
import type { Draft, Fact } from '../../src/lib/domain/facts';
import { database, type Day, type FactId } from '../../src/lib/domain/ids';
import { CATEGORIES, REASONS } from '../../src/lib/domain/kinds';
import type { Randomness } from '../../src/lib/ports/randomness';
import { seededRandomness } from '../support/kiosk';

/** What a centre has written by today, told by a seed. */
export interface Plan {
	readonly centre: Centre;
	readonly today: Day;
	/** How many facts in all: arrivals, departures and a few that were taken back. */
	readonly facts: number;
	/** Days they are spread over, today included. */
	readonly days?: number;
	readonly seed?: number;
}

/** Who writes: a kiosk does nearly all of it, a host's desk the rest. */
const DEVICES = ['kq7d2mzx', 'h3w9ptvc'] as const;
const BY_HOST = 0.06;
const FORGOTTEN = 0.08;
const TAKEN_BACK = 0.01;
const FIRST_VISIT = 0.12;
/** Visitors known to a centre, of whom the first come most often. */
const REGULARS = 300;
const MINUTE = 60_000;

/** Something that happens at a moment, and what it says once the facts before it have their ids. */
interface Event {
	readonly wall: number;
	readonly visit: number;
	readonly kind: 'visit.arrived' | 'visit.left' | 'visit.undone';
	readonly person: string;
	readonly fields: Draft['fields'];
}

/** Exactly so many facts, in the order they were written, as the app's own log would have numbered them. */
export function factsOf({ centre, today, facts, days = 60, seed = 1 }: Plan): Fact[] {
	const random = seededRandomness(seed);
	const regulars = Array.from({ length: REGULARS }, () => personId(random));
	const devices = new Map<string, Device>(
		DEVICES.map((device) => [device, { device, epoch: 1, seq: 0, count: 0 }])
	);
	const written: Fact[] = [];
	for (let back = days - 1; back >= 0; back -= 1) {
		const day = shiftDay(today, -back);
		const wanted = Math.floor(((days - back) * facts) / days) - written.length;
		const arrivals = new Map<number, FactId>();
		for (const event of eventsOf(centre, day, wanted, regulars, random)) {
			const name = DEVICES[random.fraction() < BY_HOST ? 1 : 0];
			// Each device has seen what the other wrote before.
			const device = { ...devices.get(name)!, count: written.length };
			const { device: after, facts: made } = allocate(device, [
				draftOf(event, { centre, day, device, arrival: arrivals.get(event.visit) })
			]);
			const [fact] = made as [Fact];
			if (event.kind === 'visit.arrived') arrivals.set(event.visit, fact._id);
			devices.set(name, after);
			written.push(fact);
		}
	}
	return written;
}

export const personId = (random: Randomness): string => `p_${random.text(12)}`;

const oneOf = <T>(list: readonly T[], fraction: number): T =>
	list[Math.min(list.length - 1, Math.floor(fraction * list.length))]!;

/** One day's events in the order they happened. */
function eventsOf(
	centre: Centre,
	day: Day,
	wanted: number,
	regulars: readonly string[],
	random: Randomness
): Event[] {
	const opens = instantOf(day, '08:15');
	const events: Event[] = [];
	for (let visit = 0; events.length < wanted; visit += 1) {
		const isFirst = random.fraction() < FIRST_VISIT;
		const person = isFirst ? personId(random) : oneOf(regulars, random.fraction() ** 2);
		const wall = opens + Math.floor(random.fraction() * 480 * MINUTE);
		const arrived: Event = {
			wall,
			visit,
			person,
			kind: 'visit.arrived',
			fields: {
				person,
				reason: oneOf(REASONS, random.fraction() ** 3),
				category: oneOf(CATEGORIES, random.fraction() ** 2),
				closes: closingFor(centre, day, wall),
				number: isFirst ? String(Math.floor(random.fraction() * 1000)).padStart(3, '0') : undefined
			}
		};
		events.push(arrived);
		if (events.length === wanted || random.fraction() < FORGOTTEN) continue;
		const undone = random.fraction() < TAKEN_BACK;
		const after = undone ? 8_000 : Math.floor((20 + random.fraction() * 220) * MINUTE);
		const kind = undone ? 'visit.undone' : 'visit.left';
		events.push({ wall: wall + after, visit, person, kind, fields: {} });
	}
	return events.sort((a, b) => a.wall - b.wall);
}

function draftOf(
	{ kind, person, wall, fields }: Event,
	{
		centre,
		day,
		device,
		arrival = ''
	}: { centre: Centre; day: Day; device: Device; arrival?: FactId | undefined }
): Draft {
	return {
		day,
		scope: centre.slug,
		db: database.centre(centre.slug),
		kind,
		v: 1,
		at: stamp(wall, device),
		by: person,
		fields:
			kind === 'visit.left'
				? { visit: arrival }
				: kind === 'visit.undone'
					? { undoes: arrival }
					: fields
	};
}
