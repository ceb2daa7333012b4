import type { RequestEvent } from '@sveltejs/kit';
import { createHash } from 'node:crypto';
import { calendarFile, type CalendarWords } from '../../domain/places/calendar-file';
import type { AccountParts } from '../accounts/parts';
import { tooMany } from '../http/answers';
import { answerJson } from '../http/body';
import { reportDefect } from '../http/report';
import { entriesFor } from './entries';
import { personReadBy } from './link';

/** Stored where it is read, and asked about again each time. */
const CACHE = 'private, no-cache';

/**
 * Somebody’s places as iCalendar, for who has the address: calendars bring no
 * session. An address that never was and one that is no more are told the same.
 * @param name the address’s last part, `<secret>.ics`
 * @param words in the language that was asked for
 */
export async function answerCalendar(
	parts: () => Promise<{ readonly accounts: AccountParts }>,
	{ request, locals }: Pick<RequestEvent, 'request' | 'locals'>,
	name: string,
	words: CalendarWords
): Promise<Response> {
	try {
		const { accounts } = await parts();
		const busy = accounts.rate.take(locals.bucket, { requests: 1 });
		if (busy) return await tooMany(request, busy);
		const [, token = ''] = /^(.+)\.ics$/.exec(name) ?? [];
		const person = await personReadBy(accounts, token);
		if (person === undefined)
			return await answerJson(request, { error: 'no-such-calendar' }, { status: 404 });
		return answered(request, await calendarFile(await entriesFor(accounts, person), words));
	} catch (error) {
		reportDefect(error);
		const headers = { 'retry-after': '60' };
		return answerJson(request, { error: 'store-unavailable' }, { status: 503, headers });
	}
}

function answered(request: Request, text: string): Response {
	const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`;
	const headers = { etag, 'cache-control': CACHE };
	if (isKnown(request.headers.get('if-none-match'), etag))
		return new Response(null, { status: 304, headers });
	return new Response(text, {
		headers: {
			...headers,
			'content-type': 'text/calendar; charset=utf-8',
			// A browser would call the file by its address, and so keep the secret.
			'content-disposition': 'attachment; filename="telecentres.ics"'
		}
	});
}

/** RFC 9110, 13.1.2: any of those named, weak or not. */
const isKnown = (named: string | null, etag: string): boolean =>
	(named ?? '').split(',').some((one) => one.trim().replace(/^W\//, '') === etag);
