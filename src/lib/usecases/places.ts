import { stamp, type Device } from '../domain/device';
import type { Draft, Fact } from '../domain/facts';
import { database, factId, type Day, type Slug } from '../domain/ids';
import { closuresOf, type CentrePage } from '../domain/folds/centre';
import { local } from '../domain/calendar';
import { fieldsOf, type Act } from '../domain/places/decide';
import type { HolderName } from '../domain/places/holders';
import type { Premises } from '../domain/places/wish';

/** What the verbs about places share. */

/** Where and when, and by which device. */
export interface Ground {
	readonly centre: Slug;
	readonly day: Day;
	readonly wall: number;
	readonly device: Device;
}

/** A fact of the ledger of one centre and day. `by` is who wants it; without, the device itself. */
export const placeDraft =
	({ centre, day, wall, device }: Ground) =>
	(kind: string, fields: Draft['fields'], by = device.device): Draft => ({
		day,
		scope: centre,
		db: database.centre(centre),
		kind,
		v: 1,
		at: stamp(wall, device),
		by,
		fields
	});

/** As which holder a device speaks. */
export const holderNameOf = ({ device, epoch }: Device): HolderName => `${device}.${epoch}`;

/** The fact a device's act will be, but for its number: enough to see what follows from it. */
export const foreseen =
	({ centre, day, wall, device }: Ground) =>
	(act: Act, n: number): Fact => ({
		_id: factId({
			day,
			scope: centre,
			device: device.device,
			epoch: device.epoch,
			seq: device.seq + n + 1
		}),
		kind: act.kind,
		v: 1,
		count: device.count + n + 1,
		at: { wall },
		by: device.device,
		...fieldsOf(act)
	});

/** `undefined` while this device does not know what the centre has. */
export function premisesOf(page: CentrePage, wall: number): Premises | undefined {
	if (!page.centre) return undefined;
	return { centre: page.centre, closures: closuresOf(page), today: local(wall).day, now: wall };
}
