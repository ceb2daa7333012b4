/**
 * Verbs whose code is fetched when one of them is first used: what a tablet by the
 * door never does should not be read there each morning. The files are on the
 * device with the others, link or no link. A fetch that failed is tried again.
 */
export function later<Verbs extends object>(
	load: () => Promise<Verbs>,
	/** Every verb by its name: the compiler misses one that is left out. */
	names: Readonly<Record<keyof Verbs, true>>
): Verbs {
	let loading: Promise<Verbs> | undefined;
	const loaded = (): Promise<Verbs> =>
		(loading ??= load().catch((error: unknown) => {
			loading = undefined;
			throw error;
		}));
	const verb =
		(name: keyof Verbs) =>
		async (...given: readonly unknown[]): Promise<unknown> =>
			((await loaded())[name] as (...given: readonly unknown[]) => unknown)(...given);
	const all = Object.keys(names) as (keyof Verbs)[];
	return Object.fromEntries(all.map((name) => [name, verb(name)])) as Verbs;
}
