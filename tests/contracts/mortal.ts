import type { Store } from '../../src/lib/server/store/store';

/** A store that is asked until the process dies: before or after anything, between any two documents. */
export function mortal(store: Store, step: () => Promise<void>): Store {
	const around = async <R>(run: () => Promise<R>): Promise<R> => {
		await step();
		const result = await run();
		await step();
		return result;
	};
	const before = async <R>(run: () => Promise<R>): Promise<R> => {
		await step();
		return run();
	};
	return {
		...store,
		async insert(db, docs, as) {
			const inserted = [];
			for (const doc of docs) inserted.push(...(await around(() => store.insert(db, [doc], as))));
			return inserted;
		},
		revise: (...how) => around(() => store.revise(...how)),
		ensure: (db) => around(() => store.ensure(db)),
		rewrite: (...how) => around(() => store.rewrite(...how)),
		drop: (db) => around(() => store.drop(db)),
		changes: (...which) => before(() => store.changes(...which)),
		range: (...which) => before(() => store.range(...which)),
		get: (...which) => before(() => store.get(...which)),
		databases: () => before(() => store.databases())
	};
}
