import { isRecord } from '../../domain/parse';
import type { Failure } from '../../ports/network';
import { JSON_TYPE, reach, readJson, type Line, type Reached } from './ask';

type Answer = Extract<Reached, { response: Response }>;

/** A no, and the code our server gave for it, if it was ours. */
export interface No {
	readonly failure: Failure;
	readonly code?: string | undefined;
}

/** One request, and the JSON that answers it. */
export async function asked(
	line: Line,
	method: 'GET' | 'POST' | 'DELETE',
	path: string,
	value?: unknown
): Promise<{ readonly value: unknown } | No> {
	const reached = await reach(line, method, path, value);
	if ('failure' in reached) return { failure: reached.failure };
	return (await noIn(line, reached)) ?? readJson(line, reached);
}

/** What the server's status, or somebody else's answer, says of the link; `undefined` where all is well. */
export async function noIn(line: Line, answer: Answer, type = JSON_TYPE): Promise<No | undefined> {
	const { response, giveUp } = answer;
	const failure = failureBy(response, type);
	if (!failure) return undefined;
	const code = isOf(response, JSON_TYPE) ? await codeIn(line, answer) : undefined;
	giveUp();
	const isRevoked = response.status === 401 && code === 'revoked';
	return { failure: isRevoked ? { why: 'revoked' } : failure, code };
}

function failureBy(response: Response, type: string): Failure | undefined {
	switch (response.status) {
		case 200:
			return isOf(response, type) ? undefined : { why: 'portal' };
		case 511:
			// "Network Authentication Required", RFC 6585: never our server's.
			return { why: 'portal' };
		case 401:
			return { why: 'unauthorized' };
		case 403:
			// Filters of schools and offices say this as well, in HTML.
			return { why: isOf(response, JSON_TYPE) ? 'forbidden' : 'portal' };
		case 409:
			// Ours: not as things stand, such as a challenge that is too old. Next time it may be.
			return { why: isOf(response, JSON_TYPE) ? 'busy' : 'portal' };
		case 413:
			return { why: 'too-large' };
		case 400:
		case 415:
		case 422:
			return { why: 'misunderstood' };
	}
	if (response.status !== 429 && response.status < 500) return { why: 'portal' };
	const retryAfter = retryAfterIn(response.headers.get('retry-after'));
	return { why: 'busy', ...(retryAfter !== undefined && { retryAfter }) };
}

const isOf = ({ headers }: Response, type: string): boolean =>
	headers.get('content-type')?.startsWith(type) ?? false;

async function codeIn(line: Line, answer: Answer): Promise<string | undefined> {
	const read = await readJson(line, answer);
	const error = 'value' in read && isRecord(read.value) ? read.value['error'] : undefined;
	return typeof error === 'string' ? error : undefined;
}

/** A timer asked to wait for more than 24 days does not wait at all. */
const LONGEST_AWAY = 86_400_000;

/** `Retry-After` in milliseconds: seconds, or a date (RFC 9110, 10.2.3). At most a day. */
function retryAfterIn(header: string | null): number | undefined {
	if (!header) return undefined;
	const wait = /^\d+$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - Date.now();
	return Number.isNaN(wait) ? undefined : Math.min(LONGEST_AWAY, Math.max(0, wait));
}
