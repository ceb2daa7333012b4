import type { Centre, Space } from '../centres';

/** One desk or one room: `desk-3` is the third of the space `desk`. */
export type Unit = string;

export const unitOf = (space: Pick<Space, 'id'>, n: number): Unit => `${space.id}-${n}`;

/** Every unit of a space, the first first. */
export const unitsOf = (space: Pick<Space, 'id' | 'count'>): readonly Unit[] =>
	Array.from({ length: space.count }, (_, i) => unitOf(space, i + 1));

/** A unit that a centre has. What was granted on one that is no more stays granted. */
export const isUnit = (space: Pick<Space, 'id' | 'count'>, unit: Unit): boolean =>
	unitsOf(space).includes(unit);

/** The space's id and the number in it. */
export function partsOfUnit(unit: Unit): { readonly space: string; readonly n: number } {
	const cut = unit.lastIndexOf('-');
	return { space: unit.slice(0, cut), n: Number(unit.slice(cut + 1)) };
}

export const spaceNamed = (centre: Pick<Centre, 'spaces'>, id: string): Space | undefined =>
	centre.spaces.find((space) => space.id === id);

/** How many units of each space, by its id, are kept for who walks in. */
export type Kept = Readonly<Record<string, number>>;

/** Half of the desks, rounded up, where a centre has not said otherwise; of nothing else any. */
export const usualKept = (centre: Pick<Centre, 'spaces'>): Kept =>
	Object.fromEntries(
		centre.spaces.map(({ id, kind, count }) => [id, kind === 'desk' ? Math.ceil(count / 2) : 0])
	);

/** The units kept for who walks in: the first ones, by the door. */
export const keptUnits = (centre: Pick<Centre, 'spaces'>, kept: Kept): readonly Unit[] =>
	centre.spaces.flatMap((space) => unitsOf(space).slice(0, kept[space.id] ?? 0));

/** Whoever is in such a room is named to nobody. */
export const isConfidential = (
	{ spaces }: Pick<Centre, 'spaces'>,
	{ space }: { readonly space: string }
): boolean => spaces.find(({ id }) => id === space)?.kind === 'confidential';
