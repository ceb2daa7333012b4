import { expect, test } from 'vitest';
import { instantOf, shiftDay } from '../../src/lib/domain/calendar';
import { cancelBooking } from '../../src/lib/usecases/cancel-booking';
import { requestAgain } from '../../src/lib/usecases/request-again';
import { requestPlace } from '../../src/lib/usecases/request-place';
import { requestSeries } from '../../src/lib/usecases/request-series';
import { asked, MORNING, openPhone, places, told, TUESDAY } from '../support/phone';

const ALL_DAY = { ...MORNING, slots: ['am', 'pm'] } as const;
type Phone = Awaited<ReturnType<typeof openPhone>>;

/** Somebody taps on Cancel beside a place, and has it still before them. */
async function takenBack(phone: Phone, name: string) {
	const place = (await places(phone)).find(({ id }) => id === name)!;
	await cancelBooking(phone, [place.id]);
	return place;
}
const standing = async (phone: Phone) =>
	(await places(phone)).filter((place) => place.standing !== 'cancelled');

test('a whole day taken back by mistake after lunch is asked for again: the afternoon that is left', async () => {
	const phone = await openPhone();
	const { booking } = await asked(requestPlace(phone, ALL_DAY));
	await phone.hear([told(booking, { slots: ['am', 'pm'] })]);
	phone.clock.set(instantOf(TUESDAY, '14:00'));
	const place = await takenBack(phone, booking);
	expect(await requestAgain(phone, place)).toMatchObject({ again: false, less: true });
	expect(await standing(phone)).toMatchObject([{ standing: 'requested', slots: ['pm'] }]);
});

test('of a meeting that has begun the half hours that are left are asked for again', async () => {
	const phone = await openPhone();
	const slots = ['14:00', '14:30', '15:00'];
	const { booking } = await asked(requestPlace(phone, { ...MORNING, space: 'video', slots }));
	phone.clock.set(instantOf(TUESDAY, '14:35'));
	await requestAgain(phone, await takenBack(phone, booking));
	expect(await standing(phone)).toMatchObject([{ slots: ['14:30', '15:00'] }]);
});

test('what is over, or on a day that has been closed since, is answered with why: nothing is written', async () => {
	const phone = await openPhone();
	const { booking } = await asked(requestPlace(phone, MORNING));
	const morning = await takenBack(phone, booking);
	const shut = { ...morning, day: '2026-12-01' };
	expect(await requestAgain(phone, shut)).toEqual({
		obstacle: { is: 'shut', why: 'Inventaire' }
	});
	phone.clock.set(instantOf(TUESDAY, '14:00'));
	expect(await requestAgain(phone, morning)).toEqual({ obstacle: { is: 'past' } });
	expect(await standing(phone)).toEqual([]);
});

test('a change that was taken back is asked for again as that change: on its own day it does not stand in its own way, on another it is no second place', async () => {
	for (const wish of [ALL_DAY, { ...MORNING, day: shiftDay(TUESDAY, 1) }]) {
		const phone = await openPhone();
		const { booking } = await asked(requestPlace(phone, MORNING));
		await phone.hear([told(booking)]);
		const change = await asked(requestPlace(phone, { ...wish, replaces: booking }));
		const place = await takenBack(phone, change.booking);
		expect(await requestAgain(phone, place)).toMatchObject({ again: false });
		expect(await standing(phone)).toMatchObject([
			{ id: booking, standing: 'confirmed' },
			{ day: wish.day, slots: wish.slots, insteadOf: { id: booking } }
		]);
	}
});

test('a change that had come about and was taken back stays the same entry: what it was made of is kept', async () => {
	const phone = await openPhone();
	const { booking } = await asked(requestPlace(phone, MORNING));
	const change = await asked(requestPlace(phone, { ...ALL_DAY, replaces: booking }));
	await phone.hear([
		told(booking, { standing: 'replaced' }),
		told(change.booking, {
			claim: `${TUESDAY}~murat~srv0123456789abc.1~000002`,
			slots: ['am', 'pm']
		})
	]);
	const place = await takenBack(phone, change.booking);
	expect(place.former).toMatchObject({ id: booking });
	await requestAgain(phone, place);
	expect(await standing(phone)).toMatchObject([
		{ standing: 'requested', slots: ['am', 'pm'], former: { id: booking } }
	]);
});

test('a date of a series stays one of it, and who would wait still would', async () => {
	const phone = await openPhone();
	const days = [TUESDAY, '2026-12-08'];
	const done = await requestSeries(phone, { ...MORNING, days, waits: true });
	if ('failed' in done) throw new Error(done.failed);
	await requestAgain(phone, await takenBack(phone, done.booked[0]!));
	const both = await standing(phone);
	expect(both.map(({ day, series, waits }) => ({ day, series, waits }))).toEqual(
		days.map((day) => ({ day, series: done.series, waits: true }))
	);
});
