import { isClockOff, stamp, type Device } from '../domain/device';
import type { Draft } from '../domain/facts';
import { doorwayOf } from '../domain/folds/centre';
import type { BookingsPage } from '../domain/folds/bookings';
import { pageKey, partsOf, reportsOf, type DatabaseName, type FactId } from '../domain/ids';
import { placesOf, type Mine, type Sending } from '../domain/places/mine';
import { parsePlaceReport } from '../domain/places/parse-report';
import type { PlaceReport } from '../domain/places/report';
import type { Doorway } from '../domain/places/shut';
import type { Wish } from '../domain/places/wish';
import type { Reader } from '../ports/fact-log';

/** What the verbs of a phone’s owner about their places share. */

/** Nothing was written: the device is full, or nobody’s phone. */
export type NotWritten = { readonly failed: 'no-room' | 'nobody' };

/** A phone with its person and that person’s own database. */
export interface Phone extends Device {
	readonly person: string;
	readonly own: DatabaseName;
}

export const isPhone = (device: Device): device is Phone =>
	device.person !== undefined && device.own !== undefined;

/** What time it is, as the server last said: a wrong clock must not keep anybody from booking. */
export const rightTime = (device: Device, wall: number): number =>
	wall + (isClockOff(device) ? (device.offset ?? 0) : 0);

/** Something a person says about a place of theirs: into their own database, on the day and at the centre it is about. */
export const bookingDraft =
	(device: Phone, wall: number) =>
	(
		kind: string,
		{ centre, day }: { readonly centre: string; readonly day: Wish['day'] },
		fields: Draft['fields']
	): Draft => ({
		day,
		scope: centre,
		db: device.own,
		kind,
		v: 1,
		at: stamp(wall, device),
		by: device.person,
		fields
	});

/** Where and when a booking or a claim is, by its id. */
export function whereOf(id: FactId): { readonly centre: string; readonly day: Wish['day'] } {
	const { scope: centre, day } = partsOf(id);
	return { centre, day };
}

/** What the server has said of a person’s places, and when each centre is open: read before the writing. */
export interface Heard {
	readonly reports: readonly PlaceReport[];
	readonly doorways: ReadonlyMap<string, Doorway | undefined>;
}

export async function heardOf(read: Reader, own: DatabaseName): Promise<Heard> {
	const [documents, centres] = await Promise.all([
		read.reports(own, reportsOf.place),
		read.pages('centre')
	]);
	return {
		reports: [...documents.values()].flatMap((value) => parsePlaceReport(value) ?? []),
		doorways: new Map([...centres].map(([key, page]) => [key, doorwayOf(page)]))
	};
}

export const placesIn = (
	page: BookingsPage,
	{ reports, doorways }: Heard,
	sending: (id: FactId) => Sending | undefined = () => undefined
): readonly Mine[] =>
	placesOf({
		page,
		reports,
		doorway: (centre) => doorways.get(pageKey.centre(centre)),
		sending
	});

/** All of a person’s places as their phone knows them, and what they have been shown of each. */
export async function readPlaces(
	read: Reader,
	{ person, own }: Pick<Phone, 'person' | 'own'>
): Promise<{ readonly places: readonly Mine[]; readonly page: BookingsPage }> {
	const page = await read.page('bookings', pageKey.bookings(person));
	const heard = await heardOf(read, own);
	const answered = new Set(heard.reports.map(({ booking }) => booking));
	// What has been answered has been sent: only the rest is looked up.
	const facts = [
		...Object.keys(page.bookings).filter((id) => !answered.has(id)),
		...Object.values(page.cancelled),
		...Object.values(page.accepted)
	];
	const fates = await Promise.all(facts.map(async (id) => [id, await read.fate(id)] as const));
	const sending = new Map(fates);
	return { places: placesIn(page, heard, (id) => sending.get(id)), page };
}
