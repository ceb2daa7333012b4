import { describe, expect, test } from 'vitest';
import { instantOf } from '../../src/lib/domain/calendar';
import { database, factId, pageKey } from '../../src/lib/domain/ids';
import { standingOf } from '../../src/lib/domain/places/standing';
import { theirClaims } from '../../src/lib/domain/places/theirs';
import { checkIn, type CheckIn } from '../../src/lib/usecases/check-in';
import { checkOut } from '../../src/lib/usecases/check-out';
import { claimDay } from '../../src/lib/usecases/claim-day';
import { extendStay } from '../../src/lib/usecases/extend-stay';
import { holderNameOf } from '../../src/lib/usecases/places';
import { serve } from '../../src/lib/usecases/serve';
import { undo } from '../../src/lib/usecases/undo';
import { withdrawClaim } from '../../src/lib/usecases/withdraw-claim';
import { MURAT } from '../support/kiosk';
import { openPlaceKiosk, openPlaceServer, type PlaceKiosk } from '../support/place-server';

/* Long because everybody who comes to a kiosk comes to the same one. */

const MONDAY = '2026-11-23';
const TUESDAY = '2026-11-24';
const at = (time: string, day = MONDAY): number => instantOf(day, time);
const MORNING = at('08:52');
const ledgerKey = pageKey.ledger('murat', MONDAY);

const who = (n: number): string => `p_visitor${String(n).padStart(3, '0')}`;
const toWork = (person: string): CheckIn => ({
	centre: MURAT,
	person,
	reason: 'work',
	category: 'independent'
});

async function arrive(kiosk: PlaceKiosk, person: string, more: Partial<CheckIn> = {}) {
	const done = await checkIn(kiosk, { ...toWork(person), ...more });
	if ('failed' in done) throw new Error(done.failed);
	return done;
}
async function leave(kiosk: PlaceKiosk, person: string) {
	const done = await checkOut(kiosk, { centre: 'murat', who: { person } });
	if (!('left' in done)) throw new Error(JSON.stringify(done));
	return done;
}

/** A server and some kiosks that have met it: the first three of six desks are kept for who walks in. */
async function murat(kiosks = 1) {
	const all = await Promise.all(
		Array.from({ length: kiosks }, (_, i) => openPlaceKiosk(MORNING, i + 1))
	);
	const server = openPlaceServer(() => all[0]!.clock.now());
	await server.pass(MONDAY, all);
	for (const kiosk of all) await server.meet(kiosk);
	return { server, kiosks: all, kiosk: all[0]! };
}

/** A claim as the relay copies it from a phone. */
const booked = (
	server: Awaited<ReturnType<typeof murat>>['server'],
	person: string,
	fields: object = {},
	day = MONDAY
): string =>
	server.write(day, 'place.claimed', {
		person,
		space: 'desk',
		slots: ['am'],
		to: 'server',
		...fields
	})._id;

/** Everything the server itself could give on the day is somebody’s. */
async function fillServer(
	server: Awaited<ReturnType<typeof murat>>['server'],
	kiosk: PlaceKiosk
): Promise<void> {
	for (const n of [1, 2, 3]) booked(server, who(20 + n));
	server.answer(MONDAY);
	await server.meet(kiosk);
}

/** The server has met a copy: this one goes by another number from now on. */
async function raiseEpoch({ log }: PlaceKiosk): Promise<void> {
	const { epoch } = await log.device();
	const answer = { sync: 1, now: 1, instance: 'a', estranged: { epoch: epoch + 1 } } as const;
	await log.absorb(answer, { receivedAt: 1 });
}

const standing = (kiosk: PlaceKiosk, person: string, day = MONDAY) =>
	kiosk.log
		.page('ledger', pageKey.ledger('murat', day))
		.then((page) =>
			theirClaims(page, person, { centre: MURAT, day, now: kiosk.clock.now() }).map(standingOf)
		);

