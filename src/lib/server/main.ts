import { building } from '$app/environment';
import { env } from '$env/dynamic/private';
import type { Clock, Timers } from '../ports/clock';
import { recoverCoordinator, welcome } from './accounts/first-coordinator';
import { createAccounts, type AccountParts } from './accounts/parts';
import { replayRevocations } from './accounts/revocation';
import { listenForCommands } from './backup/control';
import { dump } from './backup/dump';
import { createGateway, type Gateway } from './gateway/gateway';
import { createPresence, type Presence } from './gateway/presence';
import { createSegments, type Segments } from './gateway/segments';
import { createRate, type Rate } from './http/rate';
import { reportDefect } from './http/report';
import { serverRandomness } from './randomness';
import { placesIn, type PlaceSettings } from './places/config';
import { createRelay, type Relay } from './relay/relay';
import { isExpired } from './retention/age';
import { retentionIn, type Retention } from './retention/config';
import { seedSampleNetwork } from './seed';
import { openCouchDb } from './store/couchdb';
import { openEmbedded } from './store/embedded';
import { inside, rules } from './store/rules-bundled';
import type { Pouches } from './store/pouch-store';
import type { Store } from './store/store';

/** The parts of the running server: its composition root. */
export interface Server {
	readonly store: Store;
	readonly use: Pouches['use'];
	readonly gateway: Gateway;
	readonly segments: Segments;
	readonly presence: Presence;
	readonly accounts: AccountParts;
	readonly rate: Rate;
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

let started: Promise<Server> | undefined;

/** Starts on first use. Building the app starts nothing. */
export function server(): Promise<Server> {
	if (building) throw new Error('the server does not run while the app is built');
	return (started ??= start());
}

async function start(): Promise<Server> {
	const retention = retentionAsked();
	const places = placesAsked();
	const folder = env['DATA_DIR'] ?? 'data';
	const opened = env['COUCHDB_URL']
		? openCouchDb(env['COUCHDB_URL'], env['COUCHDB_PREFIX'] ?? '', {
				rules,
				inside,
				proxySecret: env['COUCHDB_PROXY_SECRET']
			})
		: openEmbedded(folder, { rules });
	const { use, ...rest } = opened;
	const store: Store = rest;
	const isSample = env['SAMPLE'] !== 'off';
	if (isSample) await seedSampleNetwork(store, clock);
	const rate = createRate(clock);
	const accounts = createAccounts({ store, clock, random: serverRandomness, rate });
	await replayRevocations(store);
	for (const line of await welcome(accounts, address(), isSample)) console.log(line);
	const segments = createSegments(store);
	const gateway = createGateway({
		store,
		segments,
		clock,
		random: serverRandomness,
		isExpired: (db, fact) => isExpired(db, fact, clock.now(), retention)
	});
	const relay =
		env['RELAY'] === 'off'
			? undefined
			: createRelay({
					store,
					clock,
					timers,
					random: serverRandomness,
					onDefect: reportDefect,
					signer: accounts.signer,
					retention,
					places
				});
	relay?.start();
	const control = await listenForCommands(folder, {
		backup: (only) => {
			const make = () => dump(store, { at: clock.now(), only });
			return relay ? relay.apart(make) : make();
		},
		coordinator: async () => {
			const { code } = await recoverCoordinator(store, { clock, random: serverRandomness });
			return `${address()}/enrol#${code}`;
		}
	});
	return {
		store,
		use,
		gateway,
		segments,
		presence: createPresence(store),
		accounts,
		rate,
		relay,
		async close() {
			await control?.close();
			await relay?.stop();
			await store.close();
		}
	};
}

/** Nothing is forgotten sooner, or kept longer, than whoever runs this has meant. */
function retentionAsked(): Retention {
	const asked = retentionIn(env);
	if (!('refused' in asked)) return asked.retention;
	console.error(asked.refused);
	return process.exit(1);
}

/** Nor are places given otherwise. */
function placesAsked(): PlaceSettings {
	const asked = placesIn(env);
	if (!('refused' in asked)) return asked.places;
	console.error(asked.refused);
	return process.exit(1);
}

/** Where people reach this server: behind a proxy they use another address than it listens on. */
const address = (): string => env['ORIGIN'] || `http://localhost:${env['PORT'] || '4173'}`;

/** Ends relay and store; what has been acknowledged is on the disk already. */
export const stop = async (): Promise<void> => (await started)?.close();
