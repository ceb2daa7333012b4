import { describe, expect, test } from 'vitest';
import { ledgerFold, type LedgerPage } from '../../src/lib/domain/folds/ledger';
import type { Centre } from '../../src/lib/domain/centres';
import type { Fact } from '../../src/lib/domain/facts';
import { factId, type FactId } from '../../src/lib/domain/ids';
import { serverName } from '../../src/lib/domain/places/holders';
import type { Closure } from '../../src/lib/domain/places/slots';
import { isTold, wordFor } from '../../src/lib/domain/places/told';
import { untoldOf } from '../../src/lib/domain/places/untold';

const DAY = '2026-11-23';
const SERVER = serverName('0000000000000');
const WEEK = Array.from({ length: 7 }, () => [['08:30', '17:30']] as const);
const CENTRE = {
	hours: WEEK,
	spaces: [
		{ id: 'desk', kind: 'desk', count: 3 },
		{ id: 'confidential', kind: 'confidential', count: 1 }
	]
} as const;
const MARIE = 'p_marie00000';

function dayOf() {
	const page: LedgerPage = ledgerFold.empty();
	let seq = 0;
	const say = (kind: string, fields: object, device = 'host1'): FactId => {
		seq += 1;
		const _id = factId({ day: DAY, scope: 'murat', device, epoch: 1, seq });
		const fact = { _id, kind, v: 1, count: seq, at: { wall: seq }, by: device, ...fields };
		ledgerFold.add(page, fact as Fact);
		return _id;
	};
	const claim = (more: object = {}): FactId =>
		say('place.claimed', { person: MARIE, space: 'desk', slots: ['am'], to: 'server', ...more });
	const grant = (id: FactId, unit = 'desk-1', gen = 0): FactId =>
		say('place.granted', { claim: id, rights: [[unit, 'am', gen]] }, SERVER);
	const untold = (closures: readonly Closure[] = [], hours: Centre['hours'] = WEEK) =>
		untoldOf(page, { centre: { ...CENTRE, hours }, closures, day: DAY });
	const news = (...door: Parameters<typeof untold>) =>
		untold(...door).map(({ of, reason }) => (reason === undefined ? of : `${of}: ${reason}`));
	/** As a device does that has heard all there is to hear. */
	const tell = (...door: Parameters<typeof untold>): void => {
		for (const { claim: its, words } of untold(...door))
			for (const word of words) say('place.told', { claim: its.id, of: wordFor(its, word)! });
	};
	return { page, say, claim, grant, untold, news, tell };
}

