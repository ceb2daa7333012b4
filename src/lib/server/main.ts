import { building } from '$app/environment';
import { env } from '$env/dynamic/private';
import type { Clock, Timers } from '../ports/clock';
import { createGateway, type Gateway } from './gateway/gateway';
import { createSegments, type Segments } from './gateway/segments';
import { serverRandomness } from './randomness';
import { createRelay, type Relay } from './relay/relay';
import { seedSampleNetwork } from './seed';
import { openCouchDb } from './store/couchdb';
import { openEmbedded } from './store/embedded';
import type { Pouches } from './store/pouch-store';
import type { Store } from './store/store';

/** The parts of the running server: its composition root. */
export interface Server {
	readonly store: Store;
	readonly use: Pouches['use'];
	readonly gateway: Gateway;
	readonly segments: Segments;
	/** Only where this process is the one that runs it. */
	readonly relay: Relay | undefined;
	close(): Promise<void>;
}

const clock: Clock = { now: () => Date.now() };
const timers: Timers = {
	after(milliseconds, run) {
		const timer = setTimeout(run, milliseconds);
		return () => clearTimeout(timer);
	}
};

const reportDefect = (error: unknown): void => console.error(error);

let started: Promise<Server> | undefined;

/** Starts on first use. Building the app starts nothing. */
export function server(): Promise<Server> {
	if (building) throw new Error('the server does not run while the app is built');
	return (started ??= start());
}

async function start(): Promise<Server> {
	const opened = env['COUCHDB_URL']
		? openCouchDb(env['COUCHDB_URL'], env['COUCHDB_PREFIX'] ?? '')
		: openEmbedded(env['DATA_DIR'] ?? 'data');
	const { use, ...rest } = opened;
	const store: Store = rest;
	if (env['SAMPLE'] !== 'off') await seedSampleNetwork(store, clock);
	const segments = createSegments(store);
	const gateway = createGateway({ store, segments, clock, random: serverRandomness });
	const relay =
		env['RELAY'] === 'off'
			? undefined
			: createRelay({ store, clock, timers, onDefect: reportDefect });
	relay?.start();
	return {
		store,
		use,
		gateway,
		segments,
		relay,
		async close() {
			await relay?.stop();
			await store.close();
		}
	};
}

/** Ends relay and store; what has been acknowledged is on the disk already. */
export const stop = async (): Promise<void> => (await started)?.close();
