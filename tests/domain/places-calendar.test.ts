import fc from 'fast-check';
import ICAL from 'ical.js';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { instantOf, shiftDay } from '../../src/lib/domain/calendar';
import type { CentrePage } from '../../src/lib/domain/folds/centre';
import { factId } from '../../src/lib/domain/ids';
import {
	calendarEntries,
	unanswered,
	type CalendarEntry
} from '../../src/lib/domain/places/calendar-entry';
import { calendarFile } from '../../src/lib/domain/places/calendar-file';
import type { PlaceReport } from '../../src/lib/domain/places/report';
import { STANDINGS } from '../../src/lib/domain/places/standing';
import { SAMPLE_CENTRES } from '../../src/lib/server/sample-network';
import { calendarWords } from '../../src/lib/ui/booking/calendar-words';

/* Long because what is written with one library is read back with another, field by field. */

const words = calendarWords('fr');
const idOf = (seq: number, day = '2026-11-24') =>
	factId({ day, scope: 'murat', device: 'ph0neabc', epoch: 3, seq });
const CHANGED = Date.parse('2026-11-20T09:41:07Z');
const desk: PlaceReport = {
	claim: idOf(1),
	centre: 'murat',
	day: '2026-11-24',
	space: 'desk',
	slots: ['am'],
	standing: 'confirmed',
	units: ['desk-3'],
	sequence: 0,
	changed: CHANGED
};
const centreNamed = (slug: string): CentrePage | undefined => {
	const centre = SAMPLE_CENTRES.find((each) => each.slug === slug);
	return centre && { centre };
};

const TODAY = '2026-11-20';
const fileOf = (places: readonly PlaceReport[], named = centreNamed, said = words, today = TODAY) =>
	calendarFile(calendarEntries(places, named, today), said);

/** As somebody’s calendar reads it: with the other library, and the time zone that the file itself explains. */
function read(text: string) {
	const calendar = new ICAL.Component(ICAL.parse(text));
	for (const zone of calendar.getAllSubcomponents('vtimezone'))
		ICAL.TimezoneService.register(new ICAL.Timezone(zone));
	return calendar.getAllSubcomponents('vevent').map((component) => {
		const event = new ICAL.Event(component);
		const said = (name: string) => component.getFirstPropertyValue(name);
		return {
			component,
			uid: event.uid,
			sequence: event.sequence,
			summary: event.summary,
			location: event.location,
			note: event.description,
			status: said('status'),
			class: said('class'),
			transp: said('transp'),
			start: event.startDate.toJSDate().toISOString(),
			end: event.endDate.toJSDate().toISOString(),
			stamp: String(said('dtstamp')),
			modified: String(said('last-modified')),
			zone: component.getFirstProperty('dtstart')?.getFirstParameter('tzid'),
			geo: said('geo')
		};
	});
}
afterEach(() => ICAL.TimezoneService.reset());

describe('a place in somebody’s calendar', () => {
	test('says where and when, by the opening hours of that half-day', async () => {
		const [event] = read(await fileOf([desk]));
		expect(event).toMatchObject({
			summary: 'Télétravail – Murat',
			location: 'Télécentre, 15300 Murat',
			note: 'Place confirmée.',
			status: 'CONFIRMED',
			class: 'PRIVATE',
			transp: 'OPAQUE',
			zone: 'Europe/Paris',
			sequence: 1,
			stamp: '2026-11-20T09:41:07Z',
			modified: '2026-11-20T09:41:07Z',
			geo: [45.1106, 2.8694]
		});
		const [opens, closes] = SAMPLE_CENTRES.find(({ slug }) => slug === 'murat')!.hours[1]![0]!;
		expect(event!.start).toBe(new Date(instantOf('2026-11-24', opens)).toISOString());
		expect(event!.end).toBe(new Date(instantOf('2026-11-24', closes)).toISOString());
	});

	test('is one entry for a whole day, and for half hours that follow each other', async () => {
		const day = { ...desk, slots: ['am', 'pm'] };
		const room = { ...desk, claim: idOf(2), space: 'video', slots: ['14:00', '14:30', '15:00'] };
		const [whole, meeting] = read(await fileOf([day, room]));
		const hours = SAMPLE_CENTRES.find(({ slug }) => slug === 'murat')!.hours[1]!;
		expect(whole!.start).toBe(new Date(instantOf('2026-11-24', hours[0]![0])).toISOString());
		expect(whole!.end).toBe(new Date(instantOf('2026-11-24', hours.at(-1)![1])).toISOString());
		expect([meeting!.start, meeting!.end]).toEqual([
			'2026-11-24T13:00:00.000Z',
			'2026-11-24T14:30:00.000Z'
		]);
	});

	test('is in the language that was asked for', async () => {
		const [event] = read(await fileOf([desk], centreNamed, calendarWords('en')));
		expect(event!.summary).toBe('Remote work – Murat');
	});

	test('is the same file each time: nothing in it depends on when it was asked for', async () => {
		expect(await fileOf([desk])).toBe(await fileOf([desk]));
	});

	test('never tells of what kind a room is: the confidential one is a space like the others', async () => {
		const room = { ...desk, centre: 'ydes', slots: ['10:00'], reason: 'Le médecin est absent' };
		const spaces = SAMPLE_CENTRES.find(({ slug }) => slug === 'ydes')!.spaces;
		const rooms = spaces.filter(({ kind }) => kind !== 'desk' && kind !== 'office');
		expect(rooms.map(({ kind }) => kind)).toContain('confidential');
		const files = await Promise.all(
			rooms.map(({ id }) => fileOf([{ ...room, space: id, units: [`${id}-1`] }]))
		);
		expect(rooms.length).toBeGreaterThan(1);
		expect(new Set(files).size).toBe(1);
		expect(read(files[0]!)[0]).toMatchObject({
			summary: 'Espace réservé – Ydes',
			note: 'Place confirmée.'
		});
	});

	test('bears neither the device’s nor the claim’s name', async () => {
		const text = await fileOf([desk]);
		expect(text).not.toContain('ph0neabc');
		expect(text).not.toContain('~');
	});
});

