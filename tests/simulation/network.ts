import type { Centre } from '../../src/lib/domain/centres';
import type { Enrolled } from '../../src/lib/domain/accounts';
import { allocate } from '../../src/lib/domain/device';
import type { Json } from '../../src/lib/domain/facts';
import { local } from '../../src/lib/domain/calendar';
import {
	accountsId,
	database,
	databasesOfCentre,
	MEMBER_NAME_LENGTH,
	networkDatabases,
	reportId,
	type DatabaseName
} from '../../src/lib/domain/ids';
import { SAMPLE_CENTRES } from '../../src/lib/server/sample-network';
import type { Doc, Store } from '../../src/lib/server/store/store';
import type { Seeded } from './seeded';

/** What a device was enrolled as. */
export type Enrolment = Omit<Enrolled, 'networkKey' | 'certificate'>;

/** Where a device stands or whose it is, before it exists. */
export interface Planned extends Enrolment {
	readonly at: Centre;
}

/** Who is there when a history begins. */
export interface Plan {
	readonly centres: readonly Centre[];
	/** Ids of people who have come before; the first few have a database of their own. */
	readonly people: readonly string[];
	readonly devices: readonly Planned[];
}

/** Few places, so that they are fought over, and every day of the week, so that there is somebody to. */
const small = (centre: Centre): Centre => ({
	...centre,
	hours: Array.from({ length: 7 }, () => centre.hours[0]!),
	spaces: [
		{ id: 'desk', kind: 'desk', count: 3 },
		{ id: 'meeting', kind: 'room', count: 1, seats: 8 },
		{ id: 'confidential', kind: 'confidential', count: 1 }
	]
});
const CENTRES = SAMPLE_CENTRES.slice(0, 2).map(small);

export function planned(random: Seeded): Plan {
	const centres = CENTRES.slice(0, random.between(1, 2));
	const people = Array.from({ length: 6 }, () => `p_${random.text(12)}`);
	const owners = people
		.slice(0, random.between(1, 2))
		.map((person) => ({ person, own: database.member(random.text(MEMBER_NAME_LENGTH)) }));
	const devices: Planned[] = [];
	const add = (role: Enrolment['role'], at: Centre, more: Partial<Enrolment> = {}): void => {
		const account = `${role}-${devices.length}`;
		devices.push({ role, account, centre: at.slug, at, ...more });
	};
	for (const centre of centres)
		for (let i = random.chance(0.5) ? 2 : 1; i > 0; i -= 1) add('kiosk', centre);
	for (let i = random.chance(0.3) ? 2 : 1; i > 0; i -= 1) add('host', random.pick(centres));
	for (const owner of owners) add('member', random.pick(centres), owner);
	// Some people have two phones.
	if (random.chance(0.3)) add('member', random.pick(centres), owners[0]);
	return { centres, people, devices };
}

/** What a coordinator has set up before the first device comes. */
export async function setUp(store: Store, { centres, devices }: Plan, now: number): Promise<void> {
	const own = devices.flatMap((device) => (device.own ? [device.own] : []));
	const all: DatabaseName[] = [
		...networkDatabases,
		...centres.flatMap(({ slug }) => databasesOfCentre(slug)),
		...own
	];
	for (const db of all) await store.ensure(db);
	for (const { at: _at, ...device } of devices) {
		const { account, person } = device;
		await store.insert(database.accounts, [
			{
				_id: accountsId.account(account),
				...device,
				key: '',
				since: now,
				by: 'server',
				sessions: []
			},
			...(person && device.own ? [{ _id: accountsId.own(person), db: device.own }] : [])
		]);
	}
	const drafts = centres.map((centre) => ({
		day: local(now).day,
		scope: centre.slug,
		db: database.public,
		kind: 'centre.described',
		v: 1,
		at: { wall: now },
		by: 'sample',
		fields: { centre: centre as unknown as Json }
	}));
	const { facts } = allocate({ device: 'sample', epoch: 1, seq: 0, count: 0 }, drafts);
	await store.insert(database.public, facts as unknown as Doc[]);
	for (const { slug } of centres)
		await store.revise(database.roster(slug), reportId.roster('1420', 'p_sample0marie'), () => ({
			person: 'p_sample0marie',
			name: 'Marie D.',
			category: 'other'
		}));
}
