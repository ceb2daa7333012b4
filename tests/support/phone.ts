import { instantOf } from '../../src/lib/domain/calendar';
import type { Enrolled } from '../../src/lib/domain/accounts';
import { allocate } from '../../src/lib/domain/device';
import type { Json } from '../../src/lib/domain/facts';
import { database, reportId } from '../../src/lib/domain/ids';
import type { PlaceReport } from '../../src/lib/domain/places/report';
import { PROTOCOL, type News } from '../../src/lib/domain/protocol';
import { isPhone, readPlaces, type Phone } from '../../src/lib/usecases/bookings';
import type { requestPlace } from '../../src/lib/usecases/request-place';
import { MURAT, openKiosk } from './kiosk';

export const MONDAY = '2026-11-23';
export const TUESDAY = '2026-11-24';
export const OWN = 'member_0123456789abcdef';
const CENTRE = {
	...MURAT,
	spaces: [...MURAT.spaces, { id: 'video', kind: 'room', count: 1, seats: 4 }]
};
export const MORNING = { centre: 'murat', day: TUESDAY, space: 'desk', slots: ['am'] } as const;

export type Device = Awaited<ReturnType<typeof openKiosk>>;

/** Marie's phone, that has heard what Murat is, and more where it is told so. */
export async function openPhone(): Promise<
	Device & { hear(reports: readonly PlaceReport[], serverNow?: number): Promise<void> }
> {
	const phone = await openKiosk(instantOf(MONDAY, '09:00'));
	const enrolled: Enrolled = {
		role: 'member',
		account: 'acc00001',
		person: 'p_marie0001',
		own: OWN,
		networkKey: 'point',
		certificate: 'signature'
	};
	await phone.log.enrolled(enrolled);
	const from = { device: 'bureau', epoch: 1, seq: 0, count: 0 };
	const said = {
		day: MONDAY,
		scope: 'murat',
		db: database.public,
		v: 1,
		at: { wall: 1 },
		by: 'bureau'
	};
	const { facts } = allocate(from, [
		{ ...said, kind: 'centre.described', fields: { centre: CENTRE as unknown as Json } },
		{
			...said,
			kind: 'centre.closed',
			fields: { from: '2026-12-01', to: '2026-12-01', why: 'Inventaire' }
		}
	]);
	let cursor = 0;
	const absorb = (db: string, news: Omit<News, 'cursor'>, now = phone.clock.now()) =>
		phone.log.absorb(
			{
				sync: PROTOCOL,
				now,
				instance: 'one',
				news: { [db]: { cursor: String((cursor += 1)), ...news } }
			},
			{ receivedAt: phone.clock.now() }
		);
	await absorb(database.public, { facts });
	return {
		...phone,
		hear: async (reports, serverNow) => {
			const told = reports.map((body) => ({
				id: reportId.place(body.day, body.claim),
				body
			}));
			await absorb(OWN, { reports: told }, serverNow);
		}
	};
}

export const places = async ({ log }: Device) => {
	const device = await log.device();
	if (!isPhone(device)) throw new Error('no phone');
	return (await readPlaces(log, device as Phone)).places;
};
export const asked = async (done: ReturnType<typeof requestPlace>) => {
	const result = await done;
	if (!('booking' in result)) throw new Error(JSON.stringify(result));
	return result;
};
export const told = (booking: string, more: Partial<PlaceReport> = {}): PlaceReport => ({
	claim: `${TUESDAY}~murat~srv0123456789abc.1~000001`,
	booking,
	centre: 'murat',
	day: TUESDAY,
	space: 'desk',
	slots: ['am'],
	standing: 'confirmed',
	units: ['desk-4'],
	sequence: 1,
	changed: 1,
	...more
});