describe('how it stands', () => {
	test.each([
		['requested', 'TENTATIVE', 'Télétravail – Murat (demandé)'],
		['offered', 'TENTATIVE', 'Télétravail – Murat (proposé)'],
		['waitlisted', 'TENTATIVE', 'Télétravail – Murat (liste d’attente)'],
		['confirmed', 'CONFIRMED', 'Télétravail – Murat'],
		['ended', 'CONFIRMED', 'Télétravail – Murat'],
		['refused', 'CANCELLED', 'Télétravail – Murat (annulé)'],
		['cancelled', 'CANCELLED', 'Télétravail – Murat (annulé)'],
		['moved', 'CANCELLED', 'Télétravail – Murat (annulé)'],
		['replaced', 'CANCELLED', 'Télétravail – Murat (annulé)'],
		['no-show', 'CANCELLED', 'Télétravail – Murat (annulé)']
	] as const)('%s is %s, and said in the title', async (standing, status, summary) => {
		const [event] = read(await fileOf([{ ...desk, standing }]));
		expect(event).toMatchObject({ status, summary });
		expect(event!.transp).toBe(status === 'CONFIRMED' ? 'OPAQUE' : 'TRANSPARENT');
	});

	test('an offer says until when, on the network’s clocks', async () => {
		const until = Date.parse('2026-11-23T13:00:00Z');
		const [event] = read(await fileOf([{ ...desk, standing: 'offered', until }]));
		expect(event!.note).toMatch(/jusqu’au 23 novembre 2026 à 14:00/);
	});

	test('on a day the centre is closed it stays confirmed, says so, and takes no time', async () => {
		const closures = { x: { from: '2026-11-20', to: '2026-11-30', why: 'Travaux' } };
		const closed = (slug: string) => ({ ...centreNamed(slug), closures });
		const [event] = read(await fileOf([desk], closed));
		expect(event).toMatchObject({
			status: 'CONFIRMED',
			transp: 'TRANSPARENT',
			summary: 'Télétravail – Murat (centre fermé)'
		});
	});

	test('at a time the opening hours were cut by it takes no time either, but for days that are over', async () => {
		const centre = { ...centreNamed('murat')!.centre!, hours: Array.from({ length: 7 }, () => []) };
		const events = async (today: string) =>
			read(await fileOf([desk], () => ({ centre }), words, today));
		const closed = { status: 'CONFIRMED', transp: 'TRANSPARENT' };
		expect(await events('2026-11-24')).toMatchObject([closed]);
		expect((await events('2026-11-24'))[0]!.summary).toContain('(centre fermé)');
		expect(await events('2026-11-25')).toMatchObject([{ ...closed, transp: 'OPAQUE' }]);
	});

	test('what was asked for on the phone is there before anybody has answered, and is the same entry after', async () => {
		const asked = { id: idOf(7), centre: 'murat', day: desk.day, space: 'desk', at: CHANGED };
		const bookings = { [asked.id]: { ...asked, slots: ['am'] } };
		const page = { bookings, cancelled: {}, accepted: {}, seen: {} };
		const answer = { ...desk, booking: asked.id };
		const [before] = read(await fileOf(unanswered(page, [])));
		const [after] = read(await fileOf([answer, ...unanswered(page, [answer])]));
		expect(before).toMatchObject({ status: 'TENTATIVE', sequence: 0 });
		expect(after).toMatchObject({ status: 'CONFIRMED', uid: before!.uid, sequence: 1 });
		const gone = { ...page, cancelled: { [asked.id]: idOf(8) } };
		expect(read(await fileOf(unanswered(gone, [])))[0]!.status).toBe('CANCELLED');
	});
});

