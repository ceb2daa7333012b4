import { local } from '../domain/calendar';
import { stamp, type Device } from '../domain/device';
import type { Draft } from '../domain/facts';
import { database, type Slug } from '../domain/ids';
import { codeIn } from '../domain/people';
import type { Reader } from '../ports/fact-log';
import type { Randomness } from '../ports/randomness';

/** What the verbs about people share. */

/** Nothing was written: the device is full. */
export type NoRoom = { readonly failed: 'no-room' };

/** A fact about people of a centre, written by a host's device. */
export const peopleDraft =
	(centre: Slug, wall: number, device: Device) =>
	(kind: string, fields: Draft['fields']): Draft => ({
		day: local(wall).day,
		scope: centre,
		db: database.people(centre),
		kind,
		v: 1,
		at: stamp(wall, device),
		by: device.device,
		fields
	});

/** A fresh secret, to be shown once and kept nowhere. */
export function secretCode(random: Randomness): string {
	for (;;) {
		const code = codeIn(random.text(32));
		if (code) return code;
	}
}

export const freshBadge = (random: Randomness): string => `b_${random.text(12)}`;

/**
 * Numbers people of this device's centre have. Read before the writing: two tabs,
 * like two devices, may give one number twice, and the codes tell the two apart.
 */
export async function numbersTaken(log: Reader): Promise<ReadonlySet<string>> {
	const pages = await log.pages('person');
	return new Set([...pages.values()].flatMap(({ number }) => (number ? [number] : [])));
}
