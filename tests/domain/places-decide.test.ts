import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instantOf } from '../../src/lib/domain/calendar';
import { rightAt, type LedgerPage } from '../../src/lib/domain/folds/ledger';
import {
	decide,
	freeCount,
	MOST_OFFERS,
	type Act,
	type Grounds
} from '../../src/lib/domain/places/decide';
import { SERVER, type HolderName } from '../../src/lib/domain/places/holders';
import { standingOf } from '../../src/lib/domain/places/standing';
import { factOf, grounds, KIOSK, MARIE, OTHER, PAUL, telling } from '../support/ledger-facts';
import { ledgerOf, play, stepsWithCopies } from '../support/places-history';

/* Long because one decision meets everybody who wants a place: who asks, who waits, who was moved, who keeps one. */

const MINUTE = 60_000;
type Told = ReturnType<typeof telling>;
const acts = (page: LedgerPage, me: HolderName, of: Partial<Grounds> = {}): readonly Act[] =>
	decide(page, me, { ...grounds, ...of }, (act, n) =>
		factOf(me, act.kind, act, 5_000 + n, 50_000 + n)
	);
/** Lets the server say all it has to, and answers how the claims stand then. */
function served(told: Told, of: Partial<Grounds> = {}): (id: string) => string {
	told.act(SERVER, acts(told.page(), SERVER, of));
	const { claims } = told.page();
	return (id) => standingOf(claims[id]!);
}

describe('what a holder says', () => {
	test('said once, there is nothing more to say', () => {
		fc.assert(
			fc.property(stepsWithCopies, fc.constantFrom(SERVER, KIOSK, OTHER), (steps, me) => {
				const { log } = play(steps);
				const said = acts(ledgerOf(log), me);
				const facts = said.map((act, n) => factOf(me, act.kind, act, 5_000 + n, 50_000 + n));
				expect(acts(ledgerOf([...log, ...facts]), me)).toEqual([]);
			}),
			{ numRuns: Number(process.env['PLACES_RUNS'] ?? 300) }
		);
	});

	test('is about its own: claims of another holder, and rights of another, are left alone', () => {
		fc.assert(
			fc.property(stepsWithCopies, fc.constantFrom(SERVER, KIOSK, OTHER), (steps, me) => {
				const page = ledgerOf(play(steps).log);
				for (const act of acts(page, me))
					if (act.kind === 'place.granted')
						for (const [unit, slot] of act.rights)
							expect(rightAt(page, unit, slot).holder).toBe(me);
			})
		);
	});

	test('the order in which claims were received decides, not what they count or what a clock says', () => {
		const told = telling();
		const spaces = [{ id: 'desk', kind: 'desk' as const, count: 1 }];
		const centre = { ...grounds.centre, spaces };
		const first = told.claim({ person: PAUL }, 1_000);
		const second = told.claim({}, 1);
		const stands = served(told, { centre, received: [first, second] });
		expect([stands(first), stands(second)]).toEqual(['confirmed', 'refused']);
	});

	test('who is refused a full place and would wait is on the list; who would not, is not', () => {
		const told = telling();
		const [one, two] = [told.claim(), told.claim({ person: PAUL })];
		const waits = told.claim({ person: 'p_anne00003', waits: true });
		const leaves = told.claim({ person: 'p_jean00004' });
		const stands = served(told);
		expect([one, two, waits, leaves].map(stands)).toEqual([
			...['confirmed', 'confirmed', 'waitlisted', 'refused']
		]);
	});

	test('what is wrong with a wish is said, each time with its own reason', () => {
		const told = telling();
		const wishes = {
			'unknown-space': told.claim({ space: 'constructor' }),
			'too-long': told.claim({ slots: ['09:00'] }),
			'outside-hours': told.claim({ space: 'room', slots: ['07:00'] })
		};
		served(told, { now: instantOf(grounds.day, '06:00') });
		const why = (id: string) => told.page().claims[id]?.refused;
		for (const [reason, id] of Object.entries(wishes)) expect(why(id)).toBe(reason);
		const late = telling();
		const past = late.claim();
		served(late, { now: instantOf(grounds.day, '13:00') });
		expect(late.page().claims[past]?.refused).toBe('past');
		const shut = telling();
		const closed = shut.claim();
		served(shut, { closures: [{ from: grounds.day, to: grounds.day, why: 'neige' }] });
		expect(shut.page().claims[closed]?.refused).toBe('closed');
		const far = telling();
		const ahead = far.claim();
		served(far, { today: '2026-09-24', now: instantOf('2026-09-24', '09:00') });
		expect(far.page().claims[ahead]?.refused).toBe('too-far');
	});

	test('a place kept from everybody may be so outside opening hours and on a closed day', () => {
		const told = telling();
		const slots = ['18:00', '18:30'];
		const blocked = told.claim({ person: undefined, space: 'room', slots, block: 'peinture' });
		const closures = [{ from: grounds.day, to: grounds.day, why: 'travaux' }];
		expect(served(told, { closures })(blocked)).toBe('confirmed');
	});

	test('a place is kept from everybody in its own slots alone: half-days keep nobody from a room', () => {
		const told = telling();
		const kept = { person: undefined, block: 'peinture' };
		const room = told.claim({ ...kept, space: 'room', slots: ['am'] });
		const desk = told.claim({ ...kept, space: 'desk', slots: ['18:00', '18:30'] });
		const twice = told.claim({ ...kept, space: 'desk', slots: ['am', 'am'] });
		const standing = served(told);
		expect([room, desk, twice].map(standing)).toEqual(['refused', 'refused', 'refused']);
	});

	test('nor is a place kept from everybody on a day beyond those on which places are given', () => {
		const told = telling();
		const slots = ['10:00', '11:30'];
		const blocked = told.claim({ person: undefined, space: 'room', slots, block: 'peinture' });
		served(told, { today: '2026-09-24', now: instantOf('2026-09-24', '09:00') });
		expect(told.page().claims[blocked]?.refused).toBe('too-far');
	});
});

