import { canonical, type Fact } from '../../src/lib/domain/facts';
import { local } from '../../src/lib/domain/calendar';
import { factId, parseFactId, type DatabaseName } from '../../src/lib/domain/ids';
import { networkSigner } from '../../src/lib/server/accounts/network-key';
import { serverRandomness } from '../../src/lib/server/randomness';
import { createRelay, type Relay, type RelayParts } from '../../src/lib/server/relay/relay';
import { type Doc, type Store } from '../../src/lib/server/store/store';
import { MURAT } from '../support/kiosk';

export const NOON = Date.parse('2026-11-23T11:00:00Z');
export const DAY = 86_400_000;
export const HOUR = 3_600_000;

export const MARIE = 'p_marie0001';
export const PAUL = 'p_paul00001';
export const VERIFIER = { salt: 'c2FsdA==', iterations: 600_000, hash: 'aGFzaA==' };

/** A store with a relay over it, and devices that say things. */
export interface Network {
	readonly store: Store;
	readonly clock: { now(): number; set(wall: number): void };
	/** A fact as a device writes it, numbered without gaps per device, and stored. */
	say(db: DatabaseName, kind: string, fields: Record<string, unknown>, of?: Of): Promise<Fact>;
	/** The device says that all it has written is safe. */
	claim(device: string): Promise<void>;
	/** Reads everything to its end, as often as that brings something new. Rejects with what went wrong. */
	settle(): Promise<void>;
	/** Another process takes over. */
	restart(): Relay;
	body(db: DatabaseName, id: string): Promise<Record<string, unknown> | undefined>;
}

interface Of {
	readonly device?: string;
	readonly at?: number;
	readonly offset?: number;
	readonly offsetAge?: number;
	/** Otherwise the day its clock shows. */
	readonly day?: string;
	readonly scope?: string;
}

export function openNetwork(store: Store, more: Partial<RelayParts> = {}, start = NOON): Network {
	let wall = start;
	let count = 0;
	const clock = { now: () => wall, set: (to: number) => void (wall = to) };
	const numbers = new Map<string, number>();
	const defects: unknown[] = [];
	const make = (): Relay =>
		createRelay({
			store,
			clock,
			timers: { after: () => () => {} },
			random: serverRandomness,
			onDefect: (error) => void defects.push(error),
			signer: () => networkSigner(store),
			...more
		});
	let relay = make();

	return {
		store,
		clock,
		async say(db, kind, fields, of = {}) {
			const { device = 'host0001', at = wall, offset, offsetAge } = of;
			const scope = of.scope ?? db.replace(/^[a-z]+_/, '');
			const seq = (numbers.get(device) ?? 0) + 1;
			numbers.set(device, seq);
			const day = of.day ?? local(at).day;
			const fact: Fact = {
				_id: factId({ day, scope, device, epoch: 1, seq }),
				kind,
				v: 1,
				count: (count += 1),
				at: { wall: at, ...(offset !== undefined && { offset, offsetAge: offsetAge ?? 0 }) },
				by: device,
				...fields
			};
			await store.insert(db, [fact as unknown as Doc]);
			return fact;
		},
		claim: (device) =>
			store.revise('ops', `device~${device}`, () => ({
				epoch: 1,
				acked: { 1: numbers.get(device) ?? 0 },
				seenAt: wall
			})),
		async settle() {
			let [before, now] = ['', canonical(await contents(store))];
			while (now !== before) {
				await relay.sweep();
				if (defects.length > 0) throw defects[0];
				[before, now] = [now, canonical(await contents(store))];
			}
		},
		restart: () => (relay = make()),
		async body(db, id) {
			const { _id, ...body } = (await store.get(db, id)) ?? { _id: '' };
			return _id === '' ? undefined : body;
		}
	};
}

/** Everything a store holds, by database. */
export async function contents(store: Store): Promise<Record<DatabaseName, readonly Doc[]>> {
	const all: Record<DatabaseName, readonly Doc[]> = {};
	for (const db of (await store.databases()).toSorted())
		all[db] = await store.range(db, '', '\uffff');
	return all;
}

export const factsIn = async (store: Store, db: DatabaseName): Promise<readonly Doc[]> =>
	(await store.range(db, '', '\uffff')).filter(({ _id }) => parseFactId(_id));

/** A centre that is described, with its databases. */
export async function describeCentre(network: Network, slug = 'murat'): Promise<void> {
	for (const sort of ['centre', 'people', 'roster']) await network.store.ensure(`${sort}_${slug}`);
	const centre = { ...MURAT, slug, name: slug };
	await network.say('public', 'centre.described', { centre }, { scope: slug });
}

/** Somebody a host has registered, with a number and a code. */
export async function register(
	{ say }: Network,
	person = MARIE,
	name = 'Marie Durand',
	{ number = '1420', centre = 'murat' } = {}
): Promise<void> {
	const db = `people_${centre}`;
	const profile = { category: 'independent', rules: '2026-1', phone: '+33 4 71 00 00 00' };
	await say(db, 'person.registered', { person, name, ...profile });
	await say(db, 'person.coded', { person, number, code: VERIFIER });
}

export const visit = (
	{ say, clock }: Network,
	person = MARIE,
	{ centre = 'murat', ...of }: Of & { centre?: string; badge?: string } = {}
): Promise<Fact> => {
	const { badge, ...rest } = of as Of & { badge?: string };
	const closes = (rest.at ?? clock.now()) + 4 * HOUR;
	const fields = { person, reason: 'work', category: 'independent', closes };
	return say(
		`centre_${centre}`,
		'visit.arrived',
		{ ...fields, ...(badge && { badge }) },
		{ device: `kiosk${centre.slice(0, 4)}`, ...rest }
	);
};
