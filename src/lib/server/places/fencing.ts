import { slotsWithin } from '../../domain/places/slots';
import { rightKey, partsOfRight, deciderOf } from '../../domain/folds/ledger';
import { opsId, opsRange, partsOf, type Day, type FactId } from '../../domain/ids';
import type { CentrePage, LedgerPage } from '../../domain/pages';
import { holderOf, SERVER, type HolderName } from '../../domain/places/holders';
import { standingOf } from '../../domain/places/standing';
import { unitsOf } from '../../domain/places/units';
import { is } from '../../domain/kinds';
import type { Store } from '../store/store';
import type { LedgerDay, Saying } from './ledgers';

/** An order to take everything back from a holder that will not speak again, from a day on. */
export interface FenceOrder {
	readonly holder: HolderName;
	readonly from: Day;
	/** Server clock, milliseconds. */
	readonly at: number;
	/** The account that ordered it. */
	readonly by: string;
}

export async function everyFence(store: Store): Promise<readonly FenceOrder[]> {
	const docs = await store.range('ops', ...opsRange('fence'));
	return docs.map(({ _id, from, at, by }) => ({
		holder: _id.slice(opsId.fence('').length),
		from: String(from),
		at: Number(at),
		by: String(by)
	}));
}

/** Ordered twice, the earlier day holds. */
export const orderFence = (store: Store, { holder, ...order }: FenceOrder): Promise<void> =>
	store.revise('ops', opsId.fence(holder), (before) =>
		before && String(before['from']) <= order.from ? undefined : { ...order }
	);

/** So many rights in one fact: it stays well below the size a document may have. */
const MOST = 1_000;

/** What is said on a day to take back what a fenced holder has there; nothing where it has nothing. */
export function takingBack(page: LedgerPage, holder: HolderName): readonly Saying[] {
	const keys = Object.keys(page.rights).filter((key) => page.rights[key]!.holder === holder);
	// What it gave by a right the server has not heard of is the server’s to keep from now on.
	for (const { by, unproven, held } of Object.values(page.claims))
		if (by === holder && unproven)
			for (const [unit, slot] of held ?? []) keys.push(rightKey(unit, slot));
	const isAwaited = Object.values(page.claims).some(
		(claim) => deciderOf(page, claim) === holder && standingOf(claim) === 'requested'
	);
	// Somebody may wait for its answer though it has nothing left to give.
	if (keys.length === 0 && isAwaited) keys.push(...anyOfTheServer(page));
	return fences(page, holder, [...new Set(keys)]);
}

/** Above whatever a server that was put back may have said and forgotten. */
const FORGOTTEN = 1_000_000;
const ALL_DAY = [['00:00', '24:00']] as const;

/**
 * What a server says that was put back from a backup, on each day it goes on with:
 * everything is its own again, but for what it knows to be granted. The kiosks are
 * not shut out by it: they are passed anew what is kept for them.
 */
export function takingAllBack({ page }: LedgerDay, { centre }: CentrePage): readonly Saying[] {
	if (!centre) return [];
	const keys = new Set(Object.keys(page.rights));
	// A place may have been kept from everybody outside opening hours, and hours may have been others.
	for (const space of centre.spaces)
		for (const unit of unitsOf(space))
			for (const slot of slotsWithin(ALL_DAY, space)) keys.add(rightKey(unit, slot));
	return fences(page, SERVER, [...keys]).map((saying) => ({ ...saying, above: FORGOTTEN }));
}

/** Whether a day has been taken back in the numbering that holds now. */
export const isAllTakenBack = ({ facts }: LedgerDay, epoch: number): boolean =>
	facts.some(
		(fact) =>
			is(fact, 'place.fenced/1') &&
			fact.holder === SERVER &&
			holderOf(fact._id) === SERVER &&
			partsOf(fact._id).epoch === epoch
	);

function anyOfTheServer(page: LedgerPage): readonly string[] {
	return Object.keys(page.rights)
		.filter((key) => page.rights[key]!.holder === SERVER)
		.slice(0, 1);
}

function fences(page: LedgerPage, holder: HolderName, keys: readonly string[]): readonly Saying[] {
	const granted = new Map<string, FactId>();
	for (const { id, held } of Object.values(page.claims))
		for (const [unit, slot] of held ?? []) granted.set(rightKey(unit, slot), id);
	const sayings: Saying[] = [];
	for (let i = 0; i < keys.length; i += MOST) {
		const rights = keys.slice(i, i + MOST).map((key) => {
			const { unit, slot } = partsOfRight(key);
			return [unit, slot, granted.get(key) ?? ''];
		});
		sayings.push({ kind: 'place.fenced', fields: { holder, rights } });
	}
	return sayings;
}