describe('one person', () => {
	test('has one desk at a time, and may have a room during a desk’s half-day', () => {
		const told = telling();
		const desk = told.claim({ slots: ['am', 'pm'] });
		const again = told.claim({ slots: ['pm'] });
		const room = told.claim({ space: 'room', slots: ['10:00', '10:30'] });
		const twice = told.claim({ space: 'room', slots: ['10:30'] });
		const later = told.claim({ space: 'room', slots: ['11:00'] });
		const stands = served(told);
		expect([desk, again, room, twice, later].map(stands)).toEqual([
			...['confirmed', 'refused', 'confirmed', 'refused', 'confirmed']
		]);
		expect(told.page().claims[again]?.refused).toBe('overlap');
	});

	test('is not given a place while they have one elsewhere at that time, of whatever sort', () => {
		const told = telling();
		const [am, pm] = [told.claim(), told.claim({ slots: ['pm'] })];
		const elsewhere = (person: string) => (person === MARIE ? ['10:00'] : []);
		const stands = served(told, { elsewhere });
		expect([stands(am), stands(pm)]).toEqual(['refused', 'confirmed']);
		expect(told.page().claims[am]?.refused).toBe('overlap');
	});

	test('who has given back a place, or never had one, is not in their own way', () => {
		const told = telling();
		const first = told.claim();
		served(told);
		told.say(KIOSK, 'place.cancelled', { claim: first, why: 'owner' });
		const second = told.claim();
		const stands = served(told);
		expect([stands(first), stands(second)]).toEqual(['cancelled', 'confirmed']);
	});

	test('has two half-days on one desk where one is free for both, and else on two', () => {
		const told = telling();
		const first = told.claim({ person: PAUL, slots: ['am'], unit: 'desk-1' });
		const other = told.claim({ person: 'p_anne00003', slots: ['pm'], unit: 'desk-2' });
		served(told);
		const both = told.claim({ slots: ['am', 'pm'] });
		served(told);
		const units = (id: string) => told.page().claims[id]?.held?.map(([unit]) => unit);
		expect([units(first), units(other), units(both)]).toEqual([
			...[['desk-1'], ['desk-2'], ['desk-2', 'desk-1']]
		]);
	});
});

