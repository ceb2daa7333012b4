import { answerCalendar } from '$lib/server/calendar/answer';
import { server } from '$lib/server/main';
import { calendarWords } from '$lib/ui/booking/calendar-words';
import type { RequestHandler } from './$types';

/** Somebody’s places, for their calendar: `/calendar/<secret>.ics`, in English with `?lang=en`. */
export const GET: RequestHandler = (event) => {
	const locale = event.url.searchParams.get('lang') === 'en' ? 'en' : 'fr';
	return answerCalendar(server, event, event.params.token, calendarWords(locale));
};
