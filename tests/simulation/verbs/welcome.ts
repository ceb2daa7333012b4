import { instantOf, local } from '../../../src/lib/domain/calendar';
import { closuresOf } from '../../../src/lib/domain/folds/centre';
import type { Claim, LedgerPage } from '../../../src/lib/domain/folds/ledger';
import { dayOfPage, pageKey, partsOf, type Day } from '../../../src/lib/domain/ids';
import { SERVER } from '../../../src/lib/domain/places/holders';
import { unitsOf } from '../../../src/lib/domain/places/units';
import { untoldOf } from '../../../src/lib/domain/places/untold';
import { assignPlace } from '../../../src/lib/usecases/assign-place';
import { blockPlace } from '../../../src/lib/usecases/block-place';
import { cancelPlace } from '../../../src/lib/usecases/cancel-place';
import { checkIn } from '../../../src/lib/usecases/check-in';
import { claimDay } from '../../../src/lib/usecases/claim-day';
import { closeCentre, reopenCentre } from '../../../src/lib/usecases/close-centre';
import { extendStay } from '../../../src/lib/usecases/extend-stay';
import { keepPlaces } from '../../../src/lib/usecases/keep-places';
import { movePlace } from '../../../src/lib/usecases/move-place';
import { tellPlace } from '../../../src/lib/usecases/tell-place';
import type { Around, SimDevice } from '../device';
import type { Seeded } from '../seeded';
import { hosts, kiosks, type World } from '../world';
import { HALVES, someDay, someHours } from './wishes';

/** What is done about places where people are welcomed: at a kiosk, at a host's desk. */

type Run = (device: SimDevice, around: Around, world: World, random: Seeded) => Promise<unknown>;
const on =
	(among: (world: World) => readonly SimDevice[], run: Run) =>
	(world: World, random: Seeded): void => {
		const device = random.pick(among(world));
		if (device) device.tap(random.below(2), (around) => run(device, around, world, random));
	};
const atAKiosk = (run: Run) => on(kiosks, run);
const atADesk = (run: Run) => on(hosts, run);

const WHY = 'a visit';
const HOUR = 3_600_000;

/** A claim of the days at hand. */
async function someClaim(
	{ parts }: SimDevice,
	{ log, clock }: Around,
	random: Seeded
): Promise<{ claim: Claim; day: Day; page: LedgerPage } | undefined> {
	const { day: today } = local(clock.now());
	const found = [...(await log.pages('ledger'))].flatMap(([key, page]) => {
		const at = dayOfPage(key);
		if (!at || at.scope !== parts.centre.slug || at.day < today) return [];
		return Object.values(page.claims).map((claim) => ({ claim, day: at.day, page }));
	});
	// Where somebody waits, something happens.
	const wanted = found.filter(({ page }) => Object.values(page.claims).some((one) => one.waiting));
	return random.pick(wanted.length > 0 && random.chance(0.6) ? wanted : found);
}

function someSeat({ parts }: SimDevice, day: Day, random: Seeded) {
	const space = random.pick(parts.centre.spaces.filter(({ kind }) => kind !== 'confidential'));
	const unit = random.pick(unitsOf(space));
	const slots = space.kind === 'desk' ? random.pick(HALVES) : someHours(parts.centre, day, random);
	return { unit, slots };
}

