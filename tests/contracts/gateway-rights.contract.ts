import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Fact } from '../../src/lib/domain/facts';
import { accountsId, ordersId, sortOfDatabase } from '../../src/lib/domain/ids';
import type { Outcome } from '../../src/lib/domain/protocol';
import {
	mayWrite,
	reachOf,
	RIGHTS,
	ROLES,
	VISITOR,
	type Holder
} from '../../src/lib/domain/rights';
import type { Store } from '../../src/lib/server/store/store';
import { CENTRE_DB, fact, holderOf, newClient, NOON, openGateway, opsOf } from './gateway-bench';
import type { Client, GatewayBench } from './gateway-bench';
import type { Place } from './store.contract';

const OWN = 'member_0123456789abcdef';
const OTHERS = 'member_fedcba9876543210';
const DATABASES = [
	...Object.keys(RIGHTS).filter((sort) => !/centre|people|roster|member/.test(sort)),
	...['murat', 'ydes'].flatMap((slug) => [`centre_${slug}`, `people_${slug}`, `roster_${slug}`]),
	OWN,
	OTHERS
];

/** Everybody there is, at Murat where they are of a centre. */
const HOLDERS: readonly Holder[] = [
	VISITOR,
	{ role: 'member', account: 'amember', centre: 'murat', person: 'p_marie0001', own: OWN },
	{ role: 'kiosk', account: 'akiosk', centre: 'murat' },
	{ role: 'host', account: 'ahost', centre: 'murat' },
	{ role: 'trainer', account: 'atrainer' },
	{ role: 'coordinator', account: 'acoordinator' }
];

/** A fact of each sort that somebody might write, in a database of a centre about that centre. */
function factFor(kind: string, db: string, device: string, seq: number): Fact {
	const scope = /_(murat|ydes)$/.exec(db)?.[1] ?? 'murat';
	const base = fact(seq, { device });
	const fields: Record<string, Record<string, unknown>> = {
		'visit.arrived': {},
		'visit.tied': { visit: base._id },
		'person.introduced': { name: 'Marie' },
		'person.registered': { name: 'Marie', rules: '1' },
		'person.erased': {},
		'desk.levitated': {}
	};
	const _id = base._id.replace('~murat~', `~${scope}~`);
	return { ...base, _id, kind, ...fields[kind] } as Fact;
}
const KINDS = [
	'visit.arrived',
	'visit.tied',
	'person.introduced',
	'person.registered',
	'person.erased',
	'desk.levitated'
];

