import { answerJson, answerLines, readJson } from '$lib/server/http/body';
import { parseSegmentsRequest } from '$lib/server/gateway/request';
import { isDatabaseName } from '$lib/domain/ids';
import { END_OF_LINES } from '$lib/domain/protocol';
import type { Segment } from '$lib/domain/segments';
import { server } from '$lib/server/main';
import type { RequestHandler } from './$types';

/** Closed days of one database, a line each: `SegmentHeader`, a tab, the segment's text. */
export const POST: RequestHandler = async ({ request }) => {
	const body = await readJson(request);
	if ('status' in body) return answerJson(request, { error: 'unreadable' }, body);
	const asked = parseSegmentsRequest(body.value);
	if (!asked || !isDatabaseName(asked.db))
		return answerJson(request, { error: 'not-understood' }, { status: 422 });
	const { segments } = await server();
	const days = asked.names.map(({ day }) => day);
	return answerLines(request, lines(segments.fetch(asked.db, days)));
};

async function* lines(segments: AsyncIterable<Segment>): AsyncIterable<string> {
	for await (const { day, hash, count, text } of segments)
		yield `${JSON.stringify({ day, hash, count })}\t${text}`;
	yield END_OF_LINES;
}
