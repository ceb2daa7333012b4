import { describe, expect, test } from 'vitest';
import type { Fact } from '../../src/lib/domain/facts';
import { deciderOf, rightAt } from '../../src/lib/domain/folds/ledger';
import { bookingsFold } from '../../src/lib/domain/folds/bookings';
import { decide } from '../../src/lib/domain/places/decide';
import { SERVER } from '../../src/lib/domain/places/holders';
import { isLive, standingOf } from '../../src/lib/domain/places/standing';
import { factOf, grounds, KIOSK, MARIE, OTHER, PAUL, telling } from '../support/ledger-facts';

/**
 * What a ledger makes of each thing that may be said out of turn, twice, too late or by who has no say.
 * Long because each kind of word meets each of the others.
 */

const standing = (told: ReturnType<typeof telling>, id: string) =>
	standingOf(told.page().claims[id]!);
const DESK = [['desk-1', 'am', 0]] as const;

describe('a place that is confirmed', () => {
	test.each([
		['a kiosk that holds nothing, in the first generation', KIOSK, 'place.granted', 0],
		['a kiosk that holds nothing, in the next generation', KIOSK, 'place.granted', 1],
		['a kiosk that holds nothing, in a generation far off', KIOSK, 'place.granted', 1_000_000],
		['a kiosk that passes it on', KIOSK, 'place.transferred', 0],
		['the server, which passes on what it has given', SERVER, 'place.transferred', 0],
		['a kiosk that fences', KIOSK, 'place.fenced', 0],
		['a kiosk that releases', KIOSK, 'place.released', 0],
		['a kiosk that refuses', KIOSK, 'place.refused', 0]
	])('stays so, whatever is said by %s', (_, by, kind, gen) => {
		const told = telling();
		const claim = told.claim();
		told.say(SERVER, 'place.granted', { claim, rights: DESK });
		const before = structuredClone(told.page().claims[claim]);
		const rights = [['desk-1', 'am', kind === 'place.fenced' ? '' : gen]];
		const fields = {
			'place.granted': { person: PAUL, space: 'desk', rights },
			'place.transferred': { to: OTHER, rights },
			'place.fenced': { holder: SERVER, rights },
			'place.released': { claim, why: 'cancelled' },
			'place.refused': { claim, why: 'full' }
		}[kind]!;
		// Before it in the order, or after: neither is of use.
		for (const count of [1, 11, 15, 25, 1_000]) {
			// What its holder had passed on before it could not have been given.
			if (kind === 'place.transferred' && by === SERVER && count < 20) continue;
			const also = telling(told.facts);
			also.say(by, kind, fields, count);
			expect([count, also.page().claims[claim]]).toEqual([count, before]);
			expect(rightAt(also.page(), 'desk-1', 'am')).toMatchObject({ claim, holder: SERVER });
		}
	});

	test('stays so when a centre has fewer desks from then on, or closes that day', () => {
		const told = telling();
		const claim = told.claim();
		told.say(SERVER, 'place.granted', { claim, rights: [['desk-2', 'am', 0]] });
		const spaces = [{ id: 'desk', kind: 'desk' as const, count: 1 }];
		const fewer = { ...grounds, centre: { ...grounds.centre, spaces } };
		const closures = [{ from: grounds.day, to: grounds.day, why: 'neige' }];
		const asFact = (): never => expect.unreachable('nothing is to be said');
		expect(decide(told.page(), SERVER, fewer, asFact)).toEqual([]);
		expect(decide(told.page(), SERVER, { ...grounds, closures }, asFact)).toEqual([]);
	});

	test('is given whole: one right of several that is used up leaves nothing of the rest behind', () => {
		const told = telling();
		const rights = ['09:00', '09:30', '10:00'].map((slot) => ['room-1', slot, 0]);
		const first = told.claim({ space: 'room', slots: ['10:00'] });
		const claim = told.claim({ person: PAUL, space: 'room', slots: ['09:00', '09:30', '10:00'] });
		told.say(SERVER, 'place.granted', { claim: first, rights: [['room-1', '10:00', 0]] });
		told.say(SERVER, 'place.granted', { claim, rights });
		expect(standing(told, first)).toBe('confirmed');
		expect(standing(told, claim)).toBe('moved');
		for (const slot of ['09:00', '09:30'])
			expect(rightAt(told.page(), 'room-1', slot)).toEqual({ holder: SERVER, gen: 0 });
	});

	test('is one place: a second grant for the same wish gives nothing and takes nothing', () => {
		const told = telling();
		const claim = told.claim();
		told.say(SERVER, 'place.granted', { claim, rights: DESK });
		told.say(SERVER, 'place.granted', { claim, rights: [['desk-2', 'am', 0]] });
		expect(told.page().claims[claim]?.held).toEqual(DESK);
		expect(rightAt(told.page(), 'desk-2', 'am').claim).toBeUndefined();
	});
});

