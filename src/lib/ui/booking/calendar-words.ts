import { ZONE } from '../../domain/calendar';
import type { CalendarEntry } from '../../domain/places/calendar-entry';
import type { CalendarWords } from '../../domain/places/calendar-file';
import { m } from '../../paraglide/messages';
import type { Locale } from '../../paraglide/runtime';

/**
 * What places are called in somebody’s calendar. Neutral: a desk is telework, and
 * every room is a space, or the one that is confidential would be known by its name.
 */
export function calendarWords(locale: Locale): CalendarWords {
	const said = { locale };
	return {
		language: locale,
		calendar: m.ics_calendar({}, said),
		title(entry) {
			const centre = entry.centre.name;
			const title =
				entry.what === 'telework'
					? m.ics_telework({ centre }, said)
					: m.ics_space({ centre }, said);
			const stateOf = TITLES[stateIn(entry)];
			return stateOf ? stateOf({ title }, said) : title;
		},
		where: ({ centre: { name, postcode } }) => m.ics_where({ name, postcode }, said),
		note(entry) {
			const until = entry.until === undefined ? '' : momentIn(locale, entry.until);
			const note = NOTES[stateIn(entry)]({ until }, said);
			return entry.reason === undefined
				? note
				: m.ics_note_reason({ note, reason: entry.reason }, said);
		}
	};
}

type State = keyof typeof NOTES;
type Said = { readonly locale: Locale };

const NOTES = {
	requested: (_: unknown, said: Said) => m.ics_note_requested({}, said),
	offered: (filled: { until: string }, said: Said) => m.ics_note_offered(filled, said),
	waitlisted: (_: unknown, said: Said) => m.ics_note_waitlisted({}, said),
	confirmed: (_: unknown, said: Said) => m.ics_note_confirmed({}, said),
	closed: (_: unknown, said: Said) => m.ics_note_closed({}, said),
	over: (_: unknown, said: Said) => m.ics_note_over({}, said)
} as const;

/** A calendar that shows no status shows the title all the same. */
const TITLES: Partial<Record<State, (filled: { title: string }, said: Said) => string>> = {
	requested: m.ics_title_requested,
	offered: m.ics_title_offered,
	waitlisted: m.ics_title_waitlisted,
	closed: m.ics_title_closed,
	over: m.ics_title_over
};

function stateIn({ standing, closed }: CalendarEntry): State {
	switch (standing) {
		case 'requested':
		case 'offered':
		case 'waitlisted':
			return standing;
		case 'confirmed':
			return closed ? 'closed' : 'confirmed';
		case 'ended':
			return 'confirmed';
		default:
			return 'over';
	}
}

/** `24 novembre à 14:00`, on the network’s clocks. */
const momentIn = (locale: Locale, instant: number): string =>
	new Intl.DateTimeFormat(m.a11y_language_tag({}, { locale }), {
		timeZone: ZONE,
		dateStyle: 'long',
		timeStyle: 'short'
	}).format(instant);
