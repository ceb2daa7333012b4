import type { DeviceListed } from './accounts';
import type { Slug } from './ids';

/**
 * How much of what happens at a centre has been heard: a number without it would
 * say nobody came where only the kiosk is silent.
 */
export type Coverage =
	/** The server has not been asked, or did not answer. */
	| { readonly is: 'unknown' }
	| { readonly is: 'no-kiosk' }
	/** Every kiosk has spoken lately. */
	| { readonly is: 'whole'; readonly at: number }
	/** Some have not: what they saw since `until` is missing. Without: since ever. */
	| { readonly is: 'part'; readonly silent: number; readonly until?: number }
	| { readonly is: 'silent'; readonly until?: number };

export interface Heard {
	/** Kiosks and desks of the centre that are not revoked, and how many of them spoke lately. */
	readonly devices: number;
	readonly heard: number;
	/** Facts they said they had not sent yet. */
	readonly waiting: number;
	readonly coverage: Coverage;
}

/** Longer than a device waits between two tries, and than the server waits to note that it was heard; milliseconds. */
export const LATELY = 20 * 60_000;

/** @param devices as the server listed them; `undefined` where it has not */
export function heardOf(
	centre: Slug,
	devices: readonly DeviceListed[] | undefined,
	now: number
): Heard {
	const live = (devices ?? []).filter(
		({ centre: its, role, revoked }) =>
			its === centre && revoked === undefined && (role === 'kiosk' || role === 'host')
	);
	const spoke = ({ seen }: DeviceListed): boolean => seen !== undefined && now - seen <= LATELY;
	return {
		devices: live.length,
		heard: live.filter(spoke).length,
		waiting: live.reduce((sum, { waiting = 0 }) => sum + waiting, 0),
		coverage: devices
			? coverageOf(
					live.filter(({ role }) => role === 'kiosk'),
					spoke
				)
			: { is: 'unknown' }
	};
}

function coverageOf(
	kiosks: readonly DeviceListed[],
	spoke: (device: DeviceListed) => boolean
): Coverage {
	if (kiosks.length === 0) return { is: 'no-kiosk' };
	const silent = kiosks.filter((kiosk) => !spoke(kiosk));
	if (silent.length === 0) return { is: 'whole', at: Math.min(...seenOf(kiosks)) };
	// One that has never spoken says nothing of how far the others go.
	const known = silent.every(({ seen }) => seen !== undefined);
	const until = known ? { until: Math.min(...seenOf(silent)) } : {};
	if (silent.length === kiosks.length) return { is: 'silent', ...until };
	return { is: 'part', silent: silent.length, ...until };
}

const seenOf = (devices: readonly DeviceListed[]): readonly number[] =>
	devices.flatMap(({ seen }) => (seen === undefined ? [] : [seen]));