describe('who walks in to work', () => {
	test('is given a desk in the same breath, from what this kiosk holds, with the cable out', async () => {
		const { kiosk } = await murat();
		const { place, visit } = await arrive(kiosk, who(1));
		expect(place).toEqual({ is: 'granted', slots: ['am'], units: ['desk-1'] });
		const { facts } = await kiosk.log.outbox({ facts: 9, bytes: 9_999 });
		expect(facts.map(({ fact }) => fact.kind)).toEqual(['visit.arrived', 'place.granted']);
		expect(facts[0]!.fact._id).toBe(visit);
		expect(await standing(kiosk, who(1))).toEqual(['confirmed']);
	});

	test('for another reason needs no place', async () => {
		const { kiosk } = await murat();
		const { place } = await arrive(kiosk, who(1), { reason: 'information' });
		expect(place).toBeUndefined();
		expect((await kiosk.log.backlog()).waiting).toBe(1);
	});

	test('has one desk, however often they tap', async () => {
		const { kiosk } = await murat();
		await Promise.all([1, 2, 3].map(() => arrive(kiosk, who(1))));
		expect(await standing(kiosk, who(1))).toEqual(['confirmed']);
		expect((await kiosk.log.backlog()).waiting).toBe(2);
	});

	test('is never given a desk that another kiosk of the centre gave while both were cut off', async () => {
		const { server, kiosks } = await murat(2);
		const given: string[] = [];
		for (let n = 0; n < 5; n += 1)
			for (const kiosk of kiosks) {
				const { place } = await arrive(kiosk, who(10 * n + kiosks.indexOf(kiosk)));
				if (place?.is === 'granted') given.push(...place.units);
			}
		expect(given).toHaveLength(3);
		expect(new Set(given).size).toBe(3);
		for (const kiosk of kiosks) await server.meet(kiosk);
		const held = Object.values(server.ledger(MONDAY).claims).flatMap(({ held = [] }) => held);
		expect(held.map(([unit]) => unit).sort()).toEqual(['desk-1', 'desk-2', 'desk-3']);
	});

	test('at a kiosk with nothing to give is told that a place is asked for, and learns which', async () => {
		const { server, kiosk } = await murat();
		for (const n of [1, 2, 3]) await arrive(kiosk, who(n));
		const { place } = await arrive(kiosk, who(4));
		expect(place).toEqual({ is: 'asked', slots: ['am'] });
		expect(await standing(kiosk, who(4))).toEqual(['requested']);
		await server.meet(kiosk);
		server.answer(MONDAY);
		await server.meet(kiosk);
		expect(await standing(kiosk, who(4))).toEqual(['confirmed']);
		const page = await kiosk.log.page('ledger', ledgerKey);
		expect(Object.values(page.claims).at(-1)?.held).toEqual([['desk-4', 'am', 0]]);
	});

	test('when every desk is somebody’s comes in all the same, and is promised none', async () => {
		const { server, kiosk } = await murat();
		for (const n of [1, 2, 3]) booked(server, who(20 + n));
		server.answer(MONDAY);
		await server.meet(kiosk);
		for (const n of [1, 2, 3]) await arrive(kiosk, who(n));
		const { place, visit } = await arrive(kiosk, who(4));
		expect(place).toEqual({ is: 'none', why: 'full' });
		expect((await kiosk.log.page('day', pageKey.day('murat', MONDAY))).visits).toContainEqual(
			expect.objectContaining({ id: visit })
		);
	});

	test('where only the other kiosk has a desk left is not told that all are taken: that kiosk is asked', async () => {
		const { server, kiosks } = await murat(2);
		const [first, second] = kiosks as [PlaceKiosk, PlaceKiosk];
		await fillServer(server, first);
		for (const n of [1, 2]) expect((await arrive(first, who(n))).place?.is).toBe('granted');
		expect((await arrive(first, who(3))).place).toEqual({ is: 'asked', slots: ['am'] });
		await server.meet(first);
		await server.meet(second);
		await describeCentre(second);
		expect(await serve(second)).toBe(true);
		await server.meet(second);
		await server.meet(first);
		expect(await standing(first, who(3))).toEqual(['confirmed']);
		// The one desk is given once, however many ask.
		expect((await arrive(first, who(4))).place).toEqual({ is: 'none', why: 'full' });
		const held = Object.values(server.ledger(MONDAY).claims).flatMap(({ held = [] }) => held);
		expect(new Set(held.map(([unit]) => unit)).size).toBe(6);
	});

	test('and left before the other kiosk had answered takes no desk there', async () => {
		const { server, kiosks } = await murat(2);
		const [first, second] = kiosks as [PlaceKiosk, PlaceKiosk];
		await fillServer(server, first);
		for (const n of [1, 2, 3]) await arrive(first, who(n));
		await leave(first, who(3));
		await server.meet(first);
		await server.meet(second);
		await describeCentre(second);
		await serve(second);
		expect((await arrive(second, who(4))).place).toMatchObject({ units: ['desk-2'] });
	});

	test.each([
		['the day after', TUESDAY],
		['days later', '2026-11-27']
	])(
		'whom the other kiosk has not answered on the day is told no once it is back %s',
		async (_, day) => {
			const { server, kiosks } = await murat(2);
			const [first, second] = kiosks as [PlaceKiosk, PlaceKiosk];
			await fillServer(server, first);
			for (const n of [1, 2, 3]) await arrive(first, who(n));
			await server.meet(first);
			await server.meet(second);
			await describeCentre(second);
			second.clock.set(at('08:30', day));
			expect(await serve(second)).toBe(true);
			expect(await serve(second)).toBe(false);
			await server.meet(second);
			const claim = Object.values(server.ledger(MONDAY).claims).find(
				({ person }) => person === who(3)
			);
			expect(claim).toMatchObject({ refused: 'past' });
		}
	);

	test('where what is free is of a number this kiosk had before is not told that all are taken', async () => {
		const { server, kiosk } = await murat();
		await fillServer(server, kiosk);
		await raiseEpoch(kiosk);
		const { place } = await arrive(kiosk, who(1));
		expect(place).toEqual({ is: 'none', why: 'out-of-reach' });
	});

	test('once what that number held was taken back is given it by the server', async () => {
		const { server, kiosk } = await murat();
		await fillServer(server, kiosk);
		const holder = holderNameOf(await kiosk.log.device());
		await raiseEpoch(kiosk);
		const rights = ['desk-1', 'desk-2', 'desk-3'].map((unit) => [unit, 'am', '']);
		server.write(MONDAY, 'place.fenced', { holder, rights });
		await server.meet(kiosk);
		expect((await arrive(kiosk, who(1))).place).toEqual({ is: 'asked', slots: ['am'] });
		await server.meet(kiosk);
		server.answer(MONDAY);
		await server.meet(kiosk);
		expect(await standing(kiosk, who(1))).toEqual(['confirmed']);
	});

	test('while the centre is closed for the half-day hears that, and not that the desks are taken', async () => {
		const { kiosk } = await murat();
		const morning = [['08:30', '12:30']] as const;
		const hours = [morning, morning, morning, morning, morning, [], []] as const;
		kiosk.clock.set(at('14:00'));
		const { place } = await arrive(kiosk, who(1), { centre: { ...MURAT, hours } });
		expect(place).toEqual({ is: 'none', why: 'outside-hours' });
	});

	test('at a kiosk whose epoch rose is given nothing of what the epoch before held', async () => {
		const { server, kiosk } = await murat();
		await raiseEpoch(kiosk);
		const { place } = await arrive(kiosk, who(1));
		expect(place?.is).toBe('asked');
		await server.meet(kiosk);
		server.answer(MONDAY);
		const held = Object.values(server.ledger(MONDAY).claims).flatMap(({ held = [] }) => held);
		expect(held).toEqual([['desk-4', 'am', 0]]);
	});

	test('on a day the centre is closed is welcome, and nothing is given', async () => {
		const { server, kiosk } = await murat();
		await close(kiosk, MONDAY);
		const { place } = await arrive(kiosk, who(1));
		expect(place).toEqual({ is: 'none', why: 'closed' });
		expect(Object.keys(server.ledger(MONDAY).claims)).toEqual([]);
	});
});

