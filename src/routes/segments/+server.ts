import { answerJson, answerLines, readJson } from '$lib/server/http/body';
import { forbidden, tooMany, unauthorized } from '$lib/server/http/answers';
import { windowAround } from '$lib/server/gateway/news';
import { parseSegmentsRequest } from '$lib/server/gateway/request';
import { local } from '$lib/domain/calendar';
import { reachOf } from '$lib/domain/rights';
import { END_OF_LINES } from '$lib/domain/protocol';
import type { Segment } from '$lib/domain/segments';
import { server } from '$lib/server/main';
import type { RequestHandler } from './$types';

/** Closed days of one database, a line each: `SegmentHeader`, a tab, the segment's text. */
export const POST: RequestHandler = async ({ request, locals }) => {
	if ('unauthorized' in locals.asker) return unauthorized(request, locals.asker);
	const { holder } = locals.asker;
	const { segments, rate, presence } = await server();
	const busy = rate.take(locals.bucket, { requests: 1 });
	if (busy) return tooMany(request, busy);
	const body = await readJson(request);
	if ('status' in body) return answerJson(request, { error: 'unreadable' }, body);
	const asked = parseSegmentsRequest(body.value);
	if (!asked) return answerJson(request, { error: 'not-understood' }, { status: 422 });
	if (reachOf(holder, asked.db) === undefined) return forbidden(request);
	if (!(await presence.isThere(asked.db))) return answerLines(request, lines(nothing()));
	const { first, last } = windowAround(holder, local(Date.now()).day);
	const days = asked.names.map(({ day }) => day).filter((day) => day >= first && day <= last);
	return answerLines(request, lines(segments.fetch(asked.db, days)));
};

async function* lines(segments: AsyncIterable<Segment>): AsyncIterable<string> {
	for await (const { day, hash, count, text } of segments)
		yield `${JSON.stringify({ day, hash, count })}\t${text}`;
	yield END_OF_LINES;
}

async function* nothing(): AsyncIterable<Segment> {}