describe('a place that becomes free', () => {
	/** Both desks are taken, and two people wait. */
	function full() {
		const told = telling();
		const has = [told.claim({ person: PAUL }), told.claim({ person: 'p_anne00003' })] as const;
		const waits = [
			told.claim({ person: 'p_jean00004', waits: true }),
			told.claim({ person: 'p_lise00005', waits: true })
		] as const;
		served(told);
		told.say(KIOSK, 'place.cancelled', { claim: has[0], why: 'owner' });
		return { told, has, waits };
	}

	test('is offered to who has waited longest, for half an hour at least and half a day at most', () => {
		const { told, waits } = full();
		const early = telling(told.facts);
		const stands = served(told);
		expect(waits.map(stands)).toEqual(['offered', 'waitlisted']);
		const until = (its: Told): number => its.page().claims[waits[0]]!.offer!;
		expect(until(told)).toBe(grounds.now + 30 * MINUTE);
		const before = instantOf('2026-11-14', '08:00');
		served(early, { today: '2026-11-14', now: before });
		expect(until(early)).toBe(before + 12 * 60 * MINUTE);
	});

	test.each([
		['late in the evening before', '2026-11-23', '22:00', '2026-11-24', '08:00'],
		['at night', '2026-11-24', '05:00', '2026-11-24', '08:00'],
		['so that it would run out at night', '2026-11-22', '15:00', '2026-11-23', '08:00'],
		['a few minutes before it begins', '2026-11-24', '07:50', '2026-11-24', '08:20']
	])(
		'is held till morning, and nobody has to wake up for it: %s',
		(_when, day, at, until, time) => {
			const { told, waits } = full();
			const when = { today: day, now: instantOf(day, at) };
			served(told, when);
			expect(told.page().claims[waits[0]]!.offer).toBe(instantOf(until, time));
			expect(served(told, { ...when, now: instantOf(until, time) - 1 })(waits[0])).toBe('offered');
		}
	);

	test('is offered to who waits before anybody has it who has only just asked, however late its holder hears of all that', () => {
		const { told, waits } = full();
		const late = told.claim({ person: 'p_rene00006' });
		const stands = served(told);
		expect([...waits, late].map(stands)).toEqual(['offered', 'waitlisted', 'refused']);
	});

	test('goes to the next one when the offer runs out, and no sooner', () => {
		const { told, waits } = full();
		served(told);
		const now = grounds.now + 30 * MINUTE;
		expect(waits.map(served(told, { now: now - 1 }))).toEqual(['offered', 'waitlisted']);
		expect(waits.map(served(told, { now }))).toEqual(['waitlisted', 'offered']);
		expect(waits.map(served(told, { now: now + 30 * MINUTE }))).toEqual(['offered', 'waitlisted']);
	});

	test('stays with who says yes, however late it is by then', () => {
		const { told, waits } = full();
		served(told);
		told.say(KIOSK, 'place.accepted', { claim: waits[0] }, 1);
		const stands = served(told, { now: grounds.now + 3 * 60 * MINUTE });
		expect(waits.map(stands)).toEqual(['confirmed', 'waitlisted']);
	});

	test('is not offered any more to who let so many offers run out', () => {
		const { told, waits } = full();
		told.say(KIOSK, 'place.cancelled', { claim: waits[1], why: 'owner' });
		let { now } = grounds;
		for (let n = 0; n < MOST_OFFERS; n += 1) {
			expect(served(told, { now })(waits[0])).toBe('offered');
			now += 30 * MINUTE;
		}
		expect(served(told, { now })(waits[0])).toBe('refused');
		expect(told.page().claims[waits[0]]?.refused).toBe('missed');
	});

	test('is not offered to who has found another meanwhile, or when the time is over', () => {
		const { told, waits } = full();
		const late = telling(told.facts);
		const elsewhere = (person: string) => (person === 'p_jean00004' ? ['am'] : []);
		expect(waits.map(served(told, { elsewhere }))).toEqual(['refused', 'offered']);
		const over = { now: instantOf(grounds.day, '13:00') };
		expect(waits.map(served(late, over))).toEqual(['refused', 'refused']);
	});

	test.each([
		['is left of what they waited for', { slots: ['am', 'pm'] }, {}, 'waitlisted'],
		['is more than they waited for', {}, { slots: ['am', 'pm'] }, 'offered'],
		['somebody else had waited for', { person: PAUL }, {}, 'offered'],
		['they had asked for and never waited for', { waits: undefined }, {}, 'offered']
	])(
		'keeps its turn for who waits for what %s, and for nobody else',
		(_what, before, after, other) => {
			const told = telling();
			const has = ['p_anne00003', 'p_rene00006'].map((person) => told.claim({ person }));
			served(told);
			const first = told.claim({ person: 'p_jean00004', waits: true, ...before });
			const next = told.claim({ person: 'p_lise00005', waits: true });
			served(told);
			told.say(KIOSK, 'place.cancelled', { claim: first, why: 'owner' });
			const rest = { person: 'p_jean00004', waits: true, replaces: first, ...after };
			const last = told.claim(rest);
			served(told);
			told.say(KIOSK, 'place.cancelled', { claim: has[0], why: 'owner' });
			const stands = served(told);
			expect(stands(next)).toBe(other);
			expect(stands(last)).toBe(other === 'offered' ? 'waitlisted' : 'offered');
		}
	);

	test('comes by its turn later for who has let an offer of the same run out', () => {
		const { told, waits } = full();
		served(told);
		const now = grounds.now + 30 * MINUTE;
		told.say(KIOSK, 'place.cancelled', { claim: waits[0], why: 'owner' });
		const again = told.claim({ person: 'p_jean00004', waits: true, replaces: waits[0] });
		expect([waits[1], again].map(served(told, { now }))).toEqual(['offered', 'waitlisted']);
	});

	test('takes nothing from who would change to it before they say yes, or if they never do', () => {
		const told = telling();
		const old = told.claim({ slots: ['pm'] });
		const others = [told.claim({ person: PAUL }), told.claim({ person: 'p_anne00003' })];
		served(told);
		const claim = told.claim({ waits: true, replaces: old });
		served(told);
		told.say(KIOSK, 'place.cancelled', { claim: others[0], why: 'owner' });
		served(told);
		const stands = (of: Told) => [old, claim].map((id) => standingOf(of.page().claims[id]!));
		expect(stands(told)).toEqual(['confirmed', 'offered']);
		const silent = telling(told.facts);
		const closures = [{ from: grounds.day, to: grounds.day, why: 'neige' }];
		served(silent, { now: grounds.now + 30 * MINUTE, closures });
		expect(stands(silent)[0]).toBe('confirmed');
		// A yes that sorts early and came too late is no different.
		silent.say(SERVER, 'place.accepted', { claim }, 1);
		expect(stands(silent)[0]).toBe('confirmed');
		told.say(SERVER, 'place.accepted', { claim });
		expect(stands(told)).toEqual(['replaced', 'confirmed']);
		served(told);
		expect(rightAt(told.page(), 'desk-1', 'pm')).toEqual({ holder: SERVER, gen: 1 });
	});

	test('when nobody came: it is over, and stays on record as such', () => {
		const { told, has, waits } = full();
		const stands = served(told, { absent: new Set([has[1]]) });
		expect([stands(has[0]), stands(has[1])]).toEqual(['cancelled', 'no-show']);
		expect(waits.map(stands)).toEqual(['offered', 'offered']);
	});
});

