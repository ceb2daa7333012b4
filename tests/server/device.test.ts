import 'fake-indexeddb/auto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import {
	browserClock,
	browserRandomness,
	browserTimers
} from '../../src/lib/adapters/browser/device';
import { browserKeys } from '../../src/lib/adapters/browser/keys';
import { browserCodes } from '../../src/lib/adapters/browser/verifier';
import { httpNetwork } from '../../src/lib/adapters/http/network';
import { httpOffice } from '../../src/lib/adapters/http/office';
import type { Place } from '../../src/lib/domain/accounts';
import { local } from '../../src/lib/domain/calendar';
import { database, pageKey, reportId } from '../../src/lib/domain/ids';
import { HOUSE_RULES } from '../../src/lib/domain/people';
import { openLog } from '../../src/lib/log/log';
import { peopleVerbs } from '../../src/lib/people-verbs';
import { createEngine, type Engine } from '../../src/lib/sync/engine';
import { checkIn } from '../../src/lib/usecases/check-in';
import { enrol } from '../../src/lib/usecases/enrol';
import { identify } from '../../src/lib/usecases/identify';
import { scan } from '../../src/lib/usecases/scan';
import { signOut } from '../../src/lib/usecases/sign-out';
import { firstCode } from '../support/enrol';
import { MURAT, memoryMark } from '../support/kiosk';
import { emptyDisk, openMemoryTables } from '../support/memory-tables';
import { startServer, type RunningServer } from '../support/server';

/** The core of a device against the real server: all of it but the screens and the disk. */

let folder: string;
let server: RunningServer;
let engines: Engine[] = [];
let coordinator: Device;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'telecentre-device-'));
	server = await startServer({ folder });
	coordinator = await openDevice('coordinator');
	await coordinator.enrol(firstCode(server.said()));
}, 120_000);
afterEach(() => {
	for (const engine of engines) engine.stop();
	engines = [];
});
afterAll(async () => {
	await server?.stop();
	await rm(folder, { recursive: true, force: true });
});

type Device = Awaited<ReturnType<typeof openDevice>>;
let opened = 0;
let arrived = 0;

async function openDevice(name: string) {
	let cookie = '';
	/** A browser's `fetch`: it keeps what it is given. */
	const ask: typeof fetch = async (address, init) => {
		const headers = { ...(init?.headers as object), ...(cookie && { cookie }) };
		const answer = await fetch(address, { ...init, headers });
		for (const set of answer.headers.getSetCookie()) cookie = set.split(';')[0]!;
		return answer;
	};
	const mark = memoryMark();
	const { log } = await openLog(openMemoryTables(emptyDisk()), mark, browserRandomness);
	const keys = browserKeys(`keys-${(opened += 1)}-${name}`);
	const proof = { account: async () => (await log.device()).account, sign: keys.sign };
	const network = httpNetwork(server.url, { proof, ask });
	const office = httpOffice(server.url, { renew: network.renew, ask });
	const engine = createEngine({
		log,
		network,
		clock: browserClock,
		timers: browserTimers,
		random: browserRandomness,
		pollEvery: () => 200,
		onDefect(error) {
			throw error;
		}
	});
	const around = {
		log,
		office,
		keys,
		codes: browserCodes,
		clock: browserClock,
		random: browserRandomness
	};
	const device = {
		...around,
		engine,
		loses: () => (cookie = ''),
		muddles: () => (cookie = cookie.replace(/.$/, (last) => (last === '0' ? '1' : '0'))),
		enrol: (code: string) => enrol(around, { code, label: name }),
		/** Somebody who has not been here before. */
		async arrive(person = `p_visitor${(arrived += 1)}0`) {
			const visit = { centre: MURAT, person, reason: 'work', category: 'other' } as const;
			const done = await checkIn(around, visit);
			if ('failed' in done) throw new Error(done.failed);
			engine.nudge();
			return done.visit;
		},
		becomes: (id: string, is: 'sent' | 'refused') =>
			vi.waitFor(async () => expect(await log.fate(id)).toMatchObject({ is }), 10_000),
		signOut: () => signOut(around),
		scan: (text: string) => scan(around, text),
		async identify(number: string, code: string) {
			const tries = { left: async () => 0, wrong: async () => 0, right: async () => {} };
			return identify({ ...around, tries }, { centre: 'murat', number, code });
		},
		people: peopleVerbs(around, async (done) => {
			const result = await done;
			engine.nudge();
			return result;
		})
	};
	engines.push(engine);
	return device;
}

/** A device that has taken an invitation for a place, and speaks with the server. */
async function deviceFor(place: Place): Promise<Device> {
	const invited = await coordinator.office.invite(place);
	if (!('ok' in invited)) throw new Error(JSON.stringify(invited));
	const device = await openDevice(place.role);
	expect(await device.enrol(invited.ok.code)).toMatchObject({ enrolled: place });
	device.engine.start();
	return device;
}
const KIOSK: Place = { role: 'kiosk', centre: 'murat' };