describe('a place that moves', () => {
	const next: PlaceReport = { ...desk, claim: idOf(2, '2026-11-26'), day: '2026-11-26' };
	const history: readonly (readonly [string, readonly PlaceReport[], string, string])[] = [
		['confirmed', [desk], '2026-11-24', 'CONFIRMED'],
		[
			'asked to be on Thursday: the old one is theirs until the new one is',
			[desk, { ...next, standing: 'requested', replaces: desk.claim }],
			'2026-11-24',
			'CONFIRMED'
		],
		[
			'moved to Thursday',
			[
				{ ...desk, standing: 'replaced', replacedBy: next.claim, sequence: 1 },
				{ ...next, replaces: desk.claim, sequence: 1 }
			],
			'2026-11-26',
			'CONFIRMED'
		],
		[
			'cancelled',
			[
				{ ...desk, standing: 'replaced', replacedBy: next.claim, sequence: 1 },
				{ ...next, replaces: desk.claim, standing: 'cancelled', sequence: 2 }
			],
			'2026-11-26',
			'CANCELLED'
		]
	];

	test('is one entry all along: its UID stays and its SEQUENCE rises with each change', async () => {
		const seen: { uid: string; sequence: number }[] = [];
		for (const [what, places, day, status] of history) {
			for (const order of [places, places.toReversed()]) {
				const events = read(await fileOf(order));
				expect([what, events.length]).toEqual([what, 1]);
				expect([what, events[0]!.start.slice(0, 10), events[0]!.status]).toEqual([
					what,
					day,
					status
				]);
			}
			seen.push(read(await fileOf(places))[0]!);
		}
		expect(new Set(seen.map(({ uid }) => uid)).size).toBe(1);
		for (const [i, { sequence }] of seen.entries())
			if (i > 0) expect(sequence).toBeGreaterThan(seen[i - 1]!.sequence);
	});

	test('keeps the one it had where the new one is refused', async () => {
		const refused: PlaceReport = {
			...next,
			replaces: desk.claim,
			standing: 'refused',
			changed: CHANGED + 1
		};
		const [event] = read(await fileOf([desk, refused]));
		expect(event).toMatchObject({ status: 'CONFIRMED' });
		expect(event!.start.slice(0, 10)).toBe('2026-11-24');
	});

	test('names that go in a circle end nothing but themselves', async () => {
		const circle = [
			{ ...desk, replaces: next.claim },
			{ ...next, replaces: desk.claim }
		];
		expect(calendarEntries(circle, centreNamed, TODAY).length).toBeGreaterThan(0);
	});

	test('two places are two entries', async () => {
		const events = read(await fileOf([desk, { ...next }]));
		expect(new Set(events.map(({ uid }) => uid)).size).toBe(2);
	});
});

describe('24: no place shifts with the clocks', () => {
	test.each([
		['in winter', '2026-11-24', '2026-11-24T13:00:00.000Z'],
		['in summer', '2026-07-16', '2026-07-16T12:00:00.000Z'],
		['the Friday before summer time', '2026-03-27', '2026-03-27T13:00:00.000Z'],
		['the day summer time begins', '2026-03-29', '2026-03-29T12:00:00.000Z'],
		['the day it ends', '2026-10-25', '2026-10-25T13:00:00.000Z'],
		['ten years on, in winter', '2036-12-01', '2036-12-01T13:00:00.000Z'],
		['ten years on, in summer', '2036-06-02', '2036-06-02T12:00:00.000Z']
	])('%s', async (_when, day, instant) => {
		const room = { ...desk, day, space: 'video', slots: ['14:00'] };
		expect(read(await fileOf([room]))[0]!.start).toBe(instant);
	});

	test('the zone the file explains is the zone of the network on every day for years', async () => {
		const days = Array.from({ length: 120 }, (_, i) => shiftDay('2026-01-04', i * 28));
		const changes = ['2026-03-28', '2026-03-30', '2027-10-30', '2027-11-01', '2028-03-25'];
		const rooms = [...days, ...changes].map((day, i) => ({
			...desk,
			claim: idOf(i + 1, day),
			day,
			space: 'video',
			slots: ['09:30']
		}));
		const starts = read(await fileOf(rooms)).map(({ start }) => start);
		const expected = rooms.map(({ day }) => new Date(instantOf(day, '09:30')).toISOString());
		expect(starts).toEqual(expected.toSorted());
	});

	test('a phone set to another zone makes the same file', async () => {
		const here = await fileOf([desk]);
		const before = process.env['TZ'];
		process.env['TZ'] = 'Pacific/Auckland';
		expect(await fileOf([desk])).toBe(here);
		process.env['TZ'] = before;
	});
});