describe('who is expected', () => {
	test('finds what they have booked, and is given nothing else', async () => {
		const { server, kiosk } = await murat();
		booked(server, who(1), { slots: ['am', 'pm'] });
		server.answer(MONDAY);
		await server.meet(kiosk);
		const { place } = await arrive(kiosk, who(1));
		expect(place).toMatchObject({ is: 'booked', units: ['desk-4'], slots: ['am', 'pm'] });
		expect((await kiosk.log.backlog()).waiting).toBe(1);
	});

	test('who asked on the phone and was not answered yet is given a desk, and asks for no second one', async () => {
		const { server, kiosk } = await murat();
		const claim = booked(server, who(1), { slots: ['am', 'pm'] });
		await server.meet(kiosk);
		const { place } = await arrive(kiosk, who(1));
		expect(place).toEqual({ is: 'granted', slots: ['am', 'pm'], units: ['desk-1'] });
		// The server had said yes in the meantime: that desk is free again.
		server.answer(MONDAY);
		await server.meet(kiosk);
		server.answer(MONDAY);
		const { claims } = server.ledger(MONDAY);
		expect(claims[claim]).toMatchObject({ released: 'cancelled' });
		const live = Object.values(claims).filter(({ held }) => held);
		expect(live).toMatchObject([
			{
				person: who(1),
				held: [
					['desk-1', 'am', 1],
					['desk-1', 'pm', 1]
				]
			}
		]);
	});

	test('and is offered a place right now takes it by coming in, once its holder has heard', async () => {
		const { server, kiosk } = await murat();
		const claim = booked(server, who(1), { waits: true });
		server.write(MONDAY, 'place.refused', { claim, why: 'full', waits: true });
		const rights = [['desk-5', 'am', 0]];
		server.write(MONDAY, 'place.granted', { claim, rights, offer: at('09:30') });
		await server.meet(kiosk);
		const { place } = await arrive(kiosk, who(1));
		expect(place).toEqual({ is: 'asked', slots: ['am'] });
		expect(await standing(kiosk, who(1))).toEqual(['offered']);
		await server.meet(kiosk);
		server.answer(MONDAY);
		await server.meet(kiosk);
		expect(await standing(kiosk, who(1))).toEqual(['confirmed']);
	});

	describe('and waits for the whole day, of which there is a half', () => {
		const slots = ['am', 'pm'];
		async function arrived() {
			const { server, kiosk } = await murat();
			for (const n of [1, 2, 3]) booked(server, who(20 + n), { slots });
			const claim = booked(server, who(1), { slots, waits: true, series: 'sr1' });
			const to = holderNameOf(await kiosk.log.device());
			for (const n of [5, 6, 7]) booked(server, who(n), { slots: ['pm'], to });
			server.answer(MONDAY);
			await server.meet(kiosk);
			await describeCentre(kiosk);
			expect(await serve(kiosk)).toBe(true);
			const { visit, place } = await arrive(kiosk, who(1));
			expect(place).toMatchObject({ is: 'granted', slots: ['am'] });
			const heard = async () => {
				await server.meet(kiosk);
				server.answer(MONDAY);
				await server.meet(kiosk);
				return Object.values(server.ledger(MONDAY).claims).filter(
					({ person, waiting, cancelled }) => person === who(1) && waiting && !cancelled
				);
			};
			return { kiosk, claim, visit, heard };
		}

		test('has that half and waits on for the rest, also once they have left', async () => {
			const { kiosk, claim, heard } = await arrived();
			expect(await heard()).toMatchObject([{ slots: ['pm'], replaces: claim, series: 'sr1' }]);
			expect(await standing(kiosk, who(1))).toEqual(['cancelled', 'confirmed', 'waitlisted']);
			await leave(kiosk, who(1));
			expect(await heard()).toMatchObject([{ slots: ['pm'], replaces: claim }]);
			expect(await standing(kiosk, who(1))).toEqual(['cancelled', 'ended', 'waitlisted']);
		});

		test('and takes the arrival back waits for the whole of it again', async () => {
			const { kiosk, claim, visit, heard } = await arrived();
			await undo(kiosk, visit);
			expect(await heard()).toMatchObject([{ slots, replaces: claim, series: 'sr1' }]);
		});
	});

	test('and says yes where nobody has heard that it was given to another is promised nothing', async () => {
		const { server, kiosk } = await murat();
		const claim = booked(server, who(1), { waits: true });
		server.write(MONDAY, 'place.refused', { claim, why: 'full', waits: true });
		const rights = [['desk-5', 'am', 0]];
		server.write(MONDAY, 'place.granted', { claim, rights, offer: at('09:30') });
		await server.meet(kiosk);
		server.write(MONDAY, 'place.released', { claim, why: 'expired' });
		expect((await arrive(kiosk, who(1))).place).toEqual({ is: 'asked', slots: ['am'] });
	});

	test('hears once what has become of their places, of days to come too', async () => {
		const { server, kiosk } = await murat();
		const refused = booked(server, who(1), {}, TUESDAY);
		server.write(TUESDAY, 'place.refused', { claim: refused, why: 'full' });
		const cancelled = booked(server, who(1), { slots: ['pm'] });
		const reason = 'Fuite d’eau';
		server.write(MONDAY, 'place.cancelled', { claim: cancelled, why: 'host', reason });
		await server.meet(kiosk);
		const first = await arrive(kiosk, who(1));
		expect(first.told).toMatchObject([
			{ claim: cancelled, of: 'cancelled', day: MONDAY, reason },
			{ claim: refused, of: 'refused', day: TUESDAY, why: 'full' }
		]);
		await leave(kiosk, who(1));
		expect((await arrive(kiosk, who(1))).told).toBeUndefined();
	});

	test('hears what a host had ticked off and then not, once more, and it is written in another word', async () => {
		const { server, kiosk } = await murat();
		const claim = booked(server, who(1), { slots: ['pm'] });
		const reason = 'Fuite d’eau';
		server.write(MONDAY, 'place.cancelled', { claim, why: 'host', reason });
		server.write(MONDAY, 'place.told', { claim, of: 'cancelled' });
		await server.meet(kiosk);
		expect((await arrive(kiosk, who(1))).told).toBeUndefined();
		await leave(kiosk, who(1));
		server.write(MONDAY, 'place.told', { claim, of: '-cancelled' });
		await server.meet(kiosk);
		expect((await arrive(kiosk, who(1))).told).toMatchObject([{ claim, of: 'cancelled', reason }]);
		const { claims } = await kiosk.log.page('ledger', ledgerKey);
		expect([...claims[claim]!.told!].sort()).toEqual(['-cancelled', 'cancelled', 'cancelled.2']);
		await leave(kiosk, who(1));
		expect((await arrive(kiosk, who(1))).told).toBeUndefined();
	});

	test('hears nothing of a confidential room, nor of what is somebody else’s', async () => {
		const { server, kiosk } = await murat();
		const centre = {
			...MURAT,
			spaces: [...MURAT.spaces, { id: 'cabinet', kind: 'confidential', count: 1 } as const]
		};
		for (const [person, space] of [
			[who(1), 'cabinet'],
			[who(2), 'desk']
		]) {
			const claim = booked(server, person!, { space });
			server.write(MONDAY, 'place.refused', { claim, why: 'full' });
		}
		await server.meet(kiosk);
		expect((await arrive(kiosk, who(1), { centre })).told).toBeUndefined();
	});
});

