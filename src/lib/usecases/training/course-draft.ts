import { local } from '../../domain/calendar';
import { stamp, type Device } from '../../domain/device';
import type { Draft } from '../../domain/facts';
import { NETWORK_SCOPE, type DatabaseName } from '../../domain/ids';

/** What the verbs about courses share: said for the whole network, by whoever trains with this device. */
export const courseDraft =
	(db: DatabaseName, wall: number, device: Device) =>
	(kind: string, fields: Draft['fields']): Draft => ({
		day: local(wall).day,
		scope: NETWORK_SCOPE,
		db,
		kind,
		v: 1,
		at: stamp(wall, device),
		by: device.trainer ?? device.device,
		fields
	});