describe('who has no say', () => {
	test('who was not asked gives nothing, even of what is theirs to give', () => {
		const told = telling();
		const claim = told.claim({ to: KIOSK });
		told.say(SERVER, 'place.granted', { claim, rights: DESK });
		told.say(SERVER, 'place.refused', { claim, why: 'full' });
		expect(standing(told, claim)).toBe('requested');
		expect(rightAt(told.page(), 'desk-1', 'am')).toEqual({ holder: SERVER, gen: 0 });
	});

	test('a kiosk that gives what is another’s takes nothing from it, in whichever generation', () => {
		for (const gen of [1, 2, 7]) {
			const told = telling();
			told.say(SERVER, 'place.transferred', { rights: DESK, to: KIOSK });
			const fields = { person: PAUL, space: 'desk' };
			const stolen = told.say(OTHER, 'place.granted', {
				...{ ...fields, rights: [['desk-1', 'am', gen]] }
			});
			expect(rightAt(told.page(), 'desk-1', 'am')).toEqual({ holder: KIOSK, gen: 1 });
			const own = told.say(KIOSK, 'place.granted', { ...fields, rights: [['desk-1', 'am', 1]] });
			expect([standing(told, own), standing(told, stolen)]).toEqual(['confirmed', 'moved']);
		}
	});

	test('a phone that writes as itself, in a ledger it never sees, changes nothing of what others have', () => {
		const told = telling();
		const claim = told.claim();
		told.say(SERVER, 'place.granted', { claim, rights: DESK });
		const before = told.page();
		const PHONE = 'phone001.1';
		const all = [
			...[...DESK, ['x'.repeat(40) + '-999', '23:30', Number.MAX_SAFE_INTEGER]],
			...[['__proto__-1', 'am', 3]]
		];
		told.say(PHONE, 'place.granted', { person: PAUL, space: 'desk', rights: all });
		told.say(PHONE, 'place.granted', { claim, rights: all });
		told.say(PHONE, 'place.transferred', { to: PHONE, rights: all });
		told.say(PHONE, 'place.released', { claim, why: 'left' });
		told.say(PHONE, 'place.fenced', {
			...{ holder: SERVER, rights: all.map(([unit, slot]) => [unit, slot, '']) }
		});
		const after = told.page();
		expect(after.rights).toEqual(before.rights);
		expect(after.claims[claim]).toEqual(before.claims[claim]);
		expect(after.fenced).toEqual([]);
	});
});

