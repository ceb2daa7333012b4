import { freeRight, rightAt, type LedgerPage, type Used } from '../folds/ledger';
import { authorOf, type Day } from '../ids';
import type { PlaceRefusal } from '../kinds';
import { freeFor } from './decide';
import { isServerName, SERVER, type HolderName } from './holders';
import type { Slot } from './slots';
import { unitsOf, type Unit } from './units';
import { problemOf, type Premises } from './wish';

/** Who could give a desk to somebody who stands at a kiosk, as far as that kiosk knows. */

/** Why nobody could. `out-of-reach`: not all are taken, but what is free is nobody's to give who could be asked. */
export type NoDesk = PlaceRefusal | 'out-of-reach';

export type DeskFor =
	/** The kiosk itself: these rights, for it to grant. */
	| { readonly from: 'here'; readonly space: string; readonly rights: readonly Used[] }
	/** Another holder, who has to be asked. */
	| { readonly from: 'elsewhere'; readonly space: string; readonly to: HolderName }
	| { readonly from: 'nobody'; readonly why: NoDesk };

export interface DeskSought {
	readonly day: Day;
	/** Half-days. */
	readonly slots: readonly Slot[];
	/** The one they would rather have. */
	readonly unit?: Unit | undefined;
}

/**
 * From this kiosk's own rights, which no cut link can make anybody else's; else the
 * server's, which answers first; else another kiosk's of the centre, which answers
 * when it and this one have met the server.
 */
export function deskFor(
	page: LedgerPage,
	me: HolderName,
	{ day, slots, unit }: DeskSought,
	premises: Premises
): DeskFor {
	const desks = premises.centre.spaces.filter(({ kind }) => kind === 'desk');
	const nobody = (why: NoDesk): DeskFor => ({ from: 'nobody', why });
	const [first] = desks;
	if (!first) return nobody('unknown-space');
	const problem = problemOf({ day, space: first.id, slots }, premises);
	if (problem) return nobody(problem);
	for (const wanted of unit === undefined ? [undefined] : [unit, undefined])
		for (const { id: space } of desks) {
			const wish = { space, slots, ...(wanted !== undefined && { unit: wanted }) };
			const rights = freeFor(page, me, wish, premises);
			if (rights) return { from: 'here', space, rights };
		}
	for (const to of [SERVER, ...othersIn(page, me)])
		for (const { id: space } of desks)
			if (freeFor(page, to, { space, slots }, premises)) return { from: 'elsewhere', space, to };
	const isOneFree = (slot: Slot): boolean =>
		desks.flatMap(unitsOf).some((of) => freeRight(page, rightAt(page, of, slot).holder, of, slot));
	return nobody(slots.every(isOneFree) ? 'out-of-reach' : 'full');
}

/**
 * Kiosks that could be asked, those heard of on that day first: of the others it is not
 * known whether they are switched on. Nobody answers for a number that a device had before.
 */
function othersIn(page: LedgerPage, me: HolderName): readonly HolderName[] {
	const heard = new Set(Object.keys(page.claims).map(authorOf));
	const holders = new Set(Object.values(page.rights).map(({ holder }) => holder));
	const known = [...new Set([me, ...heard, ...holders])].filter(isKiosk);
	const isFormer = (name: HolderName): boolean =>
		known.some((other) => deviceIn(other) === deviceIn(name) && epochIn(other) > epochIn(name));
	return [...holders]
		.filter((name) => isKiosk(name) && deviceIn(name) !== deviceIn(me))
		.filter((name) => !page.fenced.includes(name) && !isFormer(name))
		.sort((a, b) => Number(heard.has(b)) - Number(heard.has(a)) || (a < b ? -1 : 1));
}

const isKiosk = (name: HolderName): boolean => name !== SERVER && !isServerName(deviceIn(name));
const deviceIn = (name: HolderName): string => name.slice(0, name.lastIndexOf('.'));
const epochIn = (name: HolderName): number => Number(name.slice(name.lastIndexOf('.') + 1));
