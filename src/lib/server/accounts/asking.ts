import type { RequestEvent } from '@sveltejs/kit';
import { VISITOR } from '../../domain/rights';
import { answerJson } from '../http/body';
import { reportDefect } from '../http/report';
import { sourceOf } from './address';
import type { AccountParts } from './parts';
import { askerOf, type Asker } from './sessions';

/** Paths that answer with data. The others are the same for everybody, and read no store. */
const DATA =
	/^\/(sync|segments|db|manage|session|enrolment|quarantine|calendar|lessons|centres\.geojson)(\/|$)/;
/** Of those, the ones that answer by who asks. Who asks for a new session may show an old one. */
const BY_ASKER = /^\/(sync|segments|db|manage|lessons)(\/|$)/;

/** Finds out who asks before a request is answered, and gives a new session along with the answer. */
export async function withAsker(
	parts: () => Promise<{ readonly accounts: AccountParts }>,
	event: RequestEvent,
	answer: () => Response | Promise<Response>
): Promise<Response> {
	const { request, locals, url } = event;
	locals.asker = { holder: VISITOR };
	locals.bucket = '';
	if (!DATA.test(url.pathname)) return answer();
	locals.bucket = `@${sourceOf(event.getClientAddress())}`;
	// Leaving needs the session that ends.
	if (!BY_ASKER.test(url.pathname) && request.method !== 'DELETE') return answer();
	let asker: Asker;
	try {
		asker = await askerOf((await parts()).accounts, request);
	} catch (error) {
		reportDefect(error);
		const headers = { 'retry-after': '5' };
		return answerJson(request, { error: 'store-unavailable' }, { status: 503, headers });
	}
	locals.asker = asker;
	if ('holder' in asker && asker.holder.account) locals.bucket = asker.holder.account;
	const response = await answer();
	const cookie = 'cookie' in asker ? asker.cookie : undefined;
	// Leaving takes the cookie away: nothing is put in its place.
	if (cookie && !response.headers.has('set-cookie')) response.headers.set('set-cookie', cookie);
	return response;
}