describe('one place for another', () => {
	const changing = () => {
		const told = telling();
		const old = told.claim();
		told.say(SERVER, 'place.granted', { claim: old, rights: DESK });
		return { told, old };
	};

	test('frees the old one and takes the new one in one act, even where they are the same desk', () => {
		const { told, old } = changing();
		const claim = told.claim({ slots: ['am', 'pm'], replaces: old });
		const rights = [
			['desk-1', 'am', 1],
			['desk-1', 'pm', 0]
		];
		told.say(SERVER, 'place.granted', { claim, rights });
		expect(standing(told, old)).toBe('replaced');
		expect(standing(told, claim)).toBe('confirmed');
		expect(rightAt(told.page(), 'desk-1', 'am')).toEqual({ holder: SERVER, gen: 1, claim });
	});

	test('is what the server says it is, where the wish came from a phone; from nobody else', () => {
		for (const by of [SERVER, KIOSK]) {
			const { told, old } = changing();
			const claim = told.claim({ to: by, slots: ['pm'] });
			const rights = [['desk-1', 'pm', by === SERVER ? 0 : 1]];
			told.say(by, 'place.granted', { claim, rights, replaces: old });
			expect(standing(told, claim)).toBe('confirmed');
			expect(standing(told, old)).toBe(by === SERVER ? 'replaced' : 'confirmed');
		}
	});

	test('leaves the old one where the new one is refused, waits, or turns out to be used up', () => {
		const { told, old } = changing();
		const refused = told.claim({ slots: ['pm'], replaces: old });
		told.say(SERVER, 'place.refused', { claim: refused, why: 'full', waits: true });
		expect(standing(told, old)).toBe('confirmed');
		const other = told.claim({ person: PAUL, slots: ['pm'] });
		told.say(SERVER, 'place.granted', { claim: other, rights: [['desk-1', 'pm', 0]] });
		const twice = told.claim({ slots: ['pm'], replaces: old });
		told.say(SERVER, 'place.granted', { claim: twice, rights: [['desk-1', 'pm', 0]] });
		expect(standing(told, twice)).toBe('moved');
		expect(standing(told, old)).toBe('confirmed');
		expect(rightAt(told.page(), 'desk-1', 'am').claim).toBe(old);
	});

	test('one after another leaves the last alone, and each desk free again', () => {
		const { told, old } = changing();
		let last = old;
		for (const [unit, gen] of [
			['desk-2', 0],
			['desk-1', 1],
			['desk-2', 1]
		] as const) {
			const next = told.claim({ replaces: last });
			told.say(SERVER, 'place.granted', { claim: next, rights: [[unit, 'am', gen]] });
			last = next;
		}
		const { claims, rights } = told.page();
		expect(Object.values(claims).filter(isLive)).toHaveLength(1);
		expect(standing(told, last)).toBe('confirmed');
		expect(rights['desk-1@am']).toEqual({ holder: SERVER, gen: 2 });
	});

	test('of another holder waits for that holder’s own word, and stands again if the new one is lost', () => {
		const told = telling();
		told.say(SERVER, 'place.transferred', { rights: DESK, to: KIOSK });
		const old = told.claim({ to: KIOSK });
		told.say(KIOSK, 'place.granted', { claim: old, rights: [['desk-1', 'am', 1]] });
		told.say(SERVER, 'place.transferred', { rights: [['desk-2', 'am', 0]], to: OTHER });
		const claim = told.claim({ to: OTHER, replaces: old });
		told.say(OTHER, 'place.granted', { claim, rights: [['desk-2', 'am', 1]] });
		expect(standing(told, old)).toBe('replaced');
		expect(rightAt(told.page(), 'desk-1', 'am').claim).toBe(old);
		told.say(SERVER, 'place.fenced', { holder: OTHER, rights: [['desk-2', 'am', '']] });
		expect(standing(told, claim)).toBe('moved');
		expect(standing(told, old)).toBe('confirmed');
	});

	test('that names itself, or nothing there is, is a place like any other', () => {
		for (const replaces of ['__proto__', 'constructor', 'toString', 'nothing']) {
			const told = telling();
			const claim = told.claim({ replaces });
			told.act(
				SERVER,
				decide(told.page(), SERVER, grounds, (act, n) => factOf(SERVER, act.kind, act, 90 + n, 90))
			);
			expect([replaces, standing(told, claim)]).toEqual([replaces, 'confirmed']);
		}
		const itself = factOf(SERVER, 'place.claimed', {}, 1, 10)._id;
		const told = telling();
		const claim = told.claim({ replaces: itself });
		expect(claim).toBe(itself);
		told.say(SERVER, 'place.granted', { claim, rights: DESK });
		expect(standing(told, claim)).toBe('confirmed');
	});
});

