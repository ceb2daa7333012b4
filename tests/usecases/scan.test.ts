import 'fake-indexeddb/auto';
import { describe, expect, test } from 'vitest';
import { browserKeys } from '../../src/lib/adapters/browser/keys';
import type { Badge } from '../../src/lib/domain/badge';
import { instantOf } from '../../src/lib/domain/calendar';
import { pageKey, reportId } from '../../src/lib/domain/ids';
import type { Report } from '../../src/lib/domain/protocol';
import { checkIn } from '../../src/lib/usecases/check-in';
import { scan } from '../../src/lib/usecases/scan';
import { MURAT, openKiosk } from '../support/kiosk';
import { networkHand } from '../support/network-hand';

const MONDAY = '2026-11-23';
const NOON = instantOf(MONDAY, '12:00');
const hand = networkHand();
const MARIE: Badge = {
	badge: 'b_marie0000001',
	person: 'p_marie000001',
	name: 'Zoé D. ❄',
	home: 'murat',
	category: 'independent'
};
const NOMAD: Badge = { ...MARIE, badge: 'b_nomad0000001', person: 'p_nomad000001', home: 'ydes' };
const known = ({ person, name, category, ...rest }: Badge) => ({
	person: { person, name, category, badge: { person, name, category, ...rest } }
});

async function kiosk() {
	const at = await openKiosk(NOON);
	const enrolment = { role: 'kiosk', centre: 'murat', account: 'kiosk001' } as const;
	await at.log.enrolled({ ...enrolment, networkKey: hand.publicKey, certificate: '' });
	const around = { log: at.log, keys: browserKeys('telecentres-keys') };
	return {
		...at,
		scan: (text: string) => scan(around, text),
		/** What the kiosk hears when it next syncs. */
		hear: (db: string, ...reports: Report[]) =>
			at.log.absorb(
				{ sync: 1, now: NOON, instance: 'store1', news: { [db]: { cursor: '1.1', reports } } },
				{ receivedAt: NOON }
			)
	};
}

describe('52: a badge at a kiosk that has never been online', () => {
	test('is known by its signature', async () => {
		const { scan } = await kiosk();
		expect(await scan(`  ${hand.badge(MARIE)}\r\n`)).toEqual(known(MARIE));
	});

	test('of another centre is as good', async () => {
		const { scan } = await kiosk();
		expect(await scan(hand.badge(NOMAD))).toEqual(known(NOMAD));
	});

	test('is forged where anything of it was changed: the name, the person, the centre, the badge', async () => {
		const { scan } = await kiosk();
		const text = hand.badge(MARIE);
		const signature = text.slice(text.lastIndexOf('.'));
		const others: Badge[] = [
			{ ...MARIE, name: 'Paul V.' },
			{ ...MARIE, person: NOMAD.person },
			{ ...MARIE, home: 'ydes' },
			{ ...MARIE, badge: NOMAD.badge },
			{ ...MARIE, category: 'student' }
		];
		for (const other of others) {
			const copied = hand.badge(other);
			expect(await scan(copied.slice(0, copied.lastIndexOf('.')) + signature)).toEqual({
				forged: true
			});
		}
	});

	test('of another network, or signed by nobody, is forged', async () => {
		const { scan } = await kiosk();
		expect(await scan(networkHand().badge(MARIE))).toEqual({ forged: true });
		const text = hand.badge(MARIE);
		expect(await scan(text.slice(0, -86) + 'A'.repeat(86))).toEqual({ forged: true });
	});

	test('of a centre this network does not have is told to be a stranger’s, not a forgery', async () => {
		const { scan, log } = await kiosk();
		const fields = { centre: MURAT as never };
		const told = { day: MONDAY, scope: 'murat', db: 'public', at: { wall: NOON }, by: 'office' };
		await log.commit([], () => ({
			drafts: [{ ...told, kind: 'centre.described', v: 1, fields }],
			result: undefined
		}));
		const other = networkHand();
		expect(await scan(other.badge({ ...MARIE, home: 'elsewhere' }))).toEqual({ foreign: true });
		expect(await scan(other.badge(MARIE))).toEqual({ forged: true });
	});

	test.each(['', '4006381333931', 'https://example.org', 'TC1.', 'TC1.b_x', 'x'.repeat(5_000)])(
		'is none where the code is another (%s)',
		async (text) => {
			const { scan } = await kiosk();
			expect(await scan(text)).toEqual({ notABadge: true });
		}
	);
});

