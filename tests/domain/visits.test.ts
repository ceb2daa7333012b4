import { describe, expect, test } from 'vitest';
import { availability } from '../../src/lib/domain/availability';
import { closingFor } from '../../src/lib/domain/centres';
import { instantOf } from '../../src/lib/domain/calendar';
import { desksTaken, endOf, presence, type DayPage } from '../../src/lib/domain/folds/day';
import { factId, pageKey } from '../../src/lib/domain/ids';
import type { Fact } from '../../src/lib/domain/facts';
import { foldPage } from '../../src/lib/domain/pages';

const DAY = '2026-11-23';
const at = (time: string, day = DAY): number => instantOf(day, time);
const CLOSES = at('17:30');

let count = 0;
const fact = (kind: string, wall: number, fields: object, device = 'k7f3aaaa'): Fact => {
	count += 1;
	const _id = factId({ day: DAY, scope: 'murat', device, epoch: 1, seq: count });
	return { _id, kind, v: 1, count, at: { wall }, by: 'p_marie00000', ...fields };
};
const arrives = (person: string, wall: number, more: object = {}): Fact =>
	fact('visit.arrived', wall, {
		person,
		reason: 'work',
		category: 'employee',
		closes: CLOSES,
		...more
	});
const fold = (...facts: Fact[]): DayPage =>
	foldPage(pageKey.day('murat', DAY), facts).value as DayPage;

describe('visits of a day', () => {
	test('a second arrival of somebody who is here is the same visit', () => {
		const first = arrives('p_marie00000', at('08:52'));
		const second = arrives('p_marie00000', at('08:53'));
		const page = fold(first, second);
		expect(page.visits).toHaveLength(1);
		expect(page.visits[0]).toMatchObject({ id: first._id, again: [second._id] });
	});

	test('who has left and comes back makes a second visit', () => {
		const first = arrives('p_marie00000', at('08:52'));
		const left = fact('visit.left', at('12:00'), { visit: first._id });
		const page = fold(first, left, arrives('p_marie00000', at('13:30')));
		expect(page.visits).toHaveLength(2);
	});

	test('leaving by the second of two arrivals ends the one visit', () => {
		const first = arrives('p_marie00000', at('08:52'));
		const second = arrives('p_marie00000', at('08:52'));
		const page = fold(first, second, fact('visit.left', at('12:00'), { visit: second._id }));
		expect(page.visits[0]?.left).toBe(at('12:00'));
	});

	test('a second departure does not move the first', () => {
		const first = arrives('p_marie00000', at('08:52'));
		const leave = (time: string): Fact => fact('visit.left', at(time), { visit: first._id });
		expect(fold(first, leave('12:00'), leave('12:05')).visits[0]?.left).toBe(at('12:00'));
	});

	test('a forgotten departure is closed at closing time and marked estimated', () => {
		const [visit] = fold(arrives('p_marie00000', at('08:52'))).visits;
		expect(presence(visit!, at('17:29'))).toBe('here');
		expect(endOf(visit!, at('17:29'))).toBeUndefined();
		expect(presence(visit!, at('17:30'))).toBe('closed');
		expect(endOf(visit!, at('09:00', '2026-11-24'))).toEqual({ at: CLOSES, estimated: true });
	});

	test('a departure that was said is not an estimate', () => {
		const first = arrives('p_marie00000', at('08:52'));
		const [visit] = fold(first, fact('visit.left', at('12:00'), { visit: first._id })).visits;
		expect(endOf(visit!, at('20:00'))).toEqual({ at: at('12:00'), estimated: false });
	});

	test('who comes back after closing time makes a new visit, and the forgotten one stays estimated', () => {
		const morning = arrives('p_marie00000', at('08:52'));
		const evening = arrives('p_marie00000', at('18:00'), { closes: at('21:00') });
		const page = fold(evening, morning);
		expect(page.visits.map((visit) => presence(visit, at('19:00')))).toEqual(['closed', 'here']);
	});

	test('an arrival taken back is nobody’s presence, and what was taken back twice stays so', () => {
		const first = arrives('p_marie00000', at('08:52'));
		const undo = (): Fact => fact('visit.undone', at('08:53'), { undoes: first._id });
		const [visit] = fold(first, undo(), undo()).visits;
		expect(presence(visit!, at('09:00'))).toBe('undone');
	});

	test('a departure taken back leaves the person here', () => {
		const first = arrives('p_marie00000', at('08:52'));
		const left = fact('visit.left', at('12:00'), { visit: first._id });
		const back = fact('visit.undone', at('12:01'), { undoes: left._id });
		expect(presence(fold(first, left, back).visits[0]!, at('12:05'))).toBe('here');
	});

	test('only who came to work takes a desk', () => {
		const page = fold(
			arrives('p_marie00000', at('08:52')),
			arrives('p_karim00000', at('09:00'), { reason: 'meeting' })
		);
		expect(desksTaken(page, at('10:00'))).toBe(1);
	});

	test('availability counts desks by half-day and names nobody', () => {
		const first = arrives('p_marie00000', at('08:52'));
		const page = fold(
			first,
			fact('visit.left', at('12:00'), { visit: first._id }),
			arrives('p_karim00000', at('10:00')),
			arrives('p_lena000000', at('14:00'))
		);
		const report = availability({ spaces: [{ id: 'desk', kind: 'desk', count: 6 }] }, DAY, page);
		expect(report).toEqual({ desks: 6, taken: { am: 2, pm: 2 }, visits: 3 });
		expect(JSON.stringify(report)).not.toMatch(/p_/);
	});
});

describe('when a visit ends that nobody ends', () => {
	const full = [
		['08:30', '12:30'],
		['13:30', '17:30']
	] as const;
	const hours = [full, full, [full[0]], full, full, [], []];
	const centre = { hours, badgeHours: ['07:00', '21:00'] as const };

	test.each([
		['on an ordinary day, at the last closing', '2026-11-23', '08:52', '17:30'],
		['where the afternoon is closed, at noon', '2026-11-25', '08:52', '12:30'],
		[
			'who arrives after closing time stays to the end of the badge hours',
			'2026-11-25',
			'14:00',
			'21:00'
		],
		['on a closed day, to the end of the badge hours', '2026-11-28', '10:00', '21:00'],
		['where the afternoon is open, at its end', '2026-11-24', '13:00', '17:30']
	])('%s', (_title, day, arrival, end) => {
		expect(closingFor(centre, day, at(arrival, day))).toBe(at(end, day));
	});

	test.each(['22:15', '23:59'])('who arrives later still, at %s, stays to midnight', (arrival) => {
		const midnight = at('00:00', '2026-11-24');
		expect(closingFor(centre, DAY, at(arrival))).toBe(midnight);
	});
});
