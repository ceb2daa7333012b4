import type { Heart } from '../domain/accounts';
import { CLOCK_IS_RIGHT, type Device } from '../domain/device';
import type { Timers } from '../ports/clock';

/** The server is told how a device is no more often than this. */
const BEATS_APART = 300_000;

/** Bytes used and allowed, as the browser says. */
export type Estimate = () => Promise<{
	readonly used?: number | undefined;
	readonly quota?: number | undefined;
}>;

interface Around {
	readonly timers: Timers;
	readonly version?: string;
	readonly estimate?: Estimate;
}

/** When a device says how it is, and what: in a run's first exchange, then every few minutes. */
export interface Beat {
	/** What goes up with the next request, if anything. */
	due(device: Device): Promise<Heart | undefined>;
	/** What was due of the device as it was then has been heard. */
	heard(device: Device): void;
}

export function createBeat({ timers, version, estimate = async () => ({}) }: Around): Beat {
	let isDue = true;
	let told: Pick<Device, 'account' | 'applied'> = {};
	return {
		async due(device) {
			if (device.account === undefined) return undefined;
			// That an order was carried out is waited for.
			const isNews = device.account !== told.account || device.applied !== told.applied;
			if (!isDue && !isNews) return undefined;
			const { used, quota } = await estimate().catch(() => ({ used: undefined, quota: undefined }));
			return heartOf(device, { version, used, quota });
		},
		heard(device) {
			told = device;
			isDue = false;
			timers.after(BEATS_APART, () => (isDue = true));
		}
	};
}

function heartOf(
	{ persisted, offset = 0, applied }: Device,
	{
		version,
		used,
		quota
	}: { version: string | undefined; used: number | undefined; quota: number | undefined }
): Heart {
	return {
		...(version !== undefined && { version }),
		...(used !== undefined && { used: Math.round(used) }),
		...(quota !== undefined && { quota: Math.round(quota) }),
		...(persisted !== undefined && { persisted }),
		...(Math.abs(offset) > CLOCK_IS_RIGHT && { offset: Math.round(offset) }),
		...(applied !== undefined && { applied })
	};
}