describe('leaving', () => {
	test('frees the desk that was given for the visit, and not what was booked beforehand', async () => {
		const { server, kiosk } = await murat();
		const claim = booked(server, who(1), { slots: ['pm'] });
		server.answer(MONDAY);
		await server.meet(kiosk);
		await arrive(kiosk, who(2));
		await arrive(kiosk, who(1));
		expect((await leave(kiosk, who(1))).was).toMatchObject({ slots: ['am'], units: ['desk-2'] });
		expect((await leave(kiosk, who(2))).was).toMatchObject({ units: ['desk-1'] });
		expect((await standing(kiosk, who(1))).sort()).toEqual(['confirmed', 'ended']);
		expect(await standing(kiosk, who(2))).toEqual(['ended']);
		expect((await arrive(kiosk, who(3))).place).toMatchObject({ units: ['desk-1'] });
		expect(claim).toBeTruthy();
	});

	test('at the other kiosk frees it once the one that gave it has heard', async () => {
		const { server, kiosks } = await murat(2);
		const [first, second] = kiosks as [PlaceKiosk, PlaceKiosk];
		await arrive(first, who(1));
		await server.meet(first);
		await server.meet(second);
		await leave(second, who(1));
		await server.meet(second);
		await server.meet(first);
		await describeCentre(first);
		expect(await serve(first)).toBe(true);
		expect((await arrive(first, who(2))).place).toMatchObject({ units: ['desk-1'] });
	});

	test('before the server has answered asks for nothing any more', async () => {
		const { server, kiosk } = await murat();
		for (const n of [1, 2, 3, 4]) await arrive(kiosk, who(n));
		await leave(kiosk, who(4));
		await server.meet(kiosk);
		server.answer(MONDAY);
		expect(
			Object.values(server.ledger(MONDAY).claims).filter(({ person }) => person === who(4))
		).toMatchObject([{ cancelled: { why: 'left' } }]);
	});
});

