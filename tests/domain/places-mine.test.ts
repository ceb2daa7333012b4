import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instantOf } from '../../src/lib/domain/calendar';
import type { Centre } from '../../src/lib/domain/centres';
import type { BookingsPage } from '../../src/lib/domain/folds/bookings';
import { coming, newsOf, PUT_AWAY, shown } from '../../src/lib/domain/places/ahead';
import { placesOf, slotsTaken, type Mine, type Sending } from '../../src/lib/domain/places/mine';
import { parsePlaceReport } from '../../src/lib/domain/places/parse-report';
import type { PlaceReport } from '../../src/lib/domain/places/report';
import { STANDINGS } from '../../src/lib/domain/places/standing';
import type { Closure } from '../../src/lib/domain/places/slots';

const DAY = '2026-11-24';
const NOW = instantOf('2026-11-23', '12:00');
const bookingId = (n: number, day = DAY, centre = 'murat'): string =>
	`${day}~${centre}~phone.1~${String(n).padStart(6, '0')}`;
const claimId = (n: number, day = DAY, centre = 'murat'): string =>
	`${day}~${centre}~srv${String(n).padStart(13, '0')}.1~000001`;

const WEEK = Array.from({ length: 7 }, () => [['08:30', '17:30']] as const);
const EMPTY: BookingsPage = { bookings: {}, cancelled: {}, accepted: {}, seen: {} };
const page = (
	bookings: readonly Partial<BookingsPage['bookings'][string]>[],
	more: Partial<BookingsPage> = {}
): BookingsPage => ({
	...EMPTY,
	bookings: Object.fromEntries(
		bookings.map((one, i) => {
			const id = one.id ?? bookingId(i + 1);
			const [day, centre] = id.split('~') as [string, string];
			return [id, { id, centre, day, space: 'desk', slots: ['am'] as const, at: i, ...one }];
		})
	),
	...more
});
const report = (n: number, more: Partial<PlaceReport> = {}): PlaceReport => ({
	claim: claimId(n),
	booking: bookingId(n),
	centre: 'murat',
	day: DAY,
	space: 'desk',
	slots: ['am'],
	standing: 'confirmed',
	units: ['desk-4'],
	sequence: 1,
	changed: NOW,
	...more
});
function places(
	its: BookingsPage,
	reports: readonly PlaceReport[] = [],
	{
		closures = [],
		hours = WEEK,
		sending = {}
	}: {
		closures?: readonly Closure[];
		hours?: Centre['hours'];
		sending?: Record<string, Sending>;
	} = {}
): readonly Mine[] {
	return placesOf({
		page: its,
		reports,
		doorway: () => ({ centre: { hours }, closures }),
		sending: (id) => sending[id]
	});
}