describe('who was moved', () => {
	const moved = (of: object = {}) => {
		const told = telling();
		told.say(SERVER, 'place.transferred', { rights: [['desk-1', 'am', 0]], to: KIOSK });
		const rights = [['desk-1', 'am', 1]];
		told.say(KIOSK, 'place.granted', { person: PAUL, space: 'desk', rights });
		const claim = told.claim({ to: KIOSK, ...of });
		told.say(KIOSK, 'place.granted', { claim, rights });
		return { told, claim };
	};

	test('is given another place before anybody who waits, without being asked', () => {
		const { told, claim } = moved();
		const other = told.claim({ person: 'p_anne00003', waits: true });
		told.say(SERVER, 'place.refused', { claim: other, why: 'full', waits: true });
		const stands = served(told);
		expect([stands(claim), stands(other)]).toEqual(['confirmed', 'waitlisted']);
	});

	test('stays moved while there is none, and is given the first that becomes free', () => {
		const { told, claim } = moved({ waits: true });
		const other = told.claim({ person: 'p_anne00003' }, 1);
		told.say(SERVER, 'place.granted', { claim: other, rights: [['desk-2', 'am', 0]] });
		expect(served(told)(claim)).toBe('moved');
		told.say(KIOSK, 'place.cancelled', { claim: other, why: 'owner' });
		expect(served(told)(claim)).toBe('confirmed');
	});

	test('is given at once what another leaves who is given something else instead', () => {
		const { told, claim } = moved();
		const person = 'p_anne00003';
		const desk = told.claim({ person }, 1);
		told.say(SERVER, 'place.granted', { claim: desk, rights: [['desk-2', 'am', 0]] });
		const room = told.claim({ person, space: 'room', slots: ['10:00'], replaces: desk });
		const stands = served(told);
		expect([claim, desk, room].map(stands)).toEqual(['confirmed', 'replaced', 'confirmed']);
	});

	test('is given nothing on a day that is over, closed, or taken up otherwise', () => {
		for (const of of [
			{ now: instantOf(grounds.day, '13:00') },
			{ closures: [{ from: grounds.day, to: grounds.day, why: 'neige' }] },
			{ elsewhere: () => ['am'] }
		]) {
			const { told, claim } = moved();
			expect(served(told, of)(claim)).toBe('moved');
		}
	});

	test('who had only been offered it waits again', () => {
		const told = telling();
		told.say(SERVER, 'place.transferred', { rights: [['desk-1', 'am', 0]], to: KIOSK });
		const claim = told.claim({ to: KIOSK, waits: true });
		told.say(KIOSK, 'place.granted', {
			...{ claim, rights: [['desk-1', 'am', 1]], offer: grounds.now + 1 }
		});
		told.say(SERVER, 'place.fenced', { holder: KIOSK, rights: [['desk-1', 'am', '']] });
		expect(standingOf(told.page().claims[claim]!)).toBe('waitlisted');
		expect(served(told)(claim)).toBe('offered');
	});
});

test('what a holder could still give is counted by what is its own', () => {
	const told = telling();
	told.say(SERVER, 'place.transferred', { rights: [['desk-1', 'am', 0]], to: KIOSK });
	const [desk] = grounds.centre.spaces;
	expect(freeCount(told.page(), KIOSK, desk!, 'am')).toBe(1);
	expect(freeCount(told.page(), SERVER, desk!, 'am')).toBe(1);
	expect(freeCount(told.page(), SERVER, desk!, 'pm')).toBe(2);
});