describe('taking back', () => {
	test('an arrival gives the desk back', async () => {
		const { kiosk } = await murat();
		const { visit } = await arrive(kiosk, who(1));
		await undo(kiosk, visit);
		expect(await standing(kiosk, who(1))).toEqual(['cancelled']);
		expect((await arrive(kiosk, who(2))).place).toMatchObject({ units: ['desk-1'] });
	});

	test.each([
		['was asked for', false],
		['was waited for', true]
	])('an arrival brings back what %s before it', async (_, waits) => {
		const { server, kiosk } = await murat();
		const slots = ['am', 'pm'];
		const claim = booked(server, who(1), { slots, ...(waits && { waits }) });
		if (waits) server.write(MONDAY, 'place.refused', { claim, why: 'full', waits });
		await server.meet(kiosk);
		const { visit, place } = await arrive(kiosk, who(1));
		expect(place).toMatchObject({ is: 'granted', slots });
		const taps = await Promise.all([undo(kiosk, visit), undo(kiosk, visit)]);
		expect(taps).toEqual([{ undone: true, place: { is: 'asked', slots } }, { undone: false }]);
		const { claims } = await kiosk.log.page('ledger', ledgerKey);
		const open = Object.values(claims).filter((its) => standingOf(its) === 'requested');
		expect(open).toMatchObject([{ person: who(1), space: 'desk', slots, replaces: claim }]);
		expect(open[0]!.waits).toBe(waits || undefined);
		// The phone shows one place, that took the place of the other.
		await server.meet(kiosk);
		server.answer(MONDAY);
		const after = server.ledger(MONDAY).claims;
		expect(after[claim]).toMatchObject({ replacedBy: open[0]!.id });
		expect(Object.values(after).filter(({ held }) => held)).toMatchObject([
			{ id: open[0]!.id, person: who(1), slots }
		]);
	});

	test('an arrival asks again for nothing that is over, nor for what was taken back later', async () => {
		const { server, kiosk } = await murat();
		booked(server, who(1), { slots: ['am', 'pm'] });
		await server.meet(kiosk);
		const { visit } = await arrive(kiosk, who(1));
		const today = await claimDay(kiosk, {
			centre: MURAT,
			person: who(2),
			day: MONDAY,
			slots: ['pm']
		});
		if ('claim' in today) await withdrawClaim(kiosk, today.claim);
		kiosk.clock.set(at('13:00'));
		expect(await undo(kiosk, visit)).toEqual({
			undone: true,
			place: { is: 'asked', slots: ['pm'] }
		});
		const open = Object.values((await kiosk.log.page('ledger', ledgerKey)).claims).filter(
			(its) => standingOf(its) === 'requested'
		);
		expect(open).toMatchObject([{ person: who(1), slots: ['pm'] }]);
	});

	test('an arrival leaves what was booked beforehand alone', async () => {
		const { server, kiosk } = await murat();
		booked(server, who(1));
		server.answer(MONDAY);
		await server.meet(kiosk);
		const { visit } = await arrive(kiosk, who(1));
		await undo(kiosk, visit);
		expect(await standing(kiosk, who(1))).toEqual(['confirmed']);
	});

	test('a departure gives the same desk again while it is free', async () => {
		const { kiosk } = await murat();
		await describeCentre(kiosk);
		await arrive(kiosk, who(1));
		await arrive(kiosk, who(2));
		await leave(kiosk, who(1));
		const { left, was } = await leave(kiosk, who(2));
		expect(await undo(kiosk, left, was)).toEqual({
			undone: true,
			place: { is: 'granted', slots: ['am'], units: ['desk-2'] }
		});
	});

	test('a departure takes no desk from who was given it since', async () => {
		const { kiosk } = await murat();
		await describeCentre(kiosk);
		await arrive(kiosk, who(1));
		const { left, was } = await leave(kiosk, who(1));
		expect((await arrive(kiosk, who(2))).place).toMatchObject({ units: ['desk-1'] });
		const undone = await undo(kiosk, left, was);
		expect(undone).toMatchObject({ place: { is: 'granted', units: ['desk-2'] } });
		expect(await standing(kiosk, who(2))).toEqual(['confirmed']);
	});

	test('a departure asks for a desk where there is none left to give', async () => {
		const { kiosk } = await murat();
		await describeCentre(kiosk);
		await arrive(kiosk, who(1));
		const { left, was } = await leave(kiosk, who(1));
		for (const n of [2, 3, 4]) await arrive(kiosk, who(n));
		expect(await undo(kiosk, left, was)).toMatchObject({ place: { is: 'asked', slots: ['am'] } });
	});

	test('a departure twice gives one desk', async () => {
		const { kiosk } = await murat();
		await describeCentre(kiosk);
		await arrive(kiosk, who(1));
		const { left, was } = await leave(kiosk, who(1));
		await Promise.all([undo(kiosk, left, was), undo(kiosk, left, was)]);
		const live = (await standing(kiosk, who(1))).filter((its) => its === 'confirmed');
		expect(live).toEqual(['confirmed']);
	});
});