describe('whom a host has to call', () => {
	test('is nobody who asked and has what they asked for, or no answer yet', () => {
		const day = dayOf();
		const id = day.claim();
		expect(day.news()).toEqual([]);
		day.grant(id);
		expect(day.news()).toEqual([]);
	});

	test('is whoever was refused, but not who waits for a place', () => {
		const day = dayOf();
		const id = day.claim();
		day.say('place.refused', { claim: id, why: 'full', waits: true }, SERVER);
		expect(day.news()).toEqual([]);
		day.say('place.refused', { claim: id, why: 'missed' }, SERVER);
		expect(day.news()).toEqual(['refused']);
	});

	test('is whoever lost their place to a fence', () => {
		const day = dayOf();
		const rights = [['desk-1', 'am', 0]];
		day.say('place.transferred', { rights, to: 'kiosk1.1' }, SERVER);
		const id = day.claim({ to: 'kiosk1.1' });
		day.say('place.granted', { claim: id, rights: [['desk-1', 'am', 1]] }, 'kiosk1');
		day.say('place.fenced', { holder: 'kiosk1.1', rights: [['desk-1', 'am', '']] }, SERVER);
		expect(day.news()).toEqual(['moved']);
	});

	test('is whoever a host cancelled with a reason; their own cancelling is known to them', () => {
		const day = dayOf();
		const [hosts, own] = [day.claim(), day.claim({ person: 'p_karim00000' })];
		day.grant(hosts);
		day.grant(own, 'desk-2');
		day.say('place.cancelled', { claim: own, why: 'owner' });
		expect(day.news()).toEqual([]);
		day.say('place.cancelled', { claim: hosts, why: 'host', reason: 'Neige' });
		expect(day.news()).toEqual(['cancelled: Neige']);
	});

	test('is whoever was moved, once they are, and not who keeps the place before', () => {
		const day = dayOf();
		const old = day.claim();
		day.grant(old);
		const move = day.claim({ unit: 'desk-2', replaces: old, reason: 'Bruit' });
		expect(day.news()).toEqual([]);
		day.say('place.refused', { claim: move, why: 'full' }, SERVER);
		expect(day.news()).toEqual([]);
		const other = day.claim({ unit: 'desk-3', replaces: old, reason: 'Bruit' });
		day.grant(other, 'desk-3');
		expect(day.news()).toEqual(['confirmed: Bruit']);
	});

	test('is whoever has a place on a closed day, and once told, again when it reopens', () => {
		const day = dayOf();
		const id = day.claim();
		day.grant(id);
		const closures = [{ from: DAY, to: DAY, why: 'Neige' }];
		expect(day.news(closures)).toEqual(['closed: Neige']);
		expect(day.news()).toEqual([]);
		day.say('place.told', { claim: id, of: 'closed' });
		expect(day.news(closures)).toEqual([]);
		expect(day.news()).toEqual(['reopened']);
		day.say('place.told', { claim: id, of: 'reopened' });
		expect(day.news()).toEqual([]);
	});

	const snow = (n: number): Closure => ({
		id: factId({ day: DAY, scope: 'murat', device: 'host1', epoch: 1, seq: 900 + n }),
		...{ from: DAY, to: DAY, why: 'Neige' }
	});

	test('is told each time the door closes, and each time it opens again', () => {
		const day = dayOf();
		day.grant(day.claim());
		for (const n of [1, 2, 3]) {
			expect(day.news([snow(n)])).toEqual(['closed: Neige']);
			day.tell([snow(n)]);
			expect(day.news([snow(n)])).toEqual([]);
			expect(day.news()).toEqual(['reopened']);
			day.tell();
			expect(day.news()).toEqual([]);
		}
	});

	test('is told of a second closure by whoever had told them of the first in words without a name', () => {
		const day = dayOf();
		const id = day.claim();
		day.grant(id);
		day.say('place.told', { claim: id, of: 'closed' });
		expect(day.news([snow(1)])).toEqual([]);
		day.say('place.told', { claim: id, of: 'reopened' });
		expect(day.news([snow(2)])).toEqual(['closed: Neige']);
	});

	test('has heard no more than that it is closed, when it opened and closed while nobody called', () => {
		const day = dayOf();
		day.grant(day.claim());
		day.tell([snow(1)]);
		expect(day.news([snow(2)])).toEqual([]);
		expect(day.news()).toEqual(['reopened']);
	});

	test('is told nothing twice because two devices that were apart had both told them, nor left out', () => {
		const day = dayOf();
		const id = day.claim();
		day.grant(id);
		// Each of two hosts had heard of one closure, and the kiosk of the first.
		const [one, other] = [[snow(1)], [snow(2)]].map((door) => day.untold(door)[0]!.words);
		for (const of of [...one!, ...other!, ...one!]) day.say('place.told', { claim: id, of });
		expect(day.news([snow(2)])).toEqual([]);
		expect(day.news()).toEqual(['reopened']);
		day.tell();
		expect(day.news()).toEqual([]);
		// A phone that was shown nothing of all that is shown the third closure, and says so.
		const phone = dayOf();
		phone.grant(phone.claim());
		for (const of of phone.untold([snow(3)])[0]!.words) day.say('place.told', { claim: id, of });
		expect(day.news([snow(3)])).toEqual([]);
		expect(day.news()).toEqual(['reopened']);
	});

	test('is whoever has a place at a time that the opening hours were cut by, as often as they are', () => {
		const day = dayOf();
		day.grant(day.claim());
		const closed = WEEK.map(() => []);
		const afternoons = WEEK.map(() => [['13:30', '17:30']] as const);
		for (const cut of [closed, afternoons, closed, closed]) {
			expect(day.news([], cut)).toEqual(['closed']);
			day.tell([], cut);
			expect(day.news([], cut)).toEqual([]);
			// It was shut before: nobody calls to say so.
			expect(day.news([snow(1)], cut)).toEqual([]);
			expect(day.news([])).toEqual(['reopened']);
			day.tell([]);
		}
		const mornings = WEEK.map(() => [['08:30', '12:30']] as const);
		expect(day.news([], mornings)).toEqual([]);
	});

	test('is told in words that every boundary takes, however often they are taken back', () => {
		const day = dayOf();
		const id = day.claim();
		day.grant(id);
		for (let n = 0; n < 12; n += 1)
			for (const hours of [WEEK.map(() => []), WEEK])
				for (const back of [false, true, false]) {
					const [one] = back ? [] : day.untold([], hours);
					const words = one?.words ?? [last(day.page.claims[id]!.told!)];
					for (const word of words)
						day.say('place.told', {
							claim: id,
							of: wordFor(day.page.claims[id]!, word, { back })!
						});
				}
		const told = day.page.claims[id]!.told!;
		expect(told.length).toBe(72);
		for (const word of told) expect(word.length).toBeLessThanOrEqual(20);
	});

	test('is nobody in a confidential room: they cannot be called by a name', () => {
		const day = dayOf();
		const id = day.claim({ space: 'confidential', slots: ['10:00'] });
		day.say('place.refused', { claim: id, why: 'full' }, SERVER);
		expect(day.news()).toEqual([]);
	});

	test('is nobody for a place that was blocked', () => {
		const day = dayOf();
		const id = day.claim({ person: undefined, block: 'Écran' });
		day.say('place.refused', { claim: id, why: 'full' }, SERVER);
		expect(day.news()).toEqual([]);
	});
});

test('what was told is told until it is taken back, however often and in whatever order', () => {
	const told: string[] = [];
	for (let i = 0; i < 3; i += 1)
		for (const back of [false, true]) {
			expect(wordFor({ told }, 'refused', { back: !back })).toBeUndefined();
			told.push(wordFor({ told }, 'refused', { back })!);
			expect(new Set(told).size).toBe(told.length);
			expect(isTold({ told: told.toReversed() }, 'refused')).toBe(!back);
			expect(isTold({ told }, 'moved')).toBe(false);
		}
});

/** Without its count. */
const last = (told: readonly string[]): string => told.at(-1)!.replace(/\.\d+$/, '');
