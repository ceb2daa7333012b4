import ICAL from 'ical.js';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { calendarPath, type Invitation, type NewCalendarLink } from '../../src/lib/domain/accounts';
import { instantOf, local, shiftDay, weekday } from '../../src/lib/domain/calendar';
import { factId, type Day } from '../../src/lib/domain/ids';
import { holidayOn } from '../../src/lib/domain/places/holidays';
import { LIMITS } from '../../src/lib/server/http/rate';
import { SAMPLE_CENTRES } from '../../src/lib/server/sample-network';
import { couchdbUrl, deleteDatabases, uniquePrefix } from '../couchdb/couch';
import { askAs, enrolOverHttp, firstCode, type EnrolledDevice } from '../support/enrol';
import { startServer, type RunningServer } from '../support/server';

/** Somebody’s calendar, over real HTTP with the built server: it brings an address and nothing else. */

const prefix = uniquePrefix();
const MARIE = 'p_sample0marie';
const murat = SAMPLE_CENTRES.find(({ slug }) => slug === 'murat')!;
let folder: string;
let server: RunningServer;
let coordinator: EnrolledDevice;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'telecentre-calendar-'));
	const env: Record<string, string> = couchdbUrl
		? { COUCHDB_URL: couchdbUrl, COUCHDB_PREFIX: prefix }
		: {};
	server = await startServer({ folder, env });
	coordinator = await enrolOverHttp(server.url, firstCode(server.said()), 'Bureau');
});
afterAll(async () => {
	await server?.stop();
	if (couchdbUrl) await deleteDatabases(prefix);
	await rm(folder, { recursive: true, force: true });
});

async function phoneOf(person: string): Promise<EnrolledDevice> {
	const place = { role: 'member', centre: 'murat', person };
	const { body } = await askAs(server.url, coordinator, '/manage/invitations', place);
	return enrolOverHttp(server.url, (body as Invitation).code);
}
const manage = (by: Pick<EnrolledDevice, 'cookie'>, method: string): Promise<Response> =>
	fetch(`${server.url}/manage/calendar`, { method, headers: { cookie: by.cookie } });
const linked = async (by: EnrolledDevice): Promise<string> =>
	((await (await manage(by, 'POST')).json()) as NewCalendarLink).token;
const read = (token: string, init: RequestInit = {}, query = ''): Promise<Response> =>
	fetch(`${server.url}${calendarPath(token)}${query}`, init);

/** Everything that is said of an answer but its date. */
const whole = async (answer: Response): Promise<string> =>
	JSON.stringify([
		answer.status,
		[...answer.headers].filter(([name]) => name !== 'date'),
		await answer.text()
	]);

/** The next day the centre is open in the morning. */
function openDay(from: Day): Day {
	for (let day = shiftDay(from, 1); ; day = shiftDay(day, 1))
		if (!holidayOn(day) && murat.hours[weekday(day)]!.length > 0) return day;
}

test('a wish said on the phone is in the calendar that has the address, at its hours', async () => {
	const phone = await phoneOf(MARIE);
	const token = await linked(phone);
	const day = openDay(local(Date.now()).day);
	const device = 'ph0nemarie';
	const booking = {
		_id: factId({ day, scope: 'murat', device, epoch: 1, seq: 1 }),
		...{ kind: 'booking.requested', v: 1, count: 1, at: { wall: Date.now() }, by: MARIE },
		...{ person: MARIE, space: 'desk', slots: ['am'] }
	};
	const exchange = { sync: 1, device, epoch: 1, acked: 0, waiting: 1, cursors: {} };
	const facts = [[phone.enrolled.own, booking]];
	const { body } = await askAs(server.url, phone, '/sync', { ...exchange, facts });
	expect(body.outcomes).toMatchObject([{ is: 'stored' }]);

	const answer = await read(token);
	expect(answer.status).toBe(200);
	expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
	const calendar = new ICAL.Component(ICAL.parse(await answer.text()));
	const [zone] = calendar.getAllSubcomponents('vtimezone');
	ICAL.TimezoneService.register(new ICAL.Timezone(zone!));
	const [event, ...others] = calendar.getAllSubcomponents('vevent');
	expect(others).toEqual([]);
	const { summary, startDate } = new ICAL.Event(event!);
	expect(summary).toMatch(/^Télétravail – Murat/);
	const opens = murat.hours[weekday(day)]![0]![0];
	expect(startDate.toJSDate().getTime()).toBe(instantOf(day, opens));
	expect(['TENTATIVE', 'CONFIRMED']).toContain(event!.getFirstPropertyValue('status'));
	expect(await (await read(token, {}, '?lang=en')).text()).toContain('Remote work – Murat');
	// And nothing of it without the address.
	expect(await (await read('0'.repeat(26))).text()).not.toContain('Murat');
});

