import { describe, expect, test } from 'vitest';
import { instantOf } from '../../src/lib/domain/calendar';
import type { Centre } from '../../src/lib/domain/centres';
import type { Visit } from '../../src/lib/domain/folds/day';
import { ledgerFold, type LedgerPage } from '../../src/lib/domain/folds/ledger';
import type { Fact } from '../../src/lib/domain/facts';
import { factId, type FactId } from '../../src/lib/domain/ids';
import { serverName } from '../../src/lib/domain/places/holders';
import { overbookedOf } from '../../src/lib/domain/places/overbooked';
import { closedOn, desksFreeIn, timelineOf, type Row } from '../../src/lib/domain/places/timeline';
import { unplacedOf } from '../../src/lib/domain/places/unplaced';
import { MURAT } from '../support/kiosk';

const DAY = '2026-11-23';
const at = (time: string): number => instantOf(DAY, time);
const CENTRE: Centre = {
	...MURAT,
	spaces: [
		{ id: 'desk', kind: 'desk', count: 3 },
		{ id: 'video', kind: 'room', count: 1 },
		{ id: 'confidential', kind: 'confidential', count: 1 }
	]
};

/** A day in Murat, told fact by fact by a host and the server. */
function dayOf() {
	const page: LedgerPage = ledgerFold.empty();
	let seq = 0;
	const say = (kind: string, fields: object, device = 'host1'): FactId => {
		seq += 1;
		const _id = factId({ day: DAY, scope: 'murat', device, epoch: 1, seq });
		const fact = { _id, kind, v: 1, count: seq, at: { wall: at('08:00') }, by: device, ...fields };
		ledgerFold.add(page, fact as Fact);
		return _id;
	};
	const server = serverName('0000000000000');
	const claim = (fields: object): FactId =>
		say('place.claimed', { space: 'desk', slots: ['am'], to: 'server', ...fields });
	return {
		page,
		say,
		server,
		claim,
		given(person: string | undefined, unit: string, slots = ['am'], more: object = {}): FactId {
			const space = unit.slice(0, unit.lastIndexOf('-'));
			const id = claim({ ...(person && { person }), space, slots, ...more });
			const rights = slots.map((slot) => [unit, slot, 0]);
			say('place.granted', { claim: id, rights }, server);
			return id;
		}
	};
}

const visit = (person: string, arrived: string, left?: string): Visit => ({
	id: `${DAY}~murat~kiosk1.1~${person}`,
	person,
	reason: 'work',
	category: 'other',
	arrived: at(arrived),
	closes: at('17:30'),
	...(left && { left: at(left) })
});

function drawn(
	page: LedgerPage,
	now: string,
	{ visits = [], centre = CENTRE }: { visits?: Visit[]; centre?: Centre } = {}
): readonly Row[] {
	return timelineOf(page, { visits }, { centre, closures: [], day: DAY, now: at(now) });
}
const lookOn = (rows: readonly Row[], unit: string) =>
	rows.find((row) => row.unit === unit)!.bars.map(({ look }) => look);

