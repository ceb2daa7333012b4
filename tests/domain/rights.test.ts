import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { database, sortOfDatabase } from '../../src/lib/domain/ids';
import type { Device } from '../../src/lib/domain/device';
import {
	couchRoles,
	mayWrite,
	reachOf,
	readersOf,
	RIGHTS,
	VISITOR,
	type Holder
} from '../../src/lib/domain/rights';
import { databasesReadBy } from '../../src/lib/domain/subscriptions';

const slug = fc.constantFrom('murat', 'ydes', 'saint-flour');
const own = database.member('0123456789abcdef');
const holder: fc.Arbitrary<Holder> = fc.oneof(
	fc.constant(VISITOR),
	slug.map((centre): Holder => ({ role: 'kiosk', account: 'a', centre })),
	slug.map((centre): Holder => ({ role: 'host', account: 'a', centre })),
	fc.constant<Holder>({ role: 'member', account: 'a', person: 'p_marie0001', own }),
	fc
		.constantFrom('trainer' as const, 'coordinator' as const)
		.map((role) => ({ role, account: 'a' }))
);
const name = fc.oneof(
	fc.constantFrom('public', 'network', 'training', 'learners', 'orders', 'ops', 'accounts'),
	fc.tuple(fc.constantFrom('centre', 'people', 'roster'), slug).map((parts) => parts.join('_')),
	fc.constantFrom(own, database.member('fedcba9876543210'))
);

describe('law 7: a reader receives only what its role may read', () => {
	test('what a device asks for, its role may read', () => {
		const placed = fc.oneof(
			holder.map(
				({ role, centre, person, own }) =>
					({ role, centre, person, own }) as unknown as Pick<Device, 'role' | 'centre' | 'own'>
			)
		);
		fc.assert(
			fc.property(placed, (device) => {
				const asks = databasesReadBy(device.role === ('visitor' as never) ? {} : device);
				const who = { account: 'a', role: 'visitor', ...device } as Holder;
				for (const db of asks) expect([db, reachOf(who, db)]).not.toEqual([db, undefined]);
			})
		);
	});

	test('a centre’s kiosks and hosts have no right in another’s databases', () => {
		fc.assert(
			fc.property(holder, name, (who, db) => {
				const its = /^(?:centre|people|roster)_(.+)$/.exec(db)?.[1];
				fc.pre(who.centre !== undefined && its !== undefined && its !== who.centre);
				expect(reachOf(who, db)).toBeUndefined();
				expect(mayWrite(who, db, { kind: 'visit.arrived', v: 1 })).toBe(false);
			})
		);
	});

	test('a person’s own database is theirs alone, the coordinator’s neither', () => {
		fc.assert(
			fc.property(holder, (who) => {
				const isTheirs = who.own === own;
				expect(reachOf(who, own) !== undefined).toBe(isTheirs);
				expect(reachOf(who, database.member('fedcba9876543210'))).toBeUndefined();
			})
		);
	});

	test('nobody but the server reads or writes accounts, and nobody but it writes orders, rosters and ops', () => {
		fc.assert(
			fc.property(holder, slug, (who, centre) => {
				expect(reachOf(who, database.accounts)).toBeUndefined();
				for (const db of [
					database.accounts,
					database.orders,
					database.ops,
					database.roster(centre)
				])
					expect(mayWrite(who, db, { kind: 'any.thing', v: 1 })).toBe(false);
			})
		);
	});

	test('a kiosk may name a first visitor and read no name', () => {
		const kiosk: Holder = { role: 'kiosk', account: 'a', centre: 'murat' };
		expect(reachOf(kiosk, 'people_murat')).toBeUndefined();
		expect(mayWrite(kiosk, 'people_murat', { kind: 'person.introduced', v: 1 })).toBe(true);
		expect(mayWrite(kiosk, 'people_murat', { kind: 'person.registered', v: 1 })).toBe(false);
		expect(mayWrite(kiosk, 'people_murat', { kind: 'person.whatever', v: 1 })).toBe(false);
		expect(reachOf(kiosk, 'centre_murat')).toBe('window');
	});

	test('a kiosk gives and passes on places of its own centre; only the server and who runs a centre write that one is fenced', () => {
		const kiosk: Holder = { role: 'kiosk', account: 'a', centre: 'murat' };
		const said = [
			...['claimed', 'granted', 'refused', 'released', 'cancelled'],
			...['accepted', 'transferred', 'told']
		];
		for (const word of said) {
			const fact = { kind: `place.${word}`, v: 1 };
			expect([word, mayWrite(kiosk, 'centre_murat', fact)]).toEqual([word, true]);
			expect([word, mayWrite(kiosk, 'centre_ydes', fact)]).toEqual([word, false]);
		}
		expect(mayWrite(kiosk, 'centre_murat', { kind: 'place.fenced', v: 1 })).toBe(false);
		expect(mayWrite(kiosk, 'public', { kind: 'centre.closed', v: 1 })).toBe(false);
	});

	test('a phone writes of places in its own person’s database and in no centre’s', () => {
		fc.assert(
			fc.property(
				slug,
				fc.constantFrom('place.granted', 'place.claimed', 'a.b'),
				(centre, kind) => {
					const phone: Holder = {
						role: 'member',
						account: 'a',
						person: 'p_marie0001',
						own,
						centre
					};
					expect(mayWrite(phone, database.centre(centre), { kind, v: 1 })).toBe(false);
					expect(mayWrite(phone, own, { kind: 'booking.requested', v: 1 })).toBe(true);
				}
			)
		);
	});

	test('what CouchDB is told of somebody lets them into the databases the table lets them into', () => {
		fc.assert(
			fc.property(holder, name, (who, db) => {
				fc.pre(who.role !== 'visitor');
				const sort = sortOfDatabase(db)!;
				const its = /_(.+)$/.exec(db)?.[1] ?? '';
				const members = readersOf(sort).map((role) =>
					role.replace('{centre}', its).replace('{own}', db)
				);
				const isMember = couchRoles(who, []).some((role) => members.includes(role));
				// Who may only write has to be a member as well: CouchDB knows no other way in.
				const right = RIGHTS[sort][who.role];
				const isIn = reachOf(who, db) !== undefined || mayWrite(who, db, { kind: 'a.b', v: 1 });
				const mayIntroduce = mayWrite(who, db, { kind: 'person.introduced', v: 1 });
				expect(isMember).toBe(right !== undefined && (isIn || mayIntroduce));
			})
		);
	});
});
