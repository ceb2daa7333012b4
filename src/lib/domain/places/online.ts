import type { Centre } from '../centres';
import { partsOfRight, rightAt, type LedgerPage } from '../folds/ledger';
import { isRecord } from '../parse';
import { SERVER } from './holders';
import { areInARow, inDayOrder, isHalfDay, periodOf, type Slot } from './slots';
import { partsOfUnit, unitsOf } from './units';

/** How many units of each space, by its id, in each slot. What is not here is none. */
export type Counts = Readonly<Record<string, Readonly<Record<Slot, number>>>>;

/** Counts as they travel: by space, `am*4 pm*3` or `09:00-10:30 14:00-15:00*2`. A phone gets two months of them. */
export type CountsText = Readonly<Record<string, string>>;

/** Of a centre’s day: how many units are not to be had of the server, and how many of those a kiosk may give. */
export function onlineOn(
	page: LedgerPage,
	{ spaces }: Pick<Centre, 'spaces'>
): { readonly online: CountsText; readonly kept: CountsText } {
	const gone = new Map<string, Map<Slot, number>>();
	const kept = new Map<string, Map<Slot, number>>();
	const units = new Set(spaces.flatMap(unitsOf));
	for (const key of Object.keys(page.rights)) {
		const { unit, slot } = partsOfRight(key);
		if (!units.has(unit)) continue;
		const { holder, claim } = rightAt(page, unit, slot);
		const { space } = partsOfUnit(unit);
		if (holder !== SERVER || claim !== undefined) count(gone, space, slot);
		if (holder !== SERVER && claim === undefined) count(kept, space, slot);
	}
	return { online: textOf(gone), kept: textOf(kept) };
}

function count(counts: Map<string, Map<Slot, number>>, space: string, slot: Slot): void {
	const its = counts.get(space) ?? new Map<Slot, number>();
	counts.set(space, its.set(slot, (its.get(slot) ?? 0) + 1));
}

const textOf = (counts: ReadonlyMap<string, ReadonlyMap<Slot, number>>): CountsText =>
	Object.fromEntries([...counts].sort().map(([space, its]) => [space, runsOf(its)]));

function runsOf(counts: ReadonlyMap<Slot, number>): string {
	const runs: { readonly slots: Slot[]; readonly n: number }[] = [];
	for (const slot of inDayOrder(counts.keys())) {
		const n = counts.get(slot)!;
		const last = runs.at(-1);
		const goesOn = last?.n === n && !isHalfDay(slot) && areInARow([last.slots.at(-1)!, slot]);
		if (goesOn) last.slots.push(slot);
		else runs.push({ slots: [slot], n });
	}
	return runs
		.map(({ slots, n }) => {
			const [first] = slots as [Slot];
			const when = isHalfDay(first) ? first : `${first}-${periodOf(slots.at(-1)!)[1]}`;
			return n === 1 ? when : `${when}*${n}`;
		})
		.join(' ');
}

const RUN = /^(am|pm|([01]\d|2[0-3]):[03]0-([01]\d|2[0-4]):[03]0)(\*\d{1,3})?$/;
/** Slots of a day. */
const MOST = 50;

/** What a report says, as it can be trusted; `undefined` for anything else. */
export function parseCounts(value: unknown): Counts | undefined {
	if (!isRecord(value)) return undefined;
	const counts: [string, Record<Slot, number>][] = [];
	for (const [space, text] of Object.entries(value)) {
		const its = typeof text === 'string' ? slotsIn(text) : undefined;
		if (!its) return undefined;
		counts.push([space, its]);
	}
	return Object.fromEntries(counts);
}

function slotsIn(text: string): Record<Slot, number> | undefined {
	const counts: Record<Slot, number> = {};
	const runs = text.split(' ');
	if (runs.length > MOST) return undefined;
	for (const run of runs) {
		if (!RUN.test(run)) return undefined;
		const [when = '', times = '1'] = run.split('*');
		const [from = '', to] = when.split('-');
		let slot: Slot = from;
		counts[slot] = Number(times);
		for (let n = 1; to !== undefined && periodOf(slot)[1] < to && n < MOST; n += 1)
			counts[(slot = periodOf(slot)[1])] = Number(times);
	}
	return counts;
}
