import type { Centre } from '../centres';
import type { Day } from '../ids';
import { closureOn, openingOn, slotsWithin, type Closure, type Slot } from './slots';

/** Why a door is shut at the time of a place. */
export interface Shut {
	/** Six letters: the same on every device, and another for every closure. */
	readonly name: string;
	/** What somebody wrote of it. Of opening hours that were cut nobody writes anything. */
	readonly why?: string;
}

export interface Doorway {
	readonly centre: Pick<Centre, 'hours' | 'openOnHolidays'>;
	readonly closures: readonly Closure[];
}

/**
 * What keeps somebody from a place that was given them: a closure, or opening hours that do not
 * cover the whole of it any more. Nobody loses it by that: it is theirs again once they do.
 * `undefined` where they can come.
 */
export function shutFor(
	{ day, slots }: { readonly day: Day; readonly slots: readonly Slot[] },
	{ centre, closures }: Doorway
): Shut | undefined {
	const closure = closureOn(closures, day);
	if (closure) return { name: nameOf(closure.id ?? JSON.stringify(closure)), why: closure.why };
	const opening = openingOn(centre, [], day);
	const open = (['desk', 'room'] as const).flatMap((kind) => slotsWithin(opening, { kind }));
	return slots.every((slot) => open.includes(slot))
		? undefined
		: { name: nameOf(JSON.stringify(opening)) };
}

/** FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/: told apart are the few shuttings of one day. */
function nameOf(text: string): string {
	let hash = 0x811c9dc5;
	for (const letter of text) hash = Math.imul(hash ^ letter.codePointAt(0)!, 0x01000193);
	const five = 36 ** 5;
	return `c${((hash >>> 0) % five).toString(36).padStart(5, '0')}`;
}
