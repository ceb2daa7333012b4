import { describe, expect, test } from 'vitest';
import { instantOf } from '../../src/lib/domain/calendar';
import { acceptOffer } from '../../src/lib/usecases/accept-offer';
import { cancelBooking } from '../../src/lib/usecases/cancel-booking';
import { requestPlace } from '../../src/lib/usecases/request-place';
import { requestSeries } from '../../src/lib/usecases/request-series';
import { seeBooking } from '../../src/lib/usecases/see-booking';
import { openKiosk } from '../support/kiosk';
import { asked, MONDAY, MORNING, openPhone, OWN, places, told, TUESDAY } from '../support/phone';

describe('asking for a place', () => {
	test('is written into one’s own database, about that day and centre, and waits to be sent', async () => {
		const phone = await openPhone();
		const { booking, again } = await asked(requestPlace(phone, MORNING));
		expect(again).toBe(false);
		expect(await phone.log.fate(booking)).toEqual({ is: 'waiting' });
		const { facts } = await phone.log.outbox({ facts: 9, bytes: 99_999 });
		expect(facts).toMatchObject([
			{ db: OWN, fact: { kind: 'booking.requested', by: 'p_marie0001', slots: ['am'] } }
		]);
		expect(booking).toMatch(/^2026-11-24~murat~/);
		expect(await places(phone)).toMatchObject([{ standing: 'requested', pending: 'unsent' }]);
	});

	test('twice in a hurry is once', async () => {
		const phone = await openPhone();
		const taps = await Promise.all([1, 2, 3].map(() => asked(requestPlace(phone, MORNING))));
		expect(new Set(taps.map(({ booking }) => booking)).size).toBe(1);
		expect((await phone.log.backlog()).waiting).toBe(1);
	});

	test.each([
		['a holiday', { day: '2026-12-25' }, { is: 'holiday', holiday: 'christmas' }],
		['a closed day', { day: '2026-12-01' }, { is: 'shut', why: 'Inventaire' }],
		['a Sunday', { day: '2026-11-29' }, { is: 'closed' }],
		['yesterday', { day: '2026-11-22' }, { is: 'past' }],
		['a day too far ahead', { day: '2027-06-01' }, { is: 'too-far' }],
		['no time at all', { slots: [] }, { is: 'too-long' }],
		['no such space', { space: 'sauna' }, { is: 'unknown-space' }],
		['no such centre', { centre: 'atlantis' }, { is: 'unknown-centre' }],
		['the small hours', { space: 'video', slots: ['05:00'] }, { is: 'outside-hours' }]
	])('for %s is answered at once, and nothing is written', async (_, change, obstacle) => {
		const phone = await openPhone();
		expect(await requestPlace(phone, { ...MORNING, ...change })).toEqual({ obstacle });
		expect((await phone.log.backlog()).waiting).toBe(0);
	});

	test('at a time one has a place already is refused; a room beside one’s desk is not', async () => {
		const phone = await openPhone();
		await asked(requestPlace(phone, MORNING));
		expect(await requestPlace(phone, { ...MORNING, slots: ['pm', 'am'] })).toEqual({
			obstacle: { is: 'overlap' }
		});
		await asked(requestPlace(phone, { ...MORNING, space: 'video', slots: ['10:30', '10:00'] }));
		const [, room] = await places(phone);
		expect(room?.slots).toEqual(['10:00', '10:30']);
	});

	test('works on a phone whose clock is a year ahead: what the server said last is the time', async () => {
		const phone = await openPhone();
		phone.clock.set(phone.clock.now() + 365 * 86_400_000);
		await phone.hear([], instantOf(MONDAY, '09:01'));
		expect((await asked(requestPlace(phone, MORNING))).again).toBe(false);
	});

	test('is for people’s own phones', async () => {
		const kiosk = await openKiosk(instantOf(MONDAY, '09:00'));
		expect(await requestPlace(kiosk, MORNING)).toEqual({ failed: 'nobody' });
		expect(await cancelBooking(kiosk, ['x'])).toEqual({ failed: 'nobody' });
	});
});

test('a place is changed for one at the same time, and the old one stands until then', async () => {
	const phone = await openPhone();
	const { booking } = await asked(requestPlace(phone, MORNING));
	await phone.hear([told(booking)]);
	await asked(requestPlace(phone, { ...MORNING, slots: ['am', 'pm'], replaces: booking }));
	expect(await places(phone)).toMatchObject([
		{ id: booking, standing: 'confirmed', units: ['desk-4'] },
		{ standing: 'requested', slots: ['am', 'pm'], insteadOf: { id: booking } }
	]);
});

test('a place is given back, taken up or seen once, however often one taps', async () => {
	const phone = await openPhone();
	const { booking } = await asked(requestPlace(phone, MORNING));
	await phone.hear([told(booking, { standing: 'offered', until: phone.clock.now() + 60_000 })]);
	expect(await acceptOffer(phone, booking)).toEqual({ accepted: true });
	expect(await acceptOffer(phone, booking)).toEqual({ accepted: false });
	expect(await places(phone)).toMatchObject([{ standing: 'offered', accepted: true }]);
	const shown = [{ booking, of: 'offered' }];
	expect(await seeBooking(phone, [...shown])).toEqual({ seen: 1 });
	expect(await seeBooking(phone, [...shown])).toEqual({ seen: 0 });
	expect(await cancelBooking(phone, [booking, booking])).toEqual({ cancelled: 1 });
	expect(await cancelBooking(phone, [booking])).toEqual({ cancelled: 0 });
	expect(await places(phone)).toMatchObject([{ standing: 'cancelled', by: 'owner' }]);
	// What was given back may be asked for again.
	expect((await asked(requestPlace(phone, MORNING))).again).toBe(false);
});

test('who takes back a change says what they mean to keep', async () => {
	const phone = await openPhone();
	const old = await asked(requestPlace(phone, MORNING));
	await phone.hear([told(old.booking)]);
	const wish = { ...MORNING, slots: ['pm'], replaces: old.booking } as const;
	const change = await asked(requestPlace(phone, wish));
	await cancelBooking(phone, [change.booking]);
	const said = (await phone.log.waiting(10)).find(({ kind }) => kind === 'booking.cancelled');
	expect(said).toMatchObject({ booking: change.booking, keeps: old.booking });
	// It was not heard of yet: the place before is theirs as far as this phone knows.
	expect((await places(phone)).map(({ standing }) => standing)).toContain('confirmed');
});

test('of dates asked for together each is a wish of its own, and those that cannot be are named', async () => {
	const phone = await openPhone();
	await asked(requestPlace(phone, MORNING));
	const days = ['2026-12-08', TUESDAY, '2026-12-01', '2026-12-08', '2026-12-15', '2026-12-25'];
	const done = await requestSeries(phone, { ...MORNING, days });
	if ('failed' in done) throw new Error(done.failed);
	expect(done.refused).toEqual([
		{ day: TUESDAY, obstacle: { is: 'overlap' } },
		{ day: '2026-12-01', obstacle: { is: 'shut', why: 'Inventaire' } },
		{ day: '2026-12-25', obstacle: { is: 'holiday', holiday: 'christmas' } }
	]);
	const both = (await places(phone)).filter(({ series }) => series === done.series);
	expect(both.map(({ day }) => day)).toEqual(['2026-12-08', '2026-12-15']);
	expect(done.booked).toEqual(both.map(({ id }) => id));
});
