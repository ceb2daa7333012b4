import type { Device } from './device';
import { database, type DatabaseName } from './ids';

/** The databases a device asks the server for, most wanted first. None before it knows its centre. */
export function databasesReadBy(device: Pick<Device, 'role' | 'centre'>): readonly DatabaseName[] {
	const { role, centre } = device;
	if (!role || !centre) return [database.public];
	const own = database.centre(centre);
	return role === 'kiosk'
		? [own, database.roster(centre), database.public]
		: [own, database.people(centre), database.public];
}

/** False for what a device may write and not read, such as a first visitor's name on a kiosk. */
export const keeps = (device: Pick<Device, 'role' | 'centre'>, db: DatabaseName): boolean =>
	device.role === undefined || databasesReadBy(device).includes(db);