describe('what is said out of turn', () => {
	test('a cancellation that sorts before the grant, or before the wish itself, is heard', () => {
		for (const count of [1, 15, 30]) {
			const told = telling();
			const claim = told.claim({}, 10);
			told.say(SERVER, 'place.granted', { claim, rights: DESK }, 20);
			told.say(SERVER, 'place.cancelled', { claim, why: 'owner' }, count);
			expect([count, standing(told, claim)]).toEqual([count, 'cancelled']);
			const acts = decide(told.page(), SERVER, grounds, (act, n) =>
				factOf(SERVER, act.kind, act, 90 + n, 90)
			);
			expect(acts).toEqual([{ kind: 'place.released', claim, why: 'cancelled' }]);
			told.act(SERVER, acts);
			expect(rightAt(told.page(), 'desk-1', 'am')).toEqual({ holder: SERVER, gen: 1 });
		}
	});

	test('a yes that sorts before the offer it answers is heard, and holds once the holder has said so', () => {
		for (const count of [1, 15, 30]) {
			const told = telling();
			const claim = told.claim({ waits: true }, 10);
			told.say(SERVER, 'place.granted', { claim, rights: DESK, offer: grounds.now + 1 }, 20);
			expect(standing(told, claim)).toBe('offered');
			const by = 'p_marie00001';
			told.say(SERVER, 'place.accepted', { claim, by }, count);
			expect([count, standing(told, claim)]).toEqual([count, 'offered']);
			const acts = decide(told.page(), SERVER, { ...grounds, now: grounds.now + 2 }, (act, n) =>
				factOf(SERVER, act.kind, act, 90 + n, 90)
			);
			expect(acts).toEqual([{ kind: 'place.accepted', claim }]);
			told.act(SERVER, acts);
			expect([count, standing(told, claim)]).toEqual([count, 'confirmed']);
		}
	});

	test('a yes that comes too late takes nothing from anybody, and stands for the next place', () => {
		const told = telling();
		const claim = told.claim({ waits: true });
		told.say(SERVER, 'place.granted', { claim, rights: DESK, offer: grounds.now });
		told.say(SERVER, 'place.released', { claim, why: 'expired' });
		const other = told.claim({ person: PAUL });
		told.say(SERVER, 'place.granted', { claim: other, rights: [['desk-1', 'am', 1]] });
		told.say(SERVER, 'place.accepted', { claim });
		expect([standing(told, claim), standing(told, other)]).toEqual(['waitlisted', 'confirmed']);
		told.act(
			SERVER,
			decide(told.page(), SERVER, grounds, (act, n) => factOf(SERVER, act.kind, act, 90 + n, 90))
		);
		expect([standing(told, claim), standing(told, other)]).toEqual(['confirmed', 'confirmed']);
		expect(told.page().claims[claim]?.held).toEqual([['desk-2', 'am', 0]]);
	});

	test('a release by a holder that has it no more changes nothing', () => {
		const told = telling();
		told.say(SERVER, 'place.transferred', { rights: DESK, to: KIOSK });
		const claim = told.claim({ to: KIOSK });
		told.say(KIOSK, 'place.granted', { claim, rights: [['desk-1', 'am', 1]] });
		told.say(SERVER, 'place.fenced', { holder: KIOSK, rights: [['desk-1', 'am', claim]] });
		told.say(KIOSK, 'place.released', { claim, why: 'no-show' });
		expect(standing(told, claim)).toBe('confirmed');
		expect(told.page().claims[claim]?.by).toBe(SERVER);
	});

	test('a right passed on to its own holder is still that holder’s alone', () => {
		const told = telling();
		told.say(SERVER, 'place.transferred', { rights: DESK, to: SERVER });
		const [stale, claim] = [told.claim(), told.claim({ person: PAUL })];
		told.say(SERVER, 'place.granted', { claim: stale, rights: DESK });
		told.say(SERVER, 'place.granted', { claim, rights: [['desk-1', 'am', 1]] });
		expect([standing(told, stale), standing(told, claim)]).toEqual(['moved', 'confirmed']);
	});

	test('the same word twice is one word', () => {
		const told = telling();
		const claim = told.claim();
		told.say(SERVER, 'place.granted', { claim, rights: DESK });
		told.say(SERVER, 'place.told', { claim, of: 'confirmed' });
		told.say(SERVER, 'place.told', { claim, of: 'confirmed' });
		told.say(SERVER, 'place.cancelled', { claim, why: 'host', reason: 'fuite' });
		told.say(SERVER, 'place.cancelled', { claim, why: 'owner' });
		told.say(SERVER, 'place.released', { claim, why: 'cancelled' });
		told.say(SERVER, 'place.released', { claim, why: 'no-show' });
		const its = told.page().claims[claim]!;
		expect([its.told, its.cancelled?.reason, its.released]).toEqual([
			['confirmed'],
			'fuite',
			'cancelled'
		]);
		expect(rightAt(told.page(), 'desk-1', 'am').gen).toBe(1);
	});

	test('names that every object has are no claims, and change no object', () => {
		const kinds = ['granted', 'refused', 'released', 'cancelled', 'accepted', 'told'];
		const told = telling();
		for (const claim of ['__proto__', 'constructor', 'prototype', 'hasOwnProperty'])
			for (const kind of kinds)
				told.say(SERVER, `place.${kind}`, { claim, rights: DESK, why: 'cancelled', of: 'x' });
		told.say(SERVER, 'place.fenced', {
			holder: KIOSK,
			rights: [['desk-1', 'am', '__proto__']]
		});
		const page = told.page();
		expect(Object.keys(page.claims)).toEqual([]);
		for (const field of ['cancelled', 'told', 'accepted', 'held', 'refused', 'released'])
			expect([field, ({} as Record<string, unknown>)[field]]).toEqual([field, undefined]);
		expect(deciderOf(page, { to: SERVER } as never)).toBe(SERVER);
		const bookings = bookingsFold.empty();
		for (const booking of ['__proto__', 'constructor'])
			for (const kind of ['cancelled', 'accepted', 'seen'])
				bookingsFold.add(
					bookings,
					factOf(KIOSK, `booking.${kind}`, { booking, of: 'confirmed' }, 1, 1)
				);
		expect(bookings).toEqual(bookingsFold.empty());
	});
});

