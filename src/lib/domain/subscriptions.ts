import type { Device } from './device';
import { database, type DatabaseName } from './ids';

/** What a device knows of its place in the network. */
type Placed = Pick<Device, 'role' | 'centre' | 'own'>;

/**
 * The databases a device asks the server for, most wanted first. Before it is
 * enrolled, what anybody may read. `src/lib/domain/rights.ts` allows each of them.
 */
export function databasesReadBy({ role, centre, own }: Placed): readonly DatabaseName[] {
	if (role === 'member' && own) return [own, database.orders, database.public];
	if (role === 'trainer')
		return [database.training, database.learners, database.orders, database.public];
	if (role === 'coordinator') return [database.orders, database.public];
	if (!role || !centre) return [database.public];
	return role === 'kiosk'
		? [database.centre(centre), database.roster(centre), database.orders, database.public]
		: [database.centre(centre), database.people(centre), database.orders, database.public];
}

/** False for what a device may write and not read, such as a first visitor's name on a kiosk. */
export const keeps = (device: Placed, db: DatabaseName): boolean =>
	device.role === undefined || databasesReadBy(device).includes(db);
