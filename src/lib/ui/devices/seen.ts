import type { DeviceListed } from '../../domain/accounts';
import { m } from '../../paraglide/messages';
import { ago, dateOf, timeOf } from '../formats';

const LATELY = 2 * 86_400_000;

/** When a device last spoke with the server: how long ago where that is not long, the date where it is. */
export function seenWord({ seen }: DeviceListed, now: number): string {
	if (seen === undefined) return m.devices_never_seen();
	const quiet = now - seen;
	if (quiet < 60_000) return m.devices_seen_now();
	if (quiet < LATELY) return m.devices_seen_ago({ ago: ago(quiet) });
	return m.devices_seen({ date: dateOf(seen), time: timeOf(seen) });
}
