import { local } from '../../domain/calendar';
import type { CentrePage } from '../../domain/folds/centre';
import { pageKey, partsOf, reportsOf, type FactId } from '../../domain/ids';
import { calendarEntries } from '../../domain/places/calendar-entry';
import { calendarFile } from '../../domain/places/calendar-file';
import { parsePlaceReport } from '../../domain/places/parse-report';
import type { Locale } from '../../paraglide/runtime';
import type { Reader } from '../../ports/fact-log';
import { calendarWords } from './calendar-words';

/**
 * One place as a file for the calendar on this device, made here: it needs no link.
 * Heavy, so it is fetched when it is asked for (`soon`).
 */

interface Wanted {
	/** Its person’s request, or the claim. */
	readonly place: FactId;
	readonly locale: Locale;
}

/** Hands the file to the device; `false` where the server has not answered about that place, or it moved. */
export async function addToCalendar(read: Reader, wanted: Wanted): Promise<boolean> {
	const made = await placeAsFile(read, wanted);
	if (!made) return false;
	const address = URL.createObjectURL(new Blob([made.text], { type: 'text/calendar' }));
	const link = document.createElement('a');
	link.href = address;
	link.download = made.name;
	link.click();
	// The download has begun by then; the file itself is small.
	setTimeout(() => URL.revokeObjectURL(address), 10_000);
	return true;
}

export async function placeAsFile(
	read: Pick<Reader, 'device' | 'reports' | 'pages'>,
	{ place, locale }: Wanted
): Promise<{ readonly name: string; readonly text: string } | undefined> {
	const { own } = await read.device();
	if (own === undefined) return undefined;
	// All of them: what a place came in the stead of gives it its identity.
	const said = [...(await read.reports(own, reportsOf.place)).values()];
	const places = said.flatMap((report) => parsePlaceReport(report) ?? []);
	const centres = await read.pages('centre');
	const centreNamed = (slug: string): CentrePage | undefined => centres.get(pageKey.centre(slug));
	// One that is on screen is to come: the hours of now are its own.
	const entry = calendarEntries(places, centreNamed, partsOf(place).day).find(({ names }) =>
		names.includes(place)
	);
	if (!entry) return undefined;
	const text = await calendarFile([entry], calendarWords(locale));
	return { name: `telecentre-${local(entry.span[0]).day}.ics`, text };
}
