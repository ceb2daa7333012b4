import { pbkdf2, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { allocate, type Device } from '../domain/device';
import { local } from '../domain/calendar';
import { HASH_BYTES, ITERATIONS, type RosterEntry } from '../domain/codes';
import type { Draft, Json } from '../domain/facts';
import { database, databasesOfCentre, networkDatabases, reportId } from '../domain/ids';
import type { Clock } from '../ports/clock';
import { SAMPLE_CENTRES, SAMPLE_PERSON } from './sample-network';
import type { Doc, Store } from './store/store';

const SEEDER: Device = { device: 'sample', epoch: 1, seq: 0, count: 0 };

/**
 * Puts the sample network into a store that knows no centre yet. Facts get the
 * same ids every time, so that being interrupted and run again adds nothing twice.
 */
export async function seedSampleNetwork(store: Store, clock: Clock): Promise<void> {
	const known = await store.range(database.public, '', '~');
	if (known.length >= SAMPLE_CENTRES.length) return;
	const databases = [
		...networkDatabases,
		...SAMPLE_CENTRES.flatMap(({ slug }) => databasesOfCentre(slug))
	];
	for (const db of databases) await store.ensure(db);
	const now = clock.now();
	const drafts = [...SAMPLE_CENTRES.map(describing(now)), ...SAMPLE_CENTRES.map(introducing(now))];
	const { facts } = allocate(SEEDER, drafts);
	for (const [i, fact] of facts.entries())
		await store.insert(drafts[i]!.db, [fact as unknown as Doc]);
	const entry = await rosterEntry();
	for (const { slug } of SAMPLE_CENTRES)
		await store.revise(database.roster(slug), reportId.roster(SAMPLE_PERSON.number), (before) =>
			before ? undefined : { ...entry }
		);
}

const base = (now: number) => ({ day: local(now).day, v: 1, at: { wall: now }, by: SEEDER.device });

const describing =
	(now: number) =>
	(centre: (typeof SAMPLE_CENTRES)[number]): Draft => ({
		...base(now),
		scope: centre.slug,
		db: database.public,
		kind: 'centre.described',
		fields: { centre: centre as unknown as Json }
	});

const introducing =
	(now: number) =>
	({ slug }: (typeof SAMPLE_CENTRES)[number]): Draft => ({
		...base(now),
		scope: slug,
		db: database.people(slug),
		kind: 'person.introduced',
		fields: { person: SAMPLE_PERSON.person, name: SAMPLE_PERSON.name }
	});

async function rosterEntry(): Promise<RosterEntry> {
	const salt = randomBytes(16);
	const { person, name, category, code } = SAMPLE_PERSON;
	const hash = await promisify(pbkdf2)(code, salt, ITERATIONS, HASH_BYTES, 'sha256');
	return {
		person,
		name,
		category,
		code: { salt: salt.toString('base64'), iterations: ITERATIONS, hash: hash.toString('base64') }
	};
}
