import { once } from 'node:events';
import { request } from 'node:http';
import { brotliDecompressSync } from 'node:zlib';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { parseAvailability } from '../../src/lib/domain/availability';
import { local, shiftDay } from '../../src/lib/domain/calendar';
import type { Fact, Filed } from '../../src/lib/domain/facts';
import { database, factId, reportsOf, type Day } from '../../src/lib/domain/ids';
import { serverName } from '../../src/lib/domain/places/holders';
import { goesByHalfDay, slotsWithin, type Slot } from '../../src/lib/domain/places/slots';
import { keptUnits, partsOfUnit, unitsOf, usualKept } from '../../src/lib/domain/places/units';
import type { SyncAnswer } from '../../src/lib/domain/protocol';
import { SAMPLE_CENTRES } from '../../src/lib/server/sample-network';
import { startAppServer, type AppServer } from '../bench/app-server';
import { seededRandomness } from '../support/kiosk';

/**
 * What a phone is told of free places, over real HTTP: two months of seven centres,
 * half of everything booked, no weekend and no holiday among the days, which would
 * only make it less.
 */

const DAYS = 60;
const HALF = 0.5;
const today = local(Date.now()).day;
let app: AppServer;

beforeAll(async () => {
	const filed = SAMPLE_CENTRES.flatMap((centre) =>
		Array.from({ length: DAYS }, (_, ahead) => booked(centre, shiftDay(today, ahead))).flat()
	);
	app = await startAppServer(fileURLToPath(new URL('../..', import.meta.url)), filed);
}, 120_000);
afterAll(() => app?.stop());

test('free places of 7 centres for 60 days reach a phone in at most 20 kB, heads and centres included', async () => {
	const answer = await vi.waitFor(
		async () => {
			const told = await everythingPublic();
			expect(told.reports).toBe(SAMPLE_CENTRES.length * DAYS);
			return told;
		},
		{ timeout: 120_000, interval: 1_000 }
	);
	expect(answer.bytes).toBeLessThanOrEqual(20_000);
}, 150_000);

const random = seededRandomness(7);

/** A day of a centre: the kiosk has what is kept, and of the rest half is booked. */
function booked(centre: (typeof SAMPLE_CENTRES)[number], day: Day): readonly Filed[] {
	const facts: Filed[] = [];
	const say = (kind: string, fields: Record<string, unknown>): string => {
		const device = serverName(random.text(13));
		const _id = factId({ day, scope: centre.slug, device, epoch: 1, seq: 1 });
		const base = { kind, v: 1, count: facts.length + 1, at: { wall: 0 }, by: 'server' };
		facts.push({ db: database.centre(centre.slug), fact: { _id, ...base, ...fields } as Fact });
		return _id;
	};
	const kept = keptUnits(centre, usualKept(centre));
	const opening = centre.hours[0]!;
	const open = (unit: string) =>
		slotsWithin(
			opening,
			centre.spaces.find(({ id }) => id === partsOfUnit(unit).space)!
		);
	say('place.transferred', {
		rights: kept.flatMap((unit) => open(unit).map((slot) => [unit, slot, 0])),
		to: 'kq7d2mzx.1'
	});
	const book = (unit: string, slots: readonly Slot[]): void => {
		const { space } = partsOfUnit(unit);
		const person = `p_${random.text(12)}`;
		const claim = say('place.claimed', { person, space, slots, to: 'server' });
		say('place.granted', { claim, rights: slots.map((slot) => [unit, slot, 0]) });
	};
	for (const space of centre.spaces)
		for (const unit of unitsOf(space)) {
			if (kept.includes(unit)) continue;
			const slots = open(unit);
			// Half-days one by one; rooms for half an hour to two hours.
			for (let i = 0; i < slots.length;) {
				const length = goesByHalfDay(space) ? 1 : 1 + Math.floor(random.fraction() * 4);
				if (random.fraction() < HALF) book(unit, slots.slice(i, i + length));
				i += length;
			}
		}
	return facts;
}

/** What a phone gets of `public`, and the bytes of it on the wire. */
async function everythingPublic(): Promise<{ bytes: number; reports: number }> {
	let [bytes, reports, cursor] = [0, 0, null as string | null];
	for (;;) {
		const common = { sync: 1, device: 'v1s1tor', epoch: 1, acked: 0, waiting: 0, facts: [] };
		const told = await post(JSON.stringify({ ...common, cursors: { public: cursor } }));
		bytes += told.bytes;
		const news = told.answer.news?.['public'];
		for (const report of news?.reports ?? [])
			if (report.id.startsWith(reportsOf.availability) && parseAvailability(report.body)?.online)
				reports += 1;
		cursor = news?.cursor ?? cursor;
		if (!news?.more) return { bytes, reports };
	}
}

async function post(body: string): Promise<{ bytes: number; answer: SyncAnswer }> {
	const asked = request({
		...{ host: '127.0.0.1', port: app.port, path: '/sync', method: 'POST', agent: false },
		headers: { 'content-type': 'application/json', 'accept-encoding': 'gzip, deflate, br' }
	});
	asked.end(body);
	const [answered] = (await once(asked, 'response')) as [import('node:http').IncomingMessage];
	const { socket } = answered;
	const parts: Buffer[] = [];
	for await (const part of answered) parts.push(part as Buffer);
	expect([answered.statusCode, answered.headers['content-encoding']]).toEqual([200, 'br']);
	const text = brotliDecompressSync(Buffer.concat(parts)).toString('utf8');
	return { bytes: socket.bytesRead, answer: JSON.parse(text) as SyncAnswer };
}
