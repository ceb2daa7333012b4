import type { DeviceListed } from '../../domain/accounts';
import { isClockOff } from '../../domain/device';

/** What about a device wants a look, most urgent first. */
export type Worry = 'never-seen' | 'silent' | 'waiting' | 'unprotected' | 'full' | 'clock' | 'old';

const DAY = 86_400_000;
/** Centres close for two days every week. */
const SILENT = 3 * DAY;
const FULL = 0.9;

/** `version` is that of the device that asks: it has just spoken with the server. */
export function worriesOf(
	{ seen, waiting = 0, heart, since, role, self }: DeviceListed,
	now: number,
	version: string
): readonly Worry[] {
	const { used, quota, persisted, offset } = heart ?? {};
	const found: [Worry, boolean][] = [
		['never-seen', seen === undefined && now - since > DAY],
		// Phones come and go with their owners.
		['silent', seen !== undefined && now - seen > SILENT && role !== 'member'],
		['waiting', waiting > 0 && seen !== undefined && now - seen > DAY],
		['full', used !== undefined && quota !== undefined && used > quota * FULL],
		['unprotected', persisted === false && role !== 'member'],
		['clock', offset !== undefined && isClockOff({ offset })],
		['old', heart?.version !== undefined && heart.version !== version && !self]
	];
	return found.flatMap(([worry, is]) => (is ? [worry] : []));
}

/** A name people gave it, or `undefined`: then its role has to do. */
export const labelOf = ({ label }: DeviceListed): string | undefined => label?.trim() || undefined;

export const isPhone = ({ role }: DeviceListed): boolean => role === 'member';
export const isRevoked = ({ revoked }: DeviceListed): boolean => revoked !== undefined;