/** What the gateway promises about who may read and write what, whichever store is behind it. */
export function rightsContract(name: string, make: () => Promise<Place>): void {
	describe(`the gateway keeps to the table of rights: ${name}`, () => {
		let place: Place;
		let store: Store;
		let bench: GatewayBench;
		beforeEach(async () => {
			place = await make();
			store = await place.open();
			bench = openGateway(store);
			for (const db of DATABASES) await store.ensure(db);
		});
		afterEach(async () => {
			await store.close();
			await place.end();
		});
		const clientOf = (holder: Holder): Client =>
			newClient(bench, `${holder.role.slice(0, 6)}x`, 1, holder);

		test('every role is a row of it', () => {
			expect([...HOLDERS.map(({ role }) => role), 'relay'].toSorted()).toEqual(
				[...ROLES].toSorted()
			);
			expect(new Set(DATABASES.map(sortOfDatabase))).toEqual(new Set(Object.keys(RIGHTS)));
		});

		test.each(HOLDERS.map((holder) => [holder.role, holder] as const))(
			'a %s reads what it says, of every database, and of the others not that they exist',
			async (_role, holder) => {
				// Something to be told of, everywhere; the server's own hand wrote it.
				for (const db of DATABASES) {
					const scope = /_(murat|ydes)$/.exec(db)?.[1] ?? 'murat';
					const news = fact(1, { device: 'server' });
					await store.insert(db, [
						{ ...news, _id: news._id.replace('~murat~', `~${scope}~`), kind: 'desk.levitated' }
					]);
				}
				const cursors = Object.fromEntries(
					[...DATABASES, 'centre_nowhere'].map((db) => [db, null])
				);
				const { news = {} } = await clientOf(holder).ask({ cursors });
				const readable = DATABASES.filter((db) => reachOf(holder, db) !== undefined);
				expect(Object.keys(news).toSorted()).toEqual(readable.toSorted());
				expect(readable.length).toBeGreaterThan(0);
			}
		);

		test.each(HOLDERS.map((holder) => [holder.role, holder] as const))(
			'a %s writes what it says, into every database, and is refused the rest by name',
			async (_role, holder) => {
				let seq = 0;
				const client = clientOf(holder);
				const device = `${holder.role.slice(0, 6)}x`;
				for (const db of DATABASES)
					for (const kind of KINDS) {
						const doc = factFor(kind, db, device, (seq += 1));
						const { outcomes } = await client.ask({ facts: [[db, doc]] });
						const allowed = mayWrite(holder, db, doc) && isForThere(kind, db);
						expect([db, kind, outcomes?.[0]?.is]).toEqual([
							db,
							kind,
							allowed ? 'stored' : 'refused'
						]);
					}
			}
		);

		test('a forged device, author, centre or epoch is refused, and says which', async () => {
			const kiosk = newClient(bench);
			const other = newClient(bench, 'ph0ne', 1, holderOf('ph0ne'));
			await kiosk.send(fact(1));
			const why = async (client: Client, doc: unknown, db = CENTRE_DB): Promise<unknown> => {
				const { outcomes } = await client.ask({ facts: [[db, doc as Fact]] });
				return (outcomes?.[0] as Outcome & { is: 'refused' }).why;
			};
			expect(await why(other, fact(2))).toEqual({ code: 'not-yours', field: 'device' });
			const mine = fact(1, { device: 'ph0ne' });
			expect(await why(other, { ...mine, by: 'k7f3' })).toEqual({
				code: 'not-yours',
				field: 'by'
			});
			const later = fact(1, { device: 'ph0ne', epoch: 2 });
			expect(await why(other, later)).toEqual({ code: 'not-yours', field: 'epoch' });
			const elsewhere = { ...mine, _id: mine._id.replace('~murat~', '~ydes~') };
			expect(await why(other, elsewhere, 'centre_ydes')).toEqual({ code: 'not-allowed' });
			const person = { role: 'member', account: 'am', person: 'p_marie0001', own: OWN } as const;
			const phone = newClient(bench, 'ph0ne2', 1, person);
			const forAnother = { ...fact(1, { device: 'ph0ne2' }), kind: 'desk.levitated' };
			expect(await why(phone, { ...forAnother, by: 'p_paul00001' }, OWN)).toEqual({
				code: 'not-yours',
				field: 'by'
			});
			expect(await store.range(CENTRE_DB, '', '~')).toEqual([fact(1)]);
		});

		test('who speaks under another’s name is told to take another, and leaves no trace in its place', async () => {
			await newClient(bench).send(fact(1));
			const known = await opsOf(store, 'device');
			const copy = newClient(bench, 'k7f3', 1, holderOf('an0ther'));
			expect(await copy.ask()).toMatchObject({ estranged: { fork: true } });
			expect(await opsOf(store, 'device')).toEqual(known);
		});

		test('a device enrolled again while its account was good goes on under its name', async () => {
			await newClient(bench).send(fact(1));
			const heir = newClient(bench, 'k7f3', 1, holderOf('heir'));
			expect((await heir.send(fact(2)))[0]).toMatchObject({ is: 'refused' });
			await store.revise('accounts', accountsId.account('ak7f3'), () => ({
				successor: 'aheir'
			}));
			expect(await heir.send(fact(2))).toEqual([{ id: fact(2)._id, is: 'stored' }]);
			// And once more, by who inherits from the heir.
			await store.revise('accounts', accountsId.account('aheir'), () => ({ successor: 'athird' }));
			const third = newClient(bench, 'k7f3', 1, holderOf('third'));
			expect(await third.send(fact(3))).toEqual([{ id: fact(3)._id, is: 'stored' }]);
		});

		test('a count nobody could have reached is refused, so that it stops nobody’s counting', async () => {
			const kiosk = newClient(bench);
			const [outcome] = await kiosk.send(fact(1, {}, { count: NOON + 1 }));
			expect(outcome).toMatchObject({ is: 'refused', why: { code: 'bad-field', field: 'count' } });
		});

		test('what is said of somebody erased is taken, answered so, and not kept', async () => {
			await store.insert('orders', [{ _id: ordersId.erasure('p_marie0001'), n: 1 }]);
			const kiosk = newClient(bench);
			const named = { ...fact(1), kind: 'person.introduced', name: 'Marie' } as Fact;
			const { outcomes } = await kiosk.ask({
				facts: [
					['people_murat', named],
					[CENTRE_DB, fact(2)]
				]
			});
			expect(outcomes).toContainEqual({ id: named._id, is: 'erased' });
			expect(outcomes).toContainEqual({ id: fact(2)._id, is: 'stored' });
			expect(await store.range('people_murat', '', '~')).toEqual([]);
			expect(JSON.stringify(await opsOf(store, 'refused'))).not.toContain('Marie');
		});

		test('a visitor is told what is public, and nothing is remembered of them', async () => {
			const visitor = newClient(bench, 'v1s1tor', 1, VISITOR);
			const answer = await visitor.ask({ facts: [[CENTRE_DB, fact(1, { device: 'v1s1tor' })]] });
			expect(answer.outcomes).toMatchObject([{ is: 'refused', why: { code: 'not-allowed' } }]);
			expect(answer.stranger).toBe(true);
			expect((await newClient(bench).ask()).stranger).toBeUndefined();
			expect(answer.token).toBeUndefined();
			expect((await opsOf(store, 'device')).map(({ _id }) => _id)).toEqual(['device~k7f3']);
		});
	});
}

/** Kinds this version knows have a database; the others go where they are sent. */
const isForThere = (kind: string, db: string): boolean => {
	const first = kind.split('.')[0];
	if (first === 'visit') return db.startsWith('centre_');
	return first === 'person' ? db.startsWith('people_') : true;
};
