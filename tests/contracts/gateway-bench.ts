import type { Fact } from '../../src/lib/domain/facts';
import { factId } from '../../src/lib/domain/ids';
import type { Outcome, SyncAnswer, SyncRequest } from '../../src/lib/domain/protocol';
import type { Holder } from '../../src/lib/domain/rights';
import type { Segment } from '../../src/lib/domain/segments';
import { createGateway, type Gateway } from '../../src/lib/server/gateway/gateway';
import { parseSyncRequest } from '../../src/lib/server/gateway/request';
import { createSegments, type Segments } from '../../src/lib/server/gateway/segments';
import type { Doc, Store } from '../../src/lib/server/store/store';
import { seededRandomness } from '../support/kiosk';

export const NOON = Date.parse('2026-11-23T11:00:00Z');
export const TODAY = '2026-11-23';
export const CENTRE_DB = 'centre_murat';

/** One gateway over a store, with a clock to be set by hand. */
export interface GatewayBench {
	readonly gateway: Gateway;
	readonly segments: Segments;
	/** Resolves when the databases of one centre are there: naming one makes none. */
	readonly ready: () => Promise<void>;
	readonly clock: { now(): number; set(wall: number): void };
}

export function openGateway(store: Store, seed = 1): GatewayBench {
	let wall = NOON;
	const clock = { now: () => wall, set: (to: number) => void (wall = to) };
	const segments = createSegments(store);
	const random = seededRandomness(seed);
	let made: Promise<void> | undefined;
	const ready = (): Promise<void> => (made ??= makeDatabases(store));
	return { gateway: createGateway({ store, segments, clock, random }), segments, ready, clock };
}

async function makeDatabases(store: Store): Promise<void> {
	for (const db of ['ops', 'accounts', 'orders', 'public', CENTRE_DB, 'people_murat'])
		await store.ensure(db);
}

interface Of {
	readonly device?: string;
	readonly epoch?: number;
	readonly day?: string;
}

/** A fact as a device would send it. */
export const fact = (seq: number, of: Of = {}, more: Record<string, unknown> = {}): Fact => ({
	_id: factId({ scope: 'murat', device: 'k7f3', epoch: 1, day: TODAY, ...of, seq }),
	kind: 'visit.arrived',
	v: 1,
	count: seq,
	at: { wall: NOON },
	by: 'p_marie0001',
	person: 'p_marie0001',
	reason: 'work',
	category: 'independent',
	closes: NOON + 3_600_000,
	...more
});

/** A document as the very text it travels as: what no JavaScript value would be written as. */
export class Verbatim {
	constructor(readonly text: string) {}
}
const textOf = (doc: unknown): string => (doc instanceof Verbatim ? doc.text : JSON.stringify(doc));

/** A device as the server sees one: its name, and the token it was last given. */
export interface Client {
	token: string | undefined;
	instance: string | undefined;
	/** Sends a request as its text, so that only what JSON can carry arrives. */
	ask(more?: Partial<SyncRequest>, bench?: GatewayBench): Promise<SyncAnswer>;
	/** Sends documents to a database; what is no fact too. */
	send(...docs: readonly unknown[]): Promise<readonly Outcome[]>;
	/** Reads one database from where it was left. */
	read(more?: Partial<SyncRequest>, db?: string): Promise<NonNullable<SyncAnswer['news']>[string]>;
}

/** What a session makes of a device that speaks: an account of its own, and a role. */
export const holderOf = (device: string, more: Partial<Holder> = {}): Holder => ({
	role: 'kiosk',
	account: `a${device}`,
	centre: 'murat',
	...more
});

export function newClient(
	bench: GatewayBench,
	device = 'k7f3',
	epoch = 1,
	holder = holderOf(device)
): Client {
	const cursors: Record<string, string | null> = {};
	const client: Client = {
		token: undefined,
		instance: undefined,
		async ask(more = {}, through = bench) {
			const { token, instance } = client;
			const common = { sync: 1, device, epoch, token, instance, acked: 0, waiting: 0 };
			const { facts = [], ...rest } = more;
			const envelope = JSON.stringify({ ...common, cursors: {}, limit: 500, ...rest });
			const filed = facts.map(([db, doc]) => `[${JSON.stringify(db)},${textOf(doc)}]`);
			const text = `{"facts":[${filed.join()}],${envelope.slice(1)}`;
			const parsed = parseSyncRequest(JSON.parse(text));
			if (!parsed) throw new Error('not understood');
			await through.ready();
			const answer = await through.gateway.exchange(parsed, holder);
			client.token = answer.token ?? client.token;
			client.instance = answer.instance;
			return JSON.parse(JSON.stringify(answer)) as SyncAnswer;
		},
		async send(...docs) {
			const facts = docs.map((doc) => [CENTRE_DB, doc] as [string, Fact]);
			return (await client.ask({ facts })).outcomes ?? [];
		},
		async read(more = {}, db = CENTRE_DB) {
			const asked = { cursors: { [db]: cursors[db] ?? null }, ...more };
			const news = (await client.ask(asked)).news?.[db] ?? { cursor: cursors[db] ?? '' };
			cursors[db] = news.cursor;
			return news;
		}
	};
	return client;
}

/** What `ops` holds of one sort. */
export const opsOf = (store: Store, sort: string): Promise<readonly Doc[]> =>
	store.range('ops', `${sort}~`, `${sort}~\uffff`);

/** The segments of these days, as they would be fetched. */
export async function segmentsOf(
	{ segments }: GatewayBench,
	days: readonly string[]
): Promise<Segment[]> {
	const found: Segment[] = [];
	for await (const segment of segments.fetch(CENTRE_DB, days)) found.push(segment);
	return found;
}
