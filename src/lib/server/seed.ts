import { pbkdf2, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { allocate, type Device } from '../domain/device';
import { local } from '../domain/calendar';
import { HASH_BYTES, ITERATIONS, type Verifier } from '../domain/codes';
import type { Draft, Json } from '../domain/facts';
import { authorOf, database, databasesOfCentre, networkDatabases } from '../domain/ids';
import { HOUSE_RULES } from '../domain/people';
import type { Clock } from '../ports/clock';
import { SAMPLE_CENTRES, SAMPLE_KEPT, SAMPLE_PERSON } from './sample-network';
import { seedSampleTraining, type SampleCourse } from './seed-training';
import type { Doc, Store } from './store/store';

const SEEDER: Device = { device: 'sample', epoch: 1, seq: 0, count: 0 };
const SEEDER_NAME = `${SEEDER.device}.${SEEDER.epoch}`;

/** Read only where there is none yet: all there is to learn is a long text. */
const sampleCourses = async (): Promise<readonly SampleCourse[]> =>
	(await import('./sample-courses')).SAMPLE_COURSES;

/**
 * Puts the sample network into a store that knows no centre yet, and courses into
 * one that knows none. Facts get the same ids every time, so that being interrupted
 * and run again adds nothing twice.
 */
export async function seedSampleNetwork(
	store: Store,
	clock: Clock,
	courses: () => Promise<readonly SampleCourse[]> = sampleCourses
): Promise<void> {
	const known = await store.range(database.public, '', '~');
	const described = known.filter(({ kind }) => kind === 'centre.described');
	// A network that somebody has begun by themselves gets no made-up courses on top.
	const isSample = described.every(({ _id }) => authorOf(_id) === SEEDER_NAME);
	if (described.length < SAMPLE_CENTRES.length) await seedCentres(store, clock);
	if (!isSample || known.some(({ kind }) => kind === 'course.described')) return;
	const now = clock.now();
	await seedSampleTraining(store, now, local(now).day, await courses());
}

async function seedCentres(store: Store, clock: Clock): Promise<void> {
	const databases = [
		...networkDatabases,
		...SAMPLE_CENTRES.flatMap(({ slug }) => databasesOfCentre(slug))
	];
	for (const db of databases) await store.ensure(db);
	const now = clock.now();
	const elsewhere = SAMPLE_CENTRES.filter(({ slug }) => slug !== SAMPLE_PERSON.home);
	const drafts = [
		...registering(now, await verifierOf(SAMPLE_PERSON.code)),
		...elsewhere.map(introducing(now)),
		keeping(now),
		// Last: it is by these that the network is known to be there.
		...SAMPLE_CENTRES.map(describing(now))
	];
	const { facts } = allocate(SEEDER, drafts);
	for (const [i, fact] of facts.entries())
		await store.insert(drafts[i]!.db, [fact as unknown as Doc]);
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

/** A centre that keeps other places for who walks in than is usual. */
const keeping = (now: number): Draft => ({
	...base(now),
	scope: SAMPLE_KEPT.centre,
	db: database.public,
	kind: 'centre.kept',
	fields: { kept: SAMPLE_KEPT.kept }
});

/** What a host does for somebody who registers: who they are, number and code, a badge. The relay does the rest. */
function registering(now: number, code: Verifier): readonly Draft[] {
	const { person, home, name, category, number, badge } = SAMPLE_PERSON;
	const said: Readonly<Record<string, Draft['fields']>> = {
		'person.registered': { person, name, category, rules: HOUSE_RULES },
		'person.coded': { person, number, code: { ...code } },
		'person.badged': { person, badge }
	};
	return Object.entries(said).map(([kind, fields]) => ({
		...base(now),
		scope: home,
		db: database.people(home),
		kind,
		fields
	}));
}

const introducing =
	(now: number) =>
	({ slug }: (typeof SAMPLE_CENTRES)[number]): Draft => ({
		...base(now),
		scope: slug,
		db: database.people(slug),
		kind: 'person.introduced',
		fields: { person: SAMPLE_PERSON.person, name: SAMPLE_PERSON.name }
	});

async function verifierOf(code: string): Promise<Verifier> {
	const salt = randomBytes(16);
	const hash = await promisify(pbkdf2)(code, salt, ITERATIONS, HASH_BYTES, 'sha256');
	return {
		salt: salt.toString('base64'),
		iterations: ITERATIONS,
		hash: hash.toString('base64')
	};
}
