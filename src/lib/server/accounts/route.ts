import type { RequestEvent } from '@sveltejs/kit';
import type { Holder, RoleName } from '../../domain/rights';
import { forbidden, tooMany, unauthorized } from '../http/answers';
import { answerJson, readJson } from '../http/body';
import { reportDefect } from '../http/report';
import { STATUS, type Answer } from './answer';
import type { AccountParts } from './parts';

interface Asked<T> {
	readonly accounts: AccountParts;
	readonly event: RequestEvent;
	readonly holder: Holder;
	/** The body, as `body` understood it. */
	readonly value: T;
}

interface Endpoint<T> {
	/** Roles that are answered; without, everybody is, session or not. */
	readonly roles?: readonly RoleName[];
	/** What the body has to be: `undefined` where it is not. Without, none is read. */
	readonly body?: (value: unknown) => T | undefined;
	readonly act: (asked: Asked<T>) => Promise<Answer<unknown>>;
}

/** Everybody who has an account. */
export const ENROLLED: readonly RoleName[] = ['member', 'kiosk', 'host', 'trainer', 'coordinator'];

/** What the endpoints of accounts have in common: who may, how often, in JSON, and every no by its code. */
export const answering =
	<T = undefined>(
		parts: () => Promise<{ readonly accounts: AccountParts }>,
		{ roles, body, act }: Endpoint<T>
	) =>
	async (event: RequestEvent): Promise<Response> => {
		const { request, locals } = event;
		try {
			const { accounts } = await parts();
			const busy = accounts.rate.take(locals.bucket, { requests: 1 });
			if (busy) return await tooMany(request, busy);
			const { asker } = locals;
			if (roles && 'unauthorized' in asker) return await unauthorized(request, asker);
			const holder: Holder = 'holder' in asker ? asker.holder : { role: 'visitor', account: '' };
			// Who has lost only the cookie may have the key yet.
			if (roles && holder.role === 'visitor')
				return await unauthorized(request, { unauthorized: 'unknown' });
			if (roles && !roles.includes(holder.role)) return await forbidden(request);
			const read = body ? await readJson(request) : { value: undefined };
			if ('status' in read) return await answerJson(request, { error: 'unreadable' }, read);
			const value = body ? body(read.value) : undefined;
			if (body && value === undefined) return await said(request, { refused: 'not-understood' });
			return await said(request, await act({ accounts, event, holder, value: value as T }));
		} catch (error) {
			reportDefect(error);
			const headers = { 'retry-after': '5' };
			return answerJson(request, { error: 'store-unavailable' }, { status: 503, headers });
		}
	};

function said(request: Request, answer: Answer<unknown>): Promise<Response> {
	if ('ok' in answer) {
		const headers: Record<string, string> = answer.cookie ? { 'set-cookie': answer.cookie } : {};
		return answerJson(request, answer.ok, { headers });
	}
	const { refused, retryAfter } = answer;
	if (retryAfter !== undefined) return tooMany(request, { retryAfter });
	return answerJson(request, { error: refused }, { status: STATUS[refused] });
}