describe('staying on', () => {
	const STAY = { centre: MURAT, half: 'pm' } as const;

	test('keeps the same desk for the other half-day', async () => {
		const { kiosk } = await murat();
		await arrive(kiosk, who(1));
		await arrive(kiosk, who(2));
		expect(await extendStay(kiosk, { ...STAY, person: who(2) })).toEqual({
			place: { is: 'granted', slots: ['pm'], units: ['desk-2'] }
		});
	});

	test('on a desk that is somebody’s in the afternoon gives another one', async () => {
		const { kiosk } = await murat();
		kiosk.clock.set(at('13:30'));
		await arrive(kiosk, who(1));
		kiosk.clock.set(MORNING);
		await arrive(kiosk, who(2));
		expect(await extendStay(kiosk, { ...STAY, person: who(2) })).toEqual({
			place: { is: 'granted', slots: ['pm'], units: ['desk-2'] }
		});
	});

	test('twice is once, and in the afternoon there is nothing to add', async () => {
		const { kiosk } = await murat();
		await arrive(kiosk, who(1));
		const stay = { ...STAY, person: who(1) };
		const taps = await Promise.all([extendStay(kiosk, stay), extendStay(kiosk, stay)]);
		expect(taps.filter((tap) => 'enough' in tap)).toHaveLength(1);
		kiosk.clock.set(at('14:00'));
		await arrive(kiosk, who(2));
		expect(await extendStay(kiosk, { ...STAY, person: who(2) })).toEqual({ enough: true });
	});
});

