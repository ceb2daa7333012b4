import { database, opsId, reportId, reportsOf, type DatabaseName } from '../../domain/ids';
import { is } from '../../domain/kinds';
import type { Clock } from '../../ports/clock';
import { raiseAlarm } from '../gateway/alarms';
import { asFact, isFactDoc, type Doc, type Store } from '../store/store';
import type { Duty } from './duty';
import type { BadgeUse, Visitors } from './visitors';

export interface BadgeAlarmParts {
	readonly store: Store;
	readonly clock: Clock;
	readonly visitors: Visitors;
}

/** The two centres that are nearest to each other are so far apart, milliseconds. */
const JOURNEY = 30 * 60_000;
/** Of one badge, in one alarm. */
const MOST = 20;

/**
 * Notices a badge that was shown after it was void, by a kiosk that had not heard
 * of it yet, and one that was in two centres within half an hour: there is a copy
 * of it. Nobody's name is in an alarm.
 */
export function createBadgeAlarmDuty({ store, clock, visitors }: BadgeAlarmParts): Duty {
	async function judge(badge: string): Promise<void> {
		const voided = await store.get(database.orders, reportId.void(badge));
		const uses = await visitors.uses(badge);
		const odd = uses.filter((use) => isAfter(voided, use) || uses.some((o) => isTooSoon(use, o)));
		if (odd.length === 0) return;
		const alarm = await store.get(database.ops, opsId.alarm('badge', badge));
		const told = visitsIn(alarm);
		const fresh = odd.filter(({ visit }) => !told.includes(visit));
		// What somebody has seen and closed is not raised again.
		if (fresh.length === 0) return;
		const visits = [...told, ...fresh.map(({ visit }) => visit)].slice(-MOST);
		const centres = [...new Set(odd.map(({ centre }) => centre))].sort();
		await raiseAlarm(store, clock, 'badge', badge, { visits, centres, isVoid: !!voided });
	}

	return {
		async seen(db: DatabaseName, docs: readonly Doc[]) {
			if (db === database.orders)
				for (const { _id } of docs)
					if (_id.startsWith(reportsOf.void)) await judge(_id.slice(reportsOf.void.length));
			const shown = docs
				.filter(isFactDoc)
				.map(asFact)
				.flatMap((fact) => (is(fact, 'visit.arrived/1') && fact.badge ? [fact.badge] : []));
			for (const badge of new Set(shown)) await judge(badge);
		}
	};
}

const isAfter = (voided: Doc | undefined, { at }: BadgeUse): boolean =>
	voided !== undefined && at > Number(voided['at']);

const isTooSoon = (a: BadgeUse, b: BadgeUse): boolean =>
	a.centre !== b.centre && Math.abs(a.at - b.at) < JOURNEY;

function visitsIn(alarm: Doc | undefined): readonly string[] {
	const detail = alarm?.['detail'] as { readonly visits?: readonly string[] } | undefined;
	return detail?.visits ?? [];
}
