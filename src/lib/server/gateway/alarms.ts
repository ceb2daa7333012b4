import { opsId } from '../../domain/ids';
import type { Clock } from '../../ports/clock';
import type { Store } from '../store/store';

export type AlarmSort = Parameters<typeof opsId.alarm>[0];

/** Something a person should look at. One document a subject: raising it again changes nothing. */
export const raiseAlarm = (
	store: Store,
	clock: Clock,
	what: AlarmSort,
	subject: string,
	detail: Record<string, unknown>
): Promise<void> =>
	store.revise('ops', opsId.alarm(what, subject), (before) =>
		before?.['open'] === true && same(before['detail'], detail)
			? undefined
			: { what, subject, open: true, since: before?.['since'] ?? clock.now(), detail }
	);

/** What was wrong no longer is, or somebody has looked at it: by which account. The alarm stays to be read, closed. */
export const settleAlarm = (
	store: Store,
	what: AlarmSort,
	subject: string,
	by?: string
): Promise<void> =>
	store.revise('ops', opsId.alarm(what, subject), (before) => {
		if (before?.['open'] !== true) return undefined;
		const { _id, ...rest } = before;
		return { ...rest, open: false, ...(by !== undefined && { by }) };
	});

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