export const welcome = {
	claimDay: {
		weight: 3,
		perform: atAKiosk(({ parts }, around, world, random) =>
			claimDay(around, {
				centre: parts.centre,
				person: random.pick(world.people),
				day: someDay(around.clock.now(), random),
				slots: random.pick(HALVES)
			})
		)
	},
	/** Somebody takes the place they booked, and nobody hears of it until the morning is over. */
	comesCutOff: {
		weight: 0.7,
		perform(world: World, random: Seeded) {
			const { scheduler } = world;
			const { day: today } = local(scheduler.now());
			const booked = [...world.places.given()].filter(
				({ fact, by }) => by === SERVER && partsOf(fact._id).day > today
			);
			const given = random.pick(booked);
			const person = given && world.places.personOf(given);
			if (!given || !world.people.includes(String(person))) return;
			const { scope, day } = partsOf(given.fact._id);
			const here = kiosks(world).filter(({ parts }) => parts.centre.slug === scope);
			const device = random.pick(here);
			if (!device || device.wall() !== scheduler.now()) return;
			scheduler.sleep(instantOf(day, '08:05') - scheduler.now());
			for (const { parts } of here) parts.link.trouble('cut', 2 * HOUR);
			world.happened('came while the kiosk was cut off');
			device.tap(0, (around) =>
				checkIn(around, {
					centre: device.parts.centre,
					person: String(person),
					reason: 'work',
					category: 'other'
				})
			);
			scheduler.after(5_000, 'the morning passes', () => scheduler.sleep(1.5 * HOUR));
		}
	},
	extend: {
		weight: 2,
		perform: atAKiosk(({ parts }, around, world, random) =>
			extendStay(around, {
				centre: parts.centre,
				person: random.pick(world.people),
				half: random.pick(['am', 'pm'] as const)
			})
		)
	},
	assign: {
		weight: 4,
		perform: atADesk(async (device, around, world, random) => {
			const day = someDay(around.clock.now(), random);
			const centre = device.parts.centre.slug;
			const person = random.pick(world.people);
			const seat = someSeat(device, day, random);
			const done = await assignPlace(around, { centre, day, person, ...seat });
			if ('claim' in done) world.happened('place assigned');
		})
	},
	move: {
		weight: 3,
		perform: atADesk(async (device, around, world, random) => {
			const found = await someClaim(device, around, random);
			if (!found) return;
			const seat = someSeat(device, found.day, random);
			const slots = random.chance(0.7) ? found.claim.slots : seat.slots;
			const move = { claim: found.claim.id, unit: seat.unit, slots, reason: WHY };
			const done = await movePlace(around, move);
			if ('claim' in done) world.happened('place moved');
		})
	},
	cancelPlace: {
		weight: 3,
		perform: atADesk(async (device, around, world, random) => {
			const found = await someClaim(device, around, random);
			if (!found) return;
			const done = await cancelPlace(around, { claim: found.claim.id, reason: WHY });
			if ('cancelled' in done && done.cancelled) world.happened('place taken back');
		})
	},
	block: {
		weight: 2,
		perform: atADesk(async (device, around, world, random) => {
			const day = someDay(around.clock.now(), random);
			const centre = device.parts.centre.slug;
			const seat = someSeat(device, day, random);
			const done = await blockPlace(around, { centre, day, ...seat, why: WHY });
			if ('claim' in done) world.happened('place blocked');
		})
	},
	close: {
		weight: 1,
		perform: atADesk(async ({ parts }, around, world, random) => {
			const day = someDay(around.clock.now(), random);
			const done = await closeCentre(around, {
				centre: parts.centre.slug,
				from: day,
				to: day,
				why: WHY
			});
			if ('closure' in done) world.happened('centre closed');
		})
	},
	reopen: {
		weight: 1.5,
		perform: atADesk(async ({ parts }, around, world, random) => {
			const page = await around.log.page('centre', pageKey.centre(parts.centre.slug));
			const closure = random.pick(Object.keys(page.closures ?? {}));
			if (!closure) return;
			world.happened('centre reopened');
			await reopenCentre(around, closure);
		})
	},
	keep: {
		weight: 1,
		perform: atADesk(async ({ parts }, around, world, random) => {
			const kept = { desk: random.between(0, 3) };
			const done = await keepPlaces(around, { centre: parts.centre.slug, kept });
			if ('kept' in done && done.kept) world.happened('other places kept');
		})
	},
	/** A host calls who has not heard what became of their place. */
	tell: {
		weight: 1,
		perform: atADesk(async (device, around, world, random) => {
			const found = await someClaim(device, around, random);
			if (!found) return;
			const { centre } = device.parts;
			const closures = closuresOf(await around.log.page('centre', pageKey.centre(centre.slug)));
			const [untold] = untoldOf(found.page, { centre, closures, day: found.day });
			if (!untold) return;
			world.happened('person told');
			await tellPlace(around, { claim: untold.claim.id, words: untold.words });
		})
	}
};
