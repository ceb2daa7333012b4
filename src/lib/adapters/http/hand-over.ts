/** Handed over and not yet kept: enough to be kept together, few enough to hold. */
const AT_ONCE = 32;

/** Hands things over one after the other without waiting for each to be kept, up to a point. */
export interface HandOver<T> {
	/** Rejects where an earlier one could not be kept. */
	give(one: T): Promise<void>;
	/** Resolves when all are kept; rejects with what the first one lost was lost to. */
	done(): Promise<void>;
}

export function handOver<T>(keep: (one: T) => Promise<void>): HandOver<T> {
	const underWay = new Set<Promise<void>>();
	let lost: { readonly to: unknown } | undefined;
	return {
		async give(one) {
			if (lost) throw lost.to;
			const kept: Promise<void> = keep(one).then(
				() => void underWay.delete(kept),
				(error: unknown) => {
					lost ??= { to: error };
					underWay.delete(kept);
				}
			);
			underWay.add(kept);
			if (underWay.size >= AT_ONCE) await Promise.race(underWay);
		},
		async done() {
			await Promise.all(underWay);
			if (lost) throw lost.to;
		}
	};
}
