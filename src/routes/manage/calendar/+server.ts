import { answering } from '$lib/server/accounts/route';
import { calendarLink, linkCalendar, unlinkCalendar } from '$lib/server/calendar/link';
import { server } from '$lib/server/main';
import type { RequestHandler } from './$types';

/** Whether a calendar can read the places of who asks: `CalendarLink`. */
export const GET: RequestHandler = answering(server, {
	roles: ['member'],
	act: ({ accounts, holder }) => calendarLink(accounts, holder)
});

/** A new address for it, in the place of the one before: `NewCalendarLink`. */
export const POST: RequestHandler = answering(server, {
	roles: ['member'],
	act: ({ accounts, holder }) => linkCalendar(accounts, holder)
});

/** No address any more: `true`. */
export const DELETE: RequestHandler = answering(server, {
	roles: ['member'],
	act: ({ accounts, holder }) => unlinkCalendar(accounts, holder)
});
