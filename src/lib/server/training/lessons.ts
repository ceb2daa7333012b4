import type { RequestEvent } from '@sveltejs/kit';
import { database, reportId } from '../../domain/ids';
import { reachOf } from '../../domain/rights';
import type { AccountParts } from '../accounts/parts';
import { tooMany, unauthorized } from '../http/answers';
import { answerJson } from '../http/body';
import { reportDefect } from '../http/report';
import { isGone } from '../relay/reports';

/** A version never changes: whoever has read it need not ask again. */
const FOR_GOOD = 'private, max-age=31536000, immutable';

/**
 * A lesson or a quiz as it is now, `PublishedItem`, to whoever has an account. Asked
 * for by its version (`of`), it may be kept; another version than is asked for is
 * answered, and not to be kept.
 */
export async function answerLesson(
	parts: () => Promise<{ readonly accounts: AccountParts }>,
	{ request, locals, url }: Pick<RequestEvent, 'request' | 'locals' | 'url'>,
	{ course, item }: { readonly course: string; readonly item: string }
): Promise<Response> {
	try {
		const { accounts } = await parts();
		const busy = accounts.rate.take(locals.bucket, { requests: 1 });
		if (busy) return await tooMany(request, busy);
		const { asker } = locals;
		if ('unauthorized' in asker) return await unauthorized(request, asker);
		if (reachOf(asker.holder, database.network) === undefined)
			return await unauthorized(request, { unauthorized: 'unknown' });
		const report = await accounts.store.get(database.network, reportId.lesson(course, item));
		if (!report || isGone(report))
			return await answerJson(request, { error: 'not-found' }, { status: 404 });
		const { _id, ...body } = report;
		const isAsked = url.searchParams.get('of') === body['of'];
		const headers: Record<string, string> = isAsked ? { 'cache-control': FOR_GOOD } : {};
		return await answerJson(request, body, { headers });
	} catch (error) {
		reportDefect(error);
		const headers = { 'retry-after': '5' };
		return answerJson(request, { error: 'store-unavailable' }, { status: 503, headers });
	}
}
