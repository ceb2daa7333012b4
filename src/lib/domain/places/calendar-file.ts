import ical, { ICalEventClass, ICalEventStatus, ICalEventTransparency } from 'ical-generator';
import { local, ZONE } from '../calendar';
import type { FactId } from '../ids';
import { eventStatusOf, type CalendarEntry } from './calendar-entry';

/** What the entries of a calendar are called, in one language. */
export interface CalendarWords {
	readonly language: string;
	/** Of all of them together. */
	readonly calendar: string;
	title(entry: CalendarEntry): string;
	where(entry: CalendarEntry): string;
	note(entry: CalendarEntry): string;
}

/** How often a calendar that reads a link may ask again, seconds. */
const REFRESH = 3_600;

/**
 * Entries as iCalendar text (RFC 5545). The same entries make the same text: it
 * bears no time of its own. No METHOD: what is read is simply so (RFC 5546, 3.2.1
 * would want an organizer to PUBLISH).
 */
export async function calendarFile(
	entries: readonly CalendarEntry[],
	words: CalendarWords
): Promise<string> {
	const file = ical({
		prodId: { company: 'telecentres', product: 'places', language: words.language },
		name: plain(words.calendar),
		ttl: REFRESH,
		// Without a name: the library would write DTSTAMP in local time, where RFC 5545, 3.8.7.2 wants UTC.
		timezone: { name: null, generator: () => PARIS }
	});
	for (const entry of entries) {
		const { sequence, changed, centre, span } = entry;
		const status = eventStatusOf(entry);
		const isTaken = status === 'CONFIRMED' && !entry.closed;
		file.createEvent({
			id: await uidOf(entry.root),
			sequence,
			stamp: new Date(changed),
			lastModified: new Date(changed),
			timezone: ZONE,
			start: wallClock(span[0]),
			end: wallClock(span[1]),
			summary: plain(words.title(entry)),
			description: plain(words.note(entry)),
			location: { title: plain(words.where(entry)), geo: { lat: centre.lat, lon: centre.lon } },
			status: ICalEventStatus[status],
			transparency: isTaken ? ICalEventTransparency.OPAQUE : ICalEventTransparency.TRANSPARENT,
			// Whom they share their calendar with is told that they are busy, and no more.
			class: ICalEventClass.PRIVATE
		});
	}
	// The library leaves out the last line’s end.
	return `${file.toString()}\r\n`;
}

/**
 * Says neither which device asked nor which claim it is (RFC 7986, 5.3): a UUID of
 * its digest (RFC 9562, 5.8).
 */
async function uidOf(root: FactId): Promise<string> {
	const text = new TextEncoder().encode(`telecentres place ${root}`);
	const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', text)).slice(0, 16);
	bytes[6] = (bytes[6]! & 0x0f) | 0x80;
	bytes[8] = (bytes[8]! & 0x3f) | 0x80;
	const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
	return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** One line: what is left of names and reasons can neither end it nor turn it around. The library escapes the rest. */
const plain = (text: string): string =>
	text
		.replace(/[\t\n\v\f\r\u0085\u2028\u2029]+/g, ' ')
		.replace(/[\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '')
		.trim();

/**
 * An instant for the library, whose own dates would be told in the zone this device
 * is set to: it takes whatever speaks as a Day.js date does.
 */
function wallClock(instant: number) {
	const { day, time } = local(instant);
	const digits = { YYYYMMDD: day.replaceAll('-', ''), HHmmss: `${time.replace(':', '')}00` };
	const clock = {
		format: (pattern = '') => digits[pattern as keyof typeof digits],
		tz: () => clock,
		isValid: () => true,
		toDate: () => new Date(instant),
		toJSON: () => `${day}T${time}:00`
	};
	return clock;
}

/**
 * Summer time as the Union has it, from the last Sunday of March to the last of
 * October at 01:00 UTC (directive 2000/84/EC, articles 2 and 3; the same since 1996),
 * in the form of RFC 5545, 3.6.5.
 */
const PARIS = `BEGIN:VTIMEZONE
TZID:${ZONE}
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19970330T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
END:DAYLIGHT
END:VTIMEZONE`;
