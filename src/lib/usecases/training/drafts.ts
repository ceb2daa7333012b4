import { local } from '../../domain/calendar';
import { stamp, type Device } from '../../domain/device';
import type { Draft } from '../../domain/facts';
import { database, type DatabaseName, type Day, type Slug } from '../../domain/ids';

/** What the verbs of training share. */

/** Where a fact is filed, and on which day; without one it is about today. */
interface Place {
	readonly scope: Slug;
	readonly day?: Day;
	readonly db?: DatabaseName;
}

/** A fact about training, written by whoever trains with this device. */
export const trainingDraft =
	(wall: number, device: Device) =>
	(
		kind: string,
		{ scope, day = local(wall).day, db = database.training }: Place,
		fields: Draft['fields']
	): Draft => ({
		day,
		scope,
		db,
		kind,
		v: 1,
		at: stamp(wall, device),
		by: device.trainer ?? device.device,
		fields
	});

/** Nothing was written: the device is full. */
export type NoRoom = { readonly failed: 'no-room' };