describe('the plan of a day', () => {
	test('has a line for every place, whoever has it', () => {
		expect(drawn(dayOf().page, '09:00').map(({ unit }) => unit)).toEqual([
			'desk-1',
			'desk-2',
			'desk-3',
			'video-1',
			'confidential-1'
		]);
	});

	test.each([
		['before it begins', '08:00', [], 'expected'],
		['once it has begun and nobody came', '08:31', [], 'late'],
		['once it is over and nobody came', '12:30', [], 'absent'],
		['while its person is here', '09:00', [visit('p_marie00000', '08:52')], 'here'],
		['when its person came early', '08:20', [visit('p_marie00000', '08:15')], 'expected'],
		['after its person has left', '11:00', [visit('p_marie00000', '08:52', '10:40')], 'left'],
		['while somebody else is here', '09:00', [visit('p_karim00000', '08:52')], 'late']
	])('says of a confirmed place %s how it stands', (_, now, visits, look) => {
		const day = dayOf();
		day.given('p_marie00000', 'desk-2');
		expect(lookOn(drawn(day.page, now, { visits }), 'desk-2')).toEqual([look]);
	});

	describe('says from when on the server may give the place of who is late to others', () => {
		const BEFORE = { at: { wall: at('08:00') - 86_400_000 } };
		const dueOn = (more: object, grace: number | undefined) => {
			const day = dayOf();
			day.given('p_marie00000', 'desk-1', ['am'], more);
			const premise = { centre: CENTRE, closures: [], day: DAY, now: at('08:40'), grace };
			const rows = timelineOf(day.page, { visits: [] }, premise);
			return rows[0]!.bars.map(({ due }) => due);
		};
		const HOUR = 3_600_000;

		test('by what that server has published', () => {
			expect(dueOn(BEFORE, HOUR)).toEqual([at('09:30')]);
			expect(dueOn(BEFORE, HOUR / 12)).toEqual([at('08:35')]);
		});

		test('and nothing while that is not known, or where it never does', () => {
			expect(dueOn(BEFORE, undefined)).toEqual([undefined]);
			expect(dueOn({}, HOUR)).toEqual([undefined]);
		});
	});

	test('counts nobody as late for the afternoon in the morning, though they are here', () => {
		const day = dayOf();
		day.given('p_marie00000', 'desk-1', ['am']);
		day.given('p_marie00000', 'desk-1', ['pm']);
		const rows = drawn(day.page, '09:00', { visits: [visit('p_marie00000', '08:52')] });
		expect(lookOn(rows, 'desk-1')).toEqual(['here', 'expected']);
	});

	test('draws a whole day as one, and a half-day as long as the door is open', () => {
		const day = dayOf();
		day.given('p_marie00000', 'desk-1', ['am', 'pm']);
		day.given('p_karim00000', 'desk-2', ['pm']);
		const rows = drawn(day.page, '08:00');
		expect(rows[0]!.bars.map(({ span }) => span)).toEqual([[at('08:30'), at('17:30')]]);
		expect(rows[1]!.bars.map(({ span }) => span)).toEqual([[at('13:30'), at('17:30')]]);
	});

	test('puts a wish for a taken place below what stands there', () => {
		const day = dayOf();
		day.given('p_marie00000', 'desk-1');
		day.claim({ person: 'p_karim00000', unit: 'desk-1' });
		const [row] = drawn(day.page, '08:00');
		expect(row!.bars.map(({ look, lane }) => [look, lane])).toEqual([
			['expected', 0],
			['requested', 1]
		]);
		expect(row!.lanes).toBe(2);
	});

	test('names nobody in a confidential room, and nothing of how they stand', () => {
		const day = dayOf();
		day.given('p_marie00000', 'confidential-1', ['10:00', '10:30']);
		const rows = drawn(day.page, '11:30', { visits: [visit('p_marie00000', '09:50')] });
		expect(lookOn(rows, 'confidential-1')).toEqual(['busy']);
	});

	test('shows what is blocked, and what was cancelled until its holder has let go', () => {
		const day = dayOf();
		day.given(undefined, 'desk-1', ['am'], { block: 'Écran en panne' });
		const cancelled = day.given('p_marie00000', 'desk-2');
		day.say('place.cancelled', { claim: cancelled, why: 'host', reason: 'Neige' });
		expect(lookOn(drawn(day.page, '08:00'), 'desk-1')).toEqual(['block']);
		expect(lookOn(drawn(day.page, '08:00'), 'desk-2')).toEqual(['ending']);
		day.say('place.released', { claim: cancelled, why: 'cancelled' }, day.server);
		expect(lookOn(drawn(day.page, '08:00'), 'desk-2')).toEqual([]);
	});

	test('says who gives each place away', () => {
		const day = dayOf();
		day.say('place.transferred', { rights: [['desk-1', 'am', 0]], to: 'kiosk1.1' }, day.server);
		const [first, second] = drawn(day.page, '08:00');
		expect(first!.holders).toEqual(['kiosk1.1', 'server']);
		expect(second!.holders).toEqual(['server']);
	});

	test('keeps a line for what is confirmed on a place the centre has no more, and gives it to nobody else', () => {
		const day = dayOf();
		day.given('p_marie00000', 'desk-3');
		const smaller = { ...CENTRE, spaces: [{ id: 'desk', kind: 'desk', count: 2 }] } as Centre;
		const row = drawn(day.page, '08:00', { centre: smaller }).at(-1)!;
		expect(row).toMatchObject({ unit: 'desk-3', isGone: true, free: [] });
		expect(row.bars.map(({ look }) => look)).toEqual(['expected']);
	});

	test('offers only time that is open, not over and nobody’s', () => {
		const day = dayOf();
		day.given('p_marie00000', 'desk-1', ['pm']);
		const [first, second] = drawn(day.page, '10:00');
		expect(first!.free.map(({ slots }) => slots)).toEqual([['am']]);
		expect(second!.free.map(({ slots }) => slots)).toEqual([['am'], ['pm']]);
		const late = drawn(day.page, '12:45');
		expect(late[1]!.free.map(({ slots }) => slots)).toEqual([['pm']]);
		expect(desksFreeIn(day.page, CENTRE, 'pm')).toBe(2);
	});

	test('says why a day has no places', () => {
		const closures = [{ from: DAY, to: DAY, why: 'Neige' }];
		const premise = { centre: CENTRE, closures: [], day: DAY, now: at('09:00') };
		expect(closedOn({ ...premise, closures })).toBe('Neige');
		expect(closedOn({ ...premise, day: '2026-11-28' })).toBe('');
		expect(closedOn({ ...premise, day: '2026-12-25' })).toBe('');
		expect(closedOn(premise)).toBeUndefined();
	});
});