describe('a place on its owner’s phone', () => {
	test('is requested, saved here alone, then sent, until the server has answered', () => {
		const asked = page([{}]);
		const [unsent] = places(asked, [], { sending: { [bookingId(1)]: { is: 'waiting' } } });
		expect(unsent).toMatchObject({ standing: 'requested', pending: 'unsent' });
		const [sent] = places(asked, [], { sending: { [bookingId(1)]: { is: 'sent' } } });
		expect(sent).toMatchObject({ standing: 'requested', pending: 'unanswered' });
		const [confirmed] = places(asked, [report(1)]);
		expect(confirmed).toMatchObject({ id: bookingId(1), standing: 'confirmed', units: ['desk-4'] });
		expect(confirmed).not.toHaveProperty('pending');
	});

	test('that the server would not take says so', () => {
		const why = { code: 'not-yours' } as const;
		const sending = { [bookingId(1)]: { is: 'refused', why } as const };
		expect(places(page([{}]), [], { sending })).toMatchObject([
			{ standing: 'refused', rejected: why }
		]);
	});

	test('is cancelled as soon as its owner says so, whatever was last heard, and says whether that was sent', () => {
		const taken = page([{}], { cancelled: { [bookingId(1)]: bookingId(2) } });
		const sending = { [bookingId(2)]: { is: 'waiting' } as const };
		const [mine] = places(taken, [report(1)], { sending });
		expect(mine).toMatchObject({ standing: 'cancelled', by: 'owner', pending: 'unsent' });
		expect(coming([mine!], NOW)).toHaveLength(1);
		const [sent] = places(taken, [report(1)]);
		expect(coming([sent!], NOW)).toHaveLength(0);
	});

	test('whose cancellation was not taken still stands, and says so', () => {
		const taken = page([{}], { cancelled: { [bookingId(1)]: bookingId(2) } });
		const why = { code: 'forbidden' } as const;
		const sending = { [bookingId(2)]: { is: 'refused', why } as const };
		expect(places(taken, [report(1)], { sending })).toMatchObject([
			{ standing: 'confirmed', rejected: why }
		]);
	});

	test('is shown closed while its centre is, and is theirs again when it reopens', () => {
		const closures = [{ from: DAY, to: DAY, why: 'Neige' }];
		expect(places(page([{}]), [report(1)], { closures })).toMatchObject([
			{ standing: 'closed', reason: 'Neige' }
		]);
		const back = places(page([{}]), [report(1)]);
		expect(back).toMatchObject([{ standing: 'confirmed' }]);
		expect(newsOf(back, { [bookingId(1)]: ['confirmed', 'closed'] }, NOW)).toMatchObject([
			{ of: 'reopened' }
		]);
	});

	test('is told closed and open again as often as it is, each once', () => {
		const seen: Record<string, string[]> = {};
		const look = (door: { closures?: readonly Closure[]; hours?: Centre['hours'] }) => {
			const news = newsOf(places(page([{}]), [report(1)], door), seen, NOW);
			for (const { booking, of } of shown(news)) (seen[booking] ??= []).push(of);
			return news.map(({ of }) => of);
		};
		const closed = (id: string) => ({ closures: [{ id, from: DAY, to: DAY, why: 'Neige' }] });
		expect(look({})).toEqual(['confirmed']);
		for (const door of [
			closed('one'),
			closed('two'),
			{ hours: WEEK.map(() => []) },
			closed('three')
		]) {
			expect(look(door)).toEqual(['closed']);
			expect(look(door)).toEqual([]);
			expect(look({})).toEqual(['reopened']);
			expect(look({})).toEqual([]);
		}
	});

	test('is shown closed once opening hours leave it out, without a reason nobody gave', () => {
		const moved = report(1, { reason: 'Bruit' });
		const [cut] = places(page([{}]), [moved], { hours: WEEK.map(() => [['13:30', '17:30']]) });
		expect(cut).toMatchObject({ standing: 'closed' });
		expect(cut).not.toHaveProperty('reason');
		const [kept] = places(page([{}]), [moved], { hours: WEEK.map(() => [['08:30', '12:30']]) });
		expect(kept).toMatchObject({ standing: 'confirmed', reason: 'Bruit' });
	});

	test('made at the kiosk or by a host is there as well', () => {
		const { booking: _, ...made } = report(7, { standing: 'cancelled', by: 'host', reason: 'Gel' });
		expect(places(EMPTY, [made])).toMatchObject([
			{ id: claimId(7), standing: 'cancelled', by: 'host', reason: 'Gel' }
		]);
	});
});

describe('a change', () => {
	const changed = page([{}, { slots: ['pm'], replaces: bookingId(1) }]);

	test('leaves the old place standing until the new one is confirmed', () => {
		const both = places(changed, [report(1)]);
		expect(both.map(({ standing }) => standing)).toEqual(['confirmed', 'requested']);
		expect(both[1]).toMatchObject({ insteadOf: { id: bookingId(1) } });
		const refused = report(2, { standing: 'refused', why: 'full', slots: ['pm'] });
		expect(places(changed, [report(1), refused]).map(({ standing }) => standing)).toEqual([
			'confirmed',
			'refused'
		]);
	});

	test('that has come about shows the new place, and the old one under it', () => {
		const after = [
			report(1, { standing: 'replaced', replacedBy: claimId(2) }),
			report(2, { slots: ['pm'], replaces: claimId(1) })
		];
		const shown = places(changed, after);
		expect(shown).toHaveLength(1);
		expect(shown[0]).toMatchObject({ slots: ['pm'], former: { id: bookingId(1) } });
	});

	test('of what was refused takes its place at once', () => {
		const refused = report(1, { standing: 'refused', why: 'full' });
		expect(places(changed, [refused])).toMatchObject([
			{ standing: 'requested', former: { standing: 'refused' } }
		]);
	});
});