describe('another day', () => {
	const wish = { centre: MURAT, person: who(1), day: TUESDAY, slots: ['am'] as const };

	test('is asked of the server, and confirmed by it', async () => {
		const { server, kiosk } = await murat();
		const done = await claimDay(kiosk, wish);
		expect(done).toMatchObject({ again: false });
		expect(await standing(kiosk, who(1), TUESDAY)).toEqual(['requested']);
		await server.meet(kiosk);
		server.answer(TUESDAY);
		await server.meet(kiosk);
		expect(await standing(kiosk, who(1), TUESDAY)).toEqual(['confirmed']);
	});

	test('is asked for once, however often it is tapped', async () => {
		const { kiosk } = await murat();
		const taps = await Promise.all([claimDay(kiosk, wish), claimDay(kiosk, wish)]);
		expect(new Set(taps.map((tap) => 'claim' in tap && tap.claim)).size).toBe(1);
		expect((await kiosk.log.backlog()).waiting).toBe(1);
	});

	test('is taken back by whoever asked a moment ago, granted or not, and the trace stays', async () => {
		const { server, kiosk } = await murat();
		for (const isAnswered of [false, true]) {
			const done = await claimDay(kiosk, wish);
			const claim = 'claim' in done ? done.claim : '';
			if (isAnswered) {
				await server.meet(kiosk);
				server.answer(TUESDAY);
				await server.meet(kiosk);
				expect(await standing(kiosk, who(1), TUESDAY)).toContain('confirmed');
			}
			const taps = [withdrawClaim(kiosk, claim), withdrawClaim(kiosk, claim)];
			expect(await Promise.all(taps)).toEqual([{ undone: true }, { undone: false }]);
			const { claims } = await kiosk.log.page('ledger', pageKey.ledger('murat', TUESDAY));
			expect(claims[claim]!.cancelled).toMatchObject({ why: 'owner', said: { by: who(1) } });
			await server.meet(kiosk);
			server.answer(TUESDAY);
			expect(server.ledger(TUESDAY).claims[claim]!.held).toBeUndefined();
		}
		// A day that was taken back can be asked for again.
		expect(await claimDay(kiosk, wish)).toMatchObject({ again: false });
	});

	test.each([
		['a Sunday', '2026-11-29', 'closed'],
		['Christmas', '2026-12-25', 'closed'],
		['yesterday', '2026-11-22', 'past'],
		['next summer', '2027-07-05', 'too-far']
	])('on %s is not asked for, and it is said why', async (_, day, problem) => {
		const { kiosk } = await murat();
		expect(await claimDay(kiosk, { ...wish, day })).toEqual({ problem });
		expect((await kiosk.log.backlog()).waiting).toBe(0);
	});
});

/** The kiosk hears what its centre is. */
const describeCentre = (kiosk: PlaceKiosk) =>
	tellPublic(kiosk, 'centre.described', { centre: MURAT });
const close = (kiosk: PlaceKiosk, day: string) =>
	tellPublic(kiosk, 'centre.closed', { from: day, to: day, why: 'Neige' });

async function tellPublic({ log }: PlaceKiosk, kind: string, fields: object): Promise<void> {
	const _id = factId({ day: MONDAY, scope: 'murat', device: 'coord', epoch: 1, seq: 1 });
	const fact = { _id, kind, v: 1, count: 1, at: { wall: 1 }, by: 'coord', ...fields };
	const news = { [database.public]: { cursor: '1.1', facts: [fact] } };
	await log.absorb({ sync: 1, now: 1, instance: 'a', news }, { receivedAt: 1 });
}