describe('a grant whose right is not known here', () => {
	const believed = (gen = 5) => {
		const told = telling();
		const person = MARIE;
		const claim = told.say(KIOSK, 'place.granted', {
			...{ person, space: 'desk', rights: [['desk-1', 'am', gen]] }
		});
		return { told, claim };
	};

	test('is believed, and nobody else is given that place by who has heard of it', () => {
		const { told, claim } = believed();
		expect(standing(told, claim)).toBe('confirmed');
		const other = told.claim({ person: PAUL });
		told.act(
			SERVER,
			decide(told.page(), SERVER, grounds, (act, n) => factOf(SERVER, act.kind, act, 90 + n, 90))
		);
		expect(told.page().claims[other]?.held).toEqual([['desk-2', 'am', 0]]);
		expect(standing(told, claim)).toBe('confirmed');
	});

	test('gives way to one whose right is known, whichever sorts first', () => {
		for (const count of [1, 100]) {
			const { told, claim } = believed();
			const other = told.claim({ person: PAUL }, 1);
			told.say(SERVER, 'place.granted', { claim: other, rights: DESK }, count);
			expect([count, standing(told, other), standing(told, claim)]).toEqual([
				count,
				'confirmed',
				'moved'
			]);
		}
	});

	test('holds against a place that was given up, whose release a restored server has forgotten', () => {
		const told = telling();
		const left = told.claim({ person: PAUL });
		told.say(SERVER, 'place.granted', { claim: left, rights: DESK });
		const given = (before: readonly Fact[]) => {
			const here = telling(before);
			const rights = [['desk-1', 'am', 2]];
			const claim = here.say(KIOSK, 'place.granted', { person: MARIE, space: 'desk', rights }, 100);
			return { here, claim };
		};
		const taken = given(told.facts);
		expect(standing(taken.here, taken.claim)).toBe('moved');
		told.say(PAUL, 'place.cancelled', { claim: left, why: 'left' });
		const forgotten = given(told.facts);
		expect(standing(forgotten.here, forgotten.claim)).toBe('confirmed');
		expect(standing(forgotten.here, left)).toBe('ended');
		told.say(SERVER, 'place.released', { claim: left, why: 'left' });
		told.say(SERVER, 'place.transferred', { rights: [['desk-1', 'am', 1]], to: KIOSK });
		const heard = given(told.facts);
		expect(heard.here.page().claims[heard.claim]?.unproven).toBeUndefined();
	});

	test('is known once the transfer it rests on is here', () => {
		const { told, claim } = believed(1);
		told.say(SERVER, 'place.transferred', { rights: DESK, to: KIOSK }, 1);
		expect(told.page().claims[claim]?.unproven).toBeUndefined();
		expect(rightAt(told.page(), 'desk-1', 'am')).toEqual({ holder: KIOSK, gen: 1, claim });
	});

	test('is as good as known once a fence of the server names it', () => {
		const { told, claim } = believed();
		told.say(SERVER, 'place.fenced', { holder: KIOSK, rights: [['desk-1', 'am', claim]] });
		expect(standing(told, claim)).toBe('confirmed');
		expect(told.page().claims[claim]?.unproven).toBeUndefined();
		expect(rightAt(told.page(), 'desk-1', 'am')).toEqual({ holder: SERVER, gen: 1_000, claim });
	});

	test('is no grant in a generation that only the server ever had', () => {
		for (const gen of [0, 1_000]) {
			const { told, claim } = believed(gen);
			expect(standing(told, claim)).toBe('moved');
		}
	});
});

