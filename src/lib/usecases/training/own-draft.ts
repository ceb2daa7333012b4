import { local } from '../../domain/calendar';
import type { Draft } from '../../domain/facts';
import { NETWORK_SCOPE } from '../../domain/ids';
import { bookingDraft, type Phone } from '../bookings';

/** Something a person says of their own learning, on their own phone: today, wherever they are. */
export const ownDraft =
	(device: Phone, wall: number) =>
	(kind: string, fields: Draft['fields']): Draft =>
		bookingDraft(device, wall)(
			kind,
			{ centre: device.centre ?? NETWORK_SCOPE, day: local(wall).day },
			{ person: device.person, ...fields }
		);