/** Every property name of every component, as it stands in the text once unfolded. */
const linesIn = (text: string): string[] => text.replace(/\r\n[ \t]/g, '').split('\r\n');
const namesIn = (text: string): string[] => linesIn(text).map((line) => line.split(/[:;]/)[0]!);
const inCentre = (name: string) => (): CentrePage => ({
	centre: { ...SAMPLE_CENTRES.find(({ slug }) => slug === 'murat')!, name }
});

describe('60: what people write cannot become a part of the calendar', () => {
	const ATTACKS = [
		'Murat\r\nATTENDEE:mailto:eve@example.org',
		'Murat\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:Autre',
		'Murat\rEND:VCALENDAR',
		'Murat\u2028BEGIN:VALARM\u2029ACTION:AUDIO\u0085END:VALARM',
		'Murat\v\fATTACH:file:///etc/passwd',
		'Murat\\nATTENDEE:x',
		'Murat\\',
		'a;b,c:d"e\\;',
		'Murat\0\u0007\u001b[31m',
		'\u202eturaM\u2066',
		'\ud83d Murat \udc00',
		'=HYPERLINK("http://x")'
	];
	let safe = '';
	beforeAll(async () => {
		safe = await fileOf([{ ...desk, reason: 'Murat' }], inCentre('Murat'));
	});

	test.each(ATTACKS)('%j as a centre’s name and a host’s reason', async (written) => {
		const text = await fileOf([{ ...desk, reason: written }], inCentre(written));
		expect(namesIn(text)).toEqual(namesIn(safe));
		const [event, ...others] = read(text);
		expect(others).toEqual([]);
		for (const said of [event!.summary, event!.location, event!.note])
			expect(said).not.toMatch(/[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
	});

	test('any text at all is one value, and reads back as what is left of it', async () => {
		const written = fc.oneof(
			fc.string({ unit: 'binary' }),
			fc.string({ unit: 'grapheme', maxLength: 200 }),
			fc
				.array(
					fc.constantFrom(
						'\r',
						'\n',
						'\r\n',
						':',
						';',
						',',
						'\\',
						'"',
						' ',
						'é',
						'🏔️',
						'END:VEVENT'
					)
				)
				.map((all) => all.join(''))
		);
		await fc.assert(
			fc.asyncProperty(written, async (name) => {
				const text = await fileOf([{ ...desk, reason: `r${name}` }], inCentre(`n${name}`));
				expect(namesIn(text)).toEqual(namesIn(safe));
				const kept = `Télétravail – n${name}`
					.replace(/[\t\n\v\f\r\u0085\u2028\u2029]+/g, ' ')
					.replace(/[\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '')
					.trim();
				expect(read(text)[0]!.summary).toBe(kept);
			}),
			{ numRuns: 150 }
		);
	});

	test('lines end with CRLF and hold at most 75 octets, and no character is cut in two', async () => {
		const name = 'Saint-Flour-de-la-Planèze 🏔️🐄👩‍💻 '.repeat(8).trim();
		const text = await fileOf([{ ...desk, reason: name }], inCentre(name));
		expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
		expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
		for (const line of text.split('\r\n')) {
			expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
			expect(Buffer.from(line).toString()).toBe(line);
			expect(line).not.toMatch(/^\p{M}|\p{Cs}/u);
		}
		expect(read(text)[0]!.summary).toBe(`Télétravail – ${name}`);
	});
});

test('nothing is shown of a centre that is not known', () => {
	expect(calendarEntries([{ ...desk, centre: 'nowhere' }], centreNamed, TODAY)).toEqual([]);
});

test('every standing there is has its words', async () => {
	for (const standing of STANDINGS) {
		const [entry] = calendarEntries([{ ...desk, standing }], centreNamed, TODAY) as [CalendarEntry];
		expect(words.title(entry)).toMatch(/^Télétravail – Murat/);
		expect(words.note(entry).length).toBeGreaterThan(5);
	}
});
