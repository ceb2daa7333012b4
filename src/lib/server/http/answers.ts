import type { Unauthorized } from '../../domain/accounts';
import { answerJson } from './body';

/** Answers that several endpoints give. Each names its reason by a code, for the app to put in words. */

export const unauthorized = (
	request: Request,
	{ unauthorized }: { readonly unauthorized: Unauthorized }
): Promise<Response> => answerJson(request, { error: unauthorized }, { status: 401 });

/** @param retryAfter seconds */
export const tooMany = (
	request: Request,
	{ retryAfter }: { readonly retryAfter: number }
): Promise<Response> =>
	answerJson(
		request,
		{ error: 'too-many' },
		{ status: 429, headers: { 'retry-after': String(Math.ceil(retryAfter)) } }
	);

export const forbidden = (request: Request): Promise<Response> =>
	answerJson(request, { error: 'forbidden' }, { status: 403 });