describe('a fence', () => {
	const held = () => {
		const told = telling();
		const both = [...DESK, ['desk-2', 'am', 0]];
		told.say(SERVER, 'place.transferred', { rights: both, to: KIOSK });
		const claim = told.claim({ to: KIOSK });
		told.say(KIOSK, 'place.granted', { claim, rights: [['desk-1', 'am', 1]] });
		return { told, claim };
	};
	const fence = (told: ReturnType<typeof telling>, claim: string, count?: number) =>
		told.say(
			SERVER,
			'place.fenced',
			{
				holder: KIOSK,
				rights: [
					['desk-1', 'am', claim],
					['desk-2', 'am', '']
				]
			},
			count
		);

	test('leaves what the server knew to be given, and moves what it had not heard of', () => {
		const { told, claim } = held();
		const before = told.say(
			KIOSK,
			'place.granted',
			{ person: PAUL, space: 'desk', rights: [['desk-2', 'am', 1]] },
			35
		);
		fence(told, claim, 50);
		const after = told.say(
			KIOSK,
			'place.granted',
			{ person: 'p_anne00003', space: 'desk', rights: [['desk-2', 'am', 1]] },
			60
		);
		expect(standing(told, claim)).toBe('confirmed');
		expect([standing(told, before), standing(told, after)]).toEqual(['moved', 'moved']);
		expect(deciderOf(told.page(), told.page().claims[before]!)).toBe(SERVER);
		expect(rightAt(told.page(), 'desk-2', 'am')).toEqual({ holder: SERVER, gen: 1_000 });
	});

	test('holds against a release and a new grant of the same desk that the server had not heard of', () => {
		const { told, claim } = held();
		told.say(KIOSK, 'place.released', { claim, why: 'no-show' }, 32);
		const other = told.say(
			KIOSK,
			'place.granted',
			{ person: PAUL, space: 'desk', rights: [['desk-1', 'am', 2]] },
			35
		);
		fence(told, claim, 50);
		expect([standing(told, claim), standing(told, other)]).toEqual(['confirmed', 'moved']);
		expect(rightAt(told.page(), 'desk-1', 'am')).toEqual({ holder: SERVER, gen: 1_000, claim });
		told.say(SERVER, 'place.released', { claim, why: 'cancelled' });
		expect(rightAt(told.page(), 'desk-1', 'am')).toEqual({ holder: SERVER, gen: 1_001 });
	});

	test('makes the server decide about what the fenced kiosk was asked', () => {
		const { told, claim } = held();
		fence(told, claim);
		const asked = told.claim({ person: PAUL, to: KIOSK });
		told.act(
			SERVER,
			decide(told.page(), SERVER, grounds, (act, n) => factOf(SERVER, act.kind, act, 90 + n, 90))
		);
		expect(standing(told, asked)).toBe('confirmed');
		expect(told.page().claims[asked]?.by).toBe(SERVER);
	});

	test('of the server’s own former numbering moves what nobody here had heard of', () => {
		const told = telling();
		const known = told.claim();
		told.say(SERVER, 'place.granted', { claim: known, rights: DESK });
		const rights = [
			['desk-1', 'am', known],
			['desk-2', 'am', '']
		];
		told.say(SERVER, 'place.fenced', { holder: SERVER, rights });
		const lost = told.claim({ person: PAUL }, 5);
		told.say(SERVER, 'place.granted', { claim: lost, rights: [['desk-2', 'am', 0]] }, 400);
		expect([standing(told, known), standing(told, lost)]).toEqual(['confirmed', 'moved']);
	});
});