describe('52: a badge that is no longer good', () => {
	test('is refused as soon as the kiosk has heard that it is void, and its successor is not', async () => {
		const { scan, hear } = await kiosk();
		await hear('orders', { id: reportId.void(MARIE.badge), body: { at: 1 } });
		expect(await scan(hand.badge(MARIE))).toEqual({ void: true });
		const next = { ...MARIE, badge: 'b_marie0000002' };
		expect(await scan(hand.badge(next))).toEqual(known(next));
	});

	test('is refused once its holder is to be forgotten, and nobody else’s is', async () => {
		const { scan, hear } = await kiosk();
		const body = { person: MARIE.person, at: 1 };
		await hear('orders', { id: reportId.erase(1), body });
		expect(await scan(hand.badge(MARIE))).toEqual({ void: true });
		expect(await scan(hand.badge(NOMAD))).toEqual(known(NOMAD));
	});

	test('is not called void where it is forged: nobody learns from it who is known', async () => {
		const { scan, hear } = await kiosk();
		await hear('orders', { id: reportId.void(MARIE.badge), body: { at: 1 } });
		expect(await scan(networkHand().badge(MARIE))).toEqual({ forged: true });
	});
});

test('a device that was never told the network’s key believes the one the server publishes', async () => {
	const at = await openKiosk(NOON);
	const look = (text: string) => scan({ log: at.log, keys: browserKeys('telecentres-keys') }, text);
	// It cannot tell, and calls nobody a forger.
	expect(await look(hand.badge(MARIE))).toEqual({ keyless: true });
	const reports = [{ id: reportId.networkKey, body: { key: hand.publicKey } }];
	const news = { public: { cursor: '1.1', reports } };
	await at.log.absorb({ sync: 1, now: NOON, instance: 'a', news }, { receivedAt: NOON });
	expect(await look(hand.badge(MARIE))).toEqual(known(MARIE));
});

describe('arriving with a badge', () => {
	const arrive = (at: Awaited<ReturnType<typeof kiosk>>, badge: Badge) => {
		const { person, category } = badge;
		return checkIn(at, { centre: MURAT, person, category, reason: 'information', badge });
	};
	const written = async (at: Awaited<ReturnType<typeof kiosk>>) =>
		(await at.log.outbox({ facts: 99, bytes: 99_999 })).facts.map(({ db, fact }) => [
			db,
			fact.kind,
			fact['badge'] ?? fact['name']
		]);

	test('says which badge it was', async () => {
		const at = await kiosk();
		await arrive(at, MARIE);
		expect(await written(at)).toEqual([['centre_murat', 'visit.arrived', MARIE.badge]]);
	});

	test('from another centre tells the host what to call the guest, once', async () => {
		const at = await kiosk();
		await arrive(at, NOMAD);
		await arrive(at, NOMAD);
		expect(await written(at)).toEqual([
			['centre_murat', 'visit.arrived', NOMAD.badge],
			['people_murat', 'person.introduced', NOMAD.name]
		]);
		const { visits } = await at.log.page('day', pageKey.day('murat', MONDAY));
		// A guest is nobody’s first visit: there is no number to leave with.
		expect(visits).toMatchObject([{ person: NOMAD.person }]);
		expect(visits[0]).not.toHaveProperty('number');
	});
});
