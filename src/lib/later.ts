/**
 * Verbs whose code is fetched when one of them is first used: what a tablet by the
 * door never does should not be read there each morning. The files are on the
 * device with the others, link or no link. A fetch that failed is tried again.
 */
export function later<Verbs extends object>(
	load: () => Promise<Verbs>,
	names: readonly (keyof Verbs)[]
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
	return Object.fromEntries(names.map((name) => [name, verb(name)])) as Verbs;
}