describe('a device and the server it was invited to', () => {
	test('what a kiosk writes reaches the host', async () => {
		const [kiosk, host] = [await deviceFor(KIOSK), await deviceFor({ ...KIOSK, role: 'host' })];
		await kiosk.becomes(await kiosk.arrive('p_marie0001'), 'sent');
		const page = pageKey.day('murat', local(Date.now()).day);
		await vi.waitFor(async () => {
			const { visits } = await host.log.page('day', page);
			expect(visits.map(({ person }) => person)).toContain('p_marie0001');
		}, 10_000);
	}, 30_000);

	test.each(['loses', 'muddles'] as const)(
		'a kiosk whose browser %s its cookie renews it, and nothing it wrote is refused',
		async (how) => {
			const kiosk = await deviceFor(KIOSK);
			await kiosk.becomes(await kiosk.arrive(), 'sent');
			kiosk[how]();
			await kiosk.becomes(await kiosk.arrive(), 'sent');
			expect(await kiosk.log.backlog()).toEqual({ waiting: 0, refused: 0 });
		},
		30_000
	);

	test('a revoked kiosk hands in what it had not sent, for a host to look at; enrolled again, it is another', async () => {
		const kiosk = await deviceFor(KIOSK);
		await kiosk.becomes(await kiosk.arrive(), 'sent');
		const { account, device } = await kiosk.log.device();
		expect(await coordinator.office.revoke(account!)).toEqual({ ok: true });
		const late = await kiosk.arrive();
		await kiosk.becomes(late, 'refused');
		expect(await kiosk.log.fate(late)).toEqual({ is: 'refused', why: { code: 'revoked' } });
		const aside = await coordinator.office.quarantine();
		expect('ok' in aside && aside.ok.filter(({ body }) => body.includes(late))).toHaveLength(1);
		expect(await kiosk.office.devices()).toEqual({ failure: { why: 'revoked' } });

		const invited = await coordinator.office.invite(KIOSK);
		if (!('ok' in invited)) throw new Error(JSON.stringify(invited));
		await kiosk.enrol(invited.ok.code);
		await kiosk.becomes(await kiosk.arrive(), 'sent');
		expect(await kiosk.log.device()).toMatchObject({ formerly: [device] });
		expect((await kiosk.log.device()).account).not.toBe(account);
	}, 30_000);

	test('a kiosk that is invited elsewhere while it is good goes on under its name', async () => {
		const kiosk = await deviceFor(KIOSK);
		await kiosk.becomes(await kiosk.arrive(), 'sent');
		const { device } = await kiosk.log.device();
		kiosk.engine.stop();
		const visit = await kiosk.arrive();
		const invited = await coordinator.office.invite({ ...KIOSK, role: 'host' });
		if (!('ok' in invited)) throw new Error(JSON.stringify(invited));
		await kiosk.enrol(invited.ok.code);
		kiosk.engine.start();
		await kiosk.becomes(visit, 'sent');
		expect((await kiosk.log.device()).device).toBe(device);
	}, 30_000);

	test('who signs out is nobody to the server, and may come again', async () => {
		const kiosk = await deviceFor(KIOSK);
		await kiosk.becomes(await kiosk.arrive(), 'sent');
		expect(await kiosk.signOut()).toEqual({ signedOut: true });
		expect(await kiosk.office.devices()).toEqual({ failure: { why: 'unauthorized' } });
		const invited = await coordinator.office.invite(KIOSK);
		if (!('ok' in invited)) throw new Error(JSON.stringify(invited));
		await kiosk.enrol(invited.ok.code);
		await kiosk.becomes(await kiosk.arrive(), 'sent');
	}, 30_000);

	test('an invitation is good once', async () => {
		const invited = await coordinator.office.invite(KIOSK);
		if (!('ok' in invited)) throw new Error(JSON.stringify(invited));
		const [first, second] = [await openDevice('first'), await openDevice('second')];
		expect(await first.enrol(invited.ok.code)).toHaveProperty('enrolled');
		expect(await second.enrol(invited.ok.code)).toEqual({ refused: true });
		expect(await first.enrol(invited.ok.code)).toHaveProperty('enrolled');
	}, 30_000);
});

describe('somebody a host has registered', () => {
	const LONG = 20_000;
	const person = 'p_registered1';
	const profile = {
		name: 'Zoé D.',
		category: 'independent',
		rules: HOUSE_RULES,
		consents: { news: false, photo: false }
	} as const;

	test('is known at the kiosk by number and badge, until the badge is void, and then until they are forgotten', async () => {
		const [kiosk, host] = [await deviceFor(KIOSK), await deviceFor({ ...KIOSK, role: 'host' })];
		const done = await host.people.register({ centre: 'murat', person, profile });
		if (!('number' in done)) throw new Error(JSON.stringify(done));
		const { number, code } = done;
		await vi.waitFor(async () => {
			const known = { person, name: 'Zoé D.' };
			expect(await kiosk.identify(number, code)).toMatchObject({ person: known });
		}, LONG);

		const badge = await vi.waitFor(async () => {
			const report = await host.log.report(database.people('murat'), reportId.badge(person));
			expect(report).toMatchObject({ text: expect.stringMatching(/^TC1\./) });
			return report as { readonly text: string; readonly badge: string };
		}, LONG);
		expect(await kiosk.scan(badge.text)).toMatchObject({ person: { person, name: 'Zoé D.' } });
		await host.people.voidBadge({ centre: 'murat', person, badge: badge.badge });
		await vi.waitFor(async () => {
			expect(await kiosk.scan(badge.text)).toEqual({ void: true });
		}, LONG);

		await host.people.erasePerson({ centre: 'murat', person });
		await vi.waitFor(async () => {
			expect(await kiosk.identify(number, code)).toEqual({ stranger: true });
			expect(await host.log.page('person', pageKey.person(person))).toEqual({});
		}, LONG);
		// Each device says so by itself, and the screen that waits for it hears of it.
		await vi.waitFor(async () => {
			const erasures = await host.office.erasures();
			const mine = (await host.log.device()).account;
			const its = (await kiosk.log.device()).account;
			const [order] = 'ok' in erasures ? erasures.ok.filter((one) => one.person === person) : [];
			expect(order).toBeDefined();
			const awaited = order!.awaited.map(({ account }) => account);
			expect(awaited).not.toContain(mine);
			expect(awaited).not.toContain(its);
		}, LONG);
	}, 90_000);
});
