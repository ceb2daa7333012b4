import type { Soon } from './soon';

/**
 * Verbs whose code is a part of the app that comes soon: what a tablet by the door
 * never does should not be read there each morning. Who uses one sooner waits for it.
 * All are named, so that one that is forgotten is seen when types are checked.
 */
export function later<Verbs extends object>(
	part: Soon<Verbs>,
	names: Readonly<Record<keyof Verbs, true>>
): Verbs {
	const verb =
		(name: keyof Verbs) =>
		async (...given: readonly unknown[]): Promise<unknown> =>
			((await part.fetch())[name] as (...given: readonly unknown[]) => unknown)(...given);
	return Object.fromEntries(
		Object.keys(names).map((name) => [name, verb(name as keyof Verbs)])
	) as Verbs;
}
