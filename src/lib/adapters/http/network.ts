import { isRecord } from '../../domain/parse';
import { PROTOCOL, type SyncAnswer } from '../../domain/protocol';
import type { Bytes, Network } from '../../ports/network';
import { PATIENCE, reach, readJson, type Line } from './ask';
import { noIn } from './failures';
import { handOver } from './hand-over';
import { readSegments } from './segments';
import { sessionOver, type Proof } from './session';

const NOBODY: Proof = { account: async () => undefined, sign: async () => undefined };

/** The way to the server at `origin`, over `fetch`. Without `proof`, as somebody who has no account. */
export function httpNetwork(
	origin: string,
	{
		proof = NOBODY,
		ask = fetch,
		patience = PATIENCE
	}: { proof?: Proof; ask?: typeof fetch; patience?: number } = {}
): Network {
	const line: Line = { origin, ask, patience };
	return {
		...sessionOver(line, proof),

		async exchange(request) {
			const reached = await reach(line, 'POST', '/sync', request);
			const { up } = reached;
			if ('failure' in reached) return { failure: reached.failure, bytes: { up, down: 0 } };
			const bytes: Bytes = { up, down: sizeOf(reached.response) };
			const no = await noIn(line, reached);
			if (no) return { failure: no.failure, bytes };
			const read = await readJson(line, reached);
			if ('failure' in read) return { ...read, bytes };
			const answer = answerIn(read.value);
			return answer ? { answer, bytes } : { failure: { why: 'portal' }, bytes };
		},

		async segments(request, each) {
			const reached = await reach(line, 'POST', '/segments', request);
			const { up } = reached;
			if ('failure' in reached) return { failure: reached.failure, bytes: { up, down: 0 } };
			const no = await noIn(line, reached, 'application/x-ndjson');
			if (no) return { failure: no.failure, bytes: { up, down: 0 } };
			const keeping = handOver(each);
			const broken = await readSegments(line, reached, request.db, keeping);
			// That a segment could not be kept is not the link's doing: it is the caller's to hear.
			await keeping.done();
			const bytes = { up, down: sizeOf(reached.response) };
			return { ...(broken && { failure: broken }), bytes };
		}
	};
}

function answerIn(value: unknown): SyncAnswer | undefined {
	const good =
		isRecord(value) &&
		value['sync'] === PROTOCOL &&
		typeof value['now'] === 'number' &&
		typeof value['instance'] === 'string';
	return good ? (value as unknown as SyncAnswer) : undefined;
}

/** Compressed bytes of the answer as its header, or the browser's own account, has it. */
function sizeOf(response: Response): number {
	const length = Number(response.headers.get('content-length'));
	if (length > 0) return length;
	const [entry] = performance.getEntriesByName(response.url, 'resource').slice(-1);
	return (entry as PerformanceResourceTiming | undefined)?.encodedBodySize ?? 0;
}