describe('who has no place', () => {
	const listed = (page: LedgerPage, visits: Visit[] = []) =>
		unplacedOf(page, { visits }, { centre: CENTRE, now: at('09:00') }).map((one) => [
			one.is,
			'visit' in one ? one.visit.person : one.claim.person
		]);

	test('is whoever came to work and sits nowhere, until they are given a place', () => {
		const day = dayOf();
		const here = [visit('p_marie00000', '08:40'), visit('p_karim00000', '08:41', '08:50')];
		expect(listed(day.page, here)).toEqual([['here', 'p_marie00000']]);
		day.given('p_marie00000', 'desk-1');
		expect(listed(day.page, here)).toEqual([]);
	});

	test('is whoever asked and was refused, unless they have another since', () => {
		const day = dayOf();
		const wish = day.claim({ person: 'p_marie00000' });
		expect(listed(day.page)).toEqual([['requested', 'p_marie00000']]);
		day.say('place.refused', { claim: wish, why: 'full', waits: true }, day.server);
		expect(listed(day.page)).toEqual([['waitlisted', 'p_marie00000']]);
		day.given('p_marie00000', 'desk-2', ['am'], { replaces: wish });
		expect(listed(day.page)).toEqual([]);
	});

	test('is nobody in a confidential room', () => {
		const day = dayOf();
		day.claim({ person: 'p_marie00000', space: 'confidential', slots: ['10:00'] });
		expect(listed(day.page)).toEqual([]);
	});

	test('says when a move was refused, and that the place before is still theirs', () => {
		const day = dayOf();
		const old = day.given('p_marie00000', 'desk-1');
		const wish = day.claim({ person: 'p_marie00000', unit: 'desk-2', replaces: old });
		day.say('place.refused', { claim: wish, why: 'full' }, day.server);
		const [one] = unplacedOf(day.page, { visits: [] }, { centre: CENTRE, now: at('09:00') });
		expect(one).toMatchObject({ is: 'refused', keeps: { id: old } });
	});
});

describe('a centre made smaller', () => {
	test('takes nobody’s place, and says where more are confirmed than there are', () => {
		const day = dayOf();
		for (const n of [1, 2, 3]) day.given(`p_person0000${n}`, `desk-${n}`);
		expect(overbookedOf(day.page, CENTRE)).toEqual([]);
		const space = { id: 'desk', kind: 'desk', count: 2 } as const;
		expect(overbookedOf(day.page, { spaces: [space] })).toEqual([
			{ space, slot: 'am', confirmed: 3, count: 2 }
		]);
	});

	test('says so too of a space that it has none of any more', () => {
		const day = dayOf();
		day.given('p_person00001', 'desk-1');
		const spaces = CENTRE.spaces.filter(({ id }) => id !== 'desk');
		expect(overbookedOf(day.page, { spaces })).toEqual([
			{ space: { id: 'desk', kind: 'desk', count: 0 }, slot: 'am', confirmed: 1, count: 0 }
		]);
	});

	test('counts a morning and an afternoon apart, and no place that is only blocked', () => {
		const day = dayOf();
		day.given('p_person00001', 'desk-1', ['am']);
		day.given('p_person00002', 'desk-2', ['pm']);
		day.given(undefined, 'desk-2', ['am'], { block: 'Écran' });
		expect(overbookedOf(day.page, { spaces: [{ id: 'desk', kind: 'desk', count: 1 }] })).toEqual(
			[]
		);
	});
});
