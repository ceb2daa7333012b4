import { answerCalendar } from '$lib/server/calendar/answer';
import { server } from '$lib/server/main';
import { calendarWords } from '$lib/ui/booking/calendar-words';
import { baseLocale, isLocale } from '$lib/paraglide/runtime';
import type { RequestHandler } from './$types';

/** Somebody’s places, for their calendar: `/calendar/<secret>.ics`, in another language with `?lang=en`. */
export const GET: RequestHandler = (event) => {
	const asked = event.url.searchParams.get('lang');
	const locale = isLocale(asked) ? asked : baseLocale;
	return answerCalendar(server, event, event.params.token, calendarWords(locale));
};