test('however places replace each other, each is shown exactly once', () => {
	const which = fc.nat(5);
	fc.assert(
		fc.property(
			fc.array(fc.tuple(fc.option(which), fc.option(fc.constantFrom(...STANDINGS)), fc.boolean()), {
				maxLength: 6
			}),
			(steps) => {
				const bookings = steps.map(([replaces], i) => ({
					id: bookingId(i),
					...(replaces !== null && {
						replaces: steps[replaces]?.[2] ? claimId(replaces) : bookingId(replaces)
					})
				}));
				const reports = steps.flatMap(([, standing], i) =>
					standing === null ? [] : [report(i, { standing })]
				);
				const count = new Map<string, number>();
				const walk = (place: Mine | undefined): void => {
					if (!place) return;
					count.set(place.id, (count.get(place.id) ?? 0) + 1);
					walk(place.former);
				};
				const shown = places(page(bookings), reports);
				for (const place of shown) walk(place);
				for (const { id } of bookings) expect(count.get(id) ?? 0).toBeGreaterThanOrEqual(1);
				// On its own line at most once.
				expect(new Set(shown.map(({ id }) => id)).size).toBe(shown.length);
			}
		)
	);
});

test('what is told is told once, and only of what is still to come', () => {
	const [mine] = places(page([{}]), [report(1, { standing: 'refused', why: 'full' })]);
	expect(newsOf([mine!], {}, NOW)).toMatchObject([{ of: 'refused' }]);
	expect(newsOf([mine!], { [bookingId(1)]: ['refused'] }, NOW)).toEqual([]);
	expect(newsOf([mine!], { [claimId(1)]: ['refused'] }, NOW)).toEqual([]);
	expect(newsOf([mine!], {}, instantOf('2026-11-25', '08:00'))).toEqual([]);
});

test('a no stays on the screen until it is put away, or something else is had at that time', () => {
	const no = report(1, { standing: 'refused', why: 'full' });
	const alone = places(page([{}]), [no]);
	expect(coming(alone, NOW)).toHaveLength(1);
	expect(coming(alone, NOW, { [bookingId(1)]: ['refused', PUT_AWAY] })).toEqual([]);
	const waiting = report(2, { standing: 'waitlisted' });
	const both = places(page([{}, {}]), [no, waiting]);
	expect(coming(both, NOW).map(({ standing }) => standing)).toEqual(['waitlisted']);
	const room = { space: 'video', slots: ['10:00'] };
	expect(coming(places(page([{}, room]), [no]), NOW)).toHaveLength(2);
});

test('a desk is in the way of a desk, not of a room, and not of the one it takes the place of', () => {
	const all = places(page([{}, { space: 'video', slots: ['10:00', '10:30'] }]), [report(1)]);
	expect(slotsTaken(all, DAY, 'half-days')).toEqual(['am']);
	expect(slotsTaken(all, DAY, 'half-hours')).toEqual(['10:00', '10:30']);
	expect(slotsTaken(all, DAY, 'half-days', claimId(1))).toEqual([]);
	expect(slotsTaken(all, '2026-11-25', 'half-days')).toEqual([]);
});

test('a report of another shape is not believed', () => {
	expect(parsePlaceReport(report(1))).toEqual(report(1));
	expect(parsePlaceReport({ ...report(1), later: 'more' })).toEqual(report(1));
	for (const wrong of [null, 1, {}, { ...report(1), slots: [] }, { ...report(1), standing: 'won' }])
		expect(parsePlaceReport(wrong)).toBeUndefined();
	fc.assert(fc.property(fc.anything(), (value) => void parsePlaceReport(value)));
});