describe('who has the address', () => {
	const KELLY = 'p_sample0kelly';
	let phone: EnrolledDevice;
	beforeAll(async () => {
		phone = await phoneOf(KELLY);
	});

	test('is asked again only for what has changed, and may not pass it on to a cache', async () => {
		const token = await linked(phone);
		const first = await read(token);
		const etag = first.headers.get('etag')!;
		expect(first.headers.get('cache-control')).toBe('private, no-cache');
		expect(first.headers.get('content-disposition')).not.toContain(token);
		expect(await first.text()).toMatch(/^BEGIN:VCALENDAR\r\n[^]*END:VCALENDAR\r\n$/);
		for (const named of [etag, `W/${etag}`, `"other", ${etag}`]) {
			const again = await read(token, { headers: { 'if-none-match': named } });
			expect([named, again.status, await again.text()]).toEqual([named, 304, '']);
		}
		expect((await read(token, { headers: { 'if-none-match': '"other"' } })).status).toBe(200);
		const head = await read(token, { method: 'HEAD' });
		expect([head.status, await head.text()]).toEqual([200, '']);
	});

	test('may change nothing with it', async () => {
		const token = await linked(phone);
		for (const method of ['POST', 'PUT', 'DELETE', 'PATCH'])
			expect([method, (await read(token, { method })).status]).toEqual([method, 405]);
		expect((await read(token)).status).toBe(200);
	});

	test('is told by one answer of an address that never was, is no more, or is none', async () => {
		const token = await linked(phone);
		expect((await read(token)).status).toBe(200);
		await linked(phone);
		const ended = await linked(phone);
		expect((await manage(phone, 'DELETE')).status).toBe(200);
		const paths = [
			calendarPath(token),
			calendarPath(ended),
			calendarPath('0'.repeat(26)),
			calendarPath('x'),
			calendarPath(KELLY),
			`/calendar/${token}`,
			'/calendar/.ics',
			'/calendar/%2e%2e%2fmanage.ics'
		];
		const answers = await Promise.all(
			paths.map(async (path) => whole(await fetch(server.url + path)))
		);
		expect(new Set(answers).size).toBe(1);
		expect(answers[0]).toMatch(/^\[404,/);
	});

	test('loses it with the phone it was made on', async () => {
		const other = await phoneOf(KELLY);
		const token = await linked(other);
		const { account } = other.enrolled;
		await askAs(server.url, phone, '/manage/devices/revoke', { account });
		expect((await read(token)).status).toBe(404);
		expect(await (await manage(phone, 'GET')).json()).toEqual({ none: true });
	});
});

test('somebody who is forgotten has no calendar any more', async () => {
	const person = 'p_b0rr0wed00';
	const at = { wall: Date.now() };
	const by = 'bureau1';
	const day = local(at.wall).day;
	let seq = 0;
	const note = async (kind: string, fields: object): Promise<void> => {
		seq += 1;
		const _id = factId({ day, scope: 'murat', device: by, epoch: 1, seq });
		const fact = { _id, kind, v: 1, count: 100 + seq, at, by, person, ...fields };
		const exchange = { sync: 1, device: by, epoch: 1, acked: 0, waiting: 1, cursors: {} };
		const facts = [['people_murat', fact]];
		const { body } = await askAs(server.url, coordinator, '/sync', { ...exchange, facts });
		expect(body.outcomes).toMatchObject([{ is: 'stored' }]);
	};
	await note('person.registered', { name: 'Paul B.', category: 'other', rules: '1' });
	const token = await linked(await phoneOf(person));
	expect((await read(token)).status).toBe(200);
	await note('person.erased', {});
	await vi.waitFor(async () => expect((await read(token)).status).toBe(404), 20_000);
});

test('54: addresses are not tried by the thousand', async () => {
	const guess = () => read('0'.repeat(26));
	expect((await guess()).status).toBe(404);
	// A minute's worth at once, and then as many as a slow machine lets in anew while it answers.
	let late: Response | undefined;
	for (let minutes = 0; !late && minutes < 5; minutes += 1) {
		const answers = await Promise.all(Array.from({ length: LIMITS.requests }, guess));
		late = answers.find(({ status }) => status !== 404);
	}
	expect(late?.status).toBe(429);
	expect(Number(late?.headers.get('retry-after'))).toBeGreaterThan(0);
});
