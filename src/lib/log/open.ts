import type { Device } from '../domain/device';
import type { Mark } from '../ports/mark';
import type { Randomness } from '../ports/randomness';
import type { Tables } from '../ports/tables';
import { putDevice } from './device-row';

const DEVICE_LENGTH = 8;

/** How the store was found when it was opened. */
export type Found = 'new' | 'whole' | 'missing' | 'restored';

/**
 * Makes sure of the device record. A store that is missing though this device
 * had one, or that knows less than the mark kept beside it, starts a new epoch:
 * numbers that may be in use elsewhere are never given out again.
 */
export async function openDevice(
	tables: Tables,
	mark: Mark,
	random: Randomness
): Promise<{ device: Device; found: Found }> {
	const seen = mark.read();
	const fresh = random.text(DEVICE_LENGTH);
	const opened = await tables.write(async (tx): Promise<{ device: Device; found: Found }> => {
		const row = await tx.get('meta', 'device');
		if (row?.key === 'device') {
			const { device } = row;
			if (!seen || !isAhead(seen, device)) return { device, found: 'whole' };
			const next = newEpoch(renamed(device, seen.device), seen.epoch + 1);
			await putDevice(tx, next);
			return { device: next, found: 'restored' };
		}
		const device: Device = seen
			? { device: seen.device, epoch: seen.epoch + 1, seq: 0, count: 0 }
			: { device: fresh, epoch: 1, seq: 0, count: 0 };
		await putDevice(tx, device);
		return { device, found: seen ? 'missing' : 'new' };
	});
	writeMark(mark, opened.device);
	return opened;
}

/** True where the device has been further than its store knows, or went by a name it does not know. */
function isAhead(seen: NonNullable<ReturnType<Mark['read']>>, device: Device): boolean {
	if (seen.device !== device.device) return !device.formerly?.includes(seen.device);
	return seen.epoch > device.epoch || (seen.epoch === device.epoch && seen.seq > device.seq);
}

/** The same device under another name; what it wrote under the one before stays its own. */
export const renamed = (device: Device, name: string): Device =>
	name === device.device
		? device
		: { ...device, device: name, formerly: [...(device.formerly ?? []), device.device] };

/** The same device under a name nobody has heard of. */
export const underNewName = (device: Device, random: Randomness): Device =>
	newEpoch(renamed(device, random.text(DEVICE_LENGTH)), 1);

/** The same device under a new epoch: no number of the old one is continued, its token is void. */
export function newEpoch(device: Device, epoch: number): Device {
	const { token: _void, ...rest } = device;
	return { ...rest, epoch, seq: 0 };
}

export const writeMark = (mark: Mark, { device, epoch, seq }: Device): void =>
	mark.write({ device, epoch, seq });
