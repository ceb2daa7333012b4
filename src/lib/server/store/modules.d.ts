declare module 'pouchdb-adapter-leveldb' {
	const plugin: PouchDB.Plugin;
	export default plugin;
}
declare module 'pouchdb-adapter-http' {
	const plugin: PouchDB.Plugin;
	export default plugin;
}
declare module 'leveldown' {
	interface LevelDown {
		_batch(
			operations: readonly unknown[],
			options: { sync?: boolean },
			done: (error?: Error) => void
		): void;
	}
	export default function leveldown(location: string): LevelDown;
}
