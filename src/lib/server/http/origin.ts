/** Names under which only this machine reaches itself: none of them can be another site's in disguise (DNS rebinding). */
const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

export type Refusal = 'unknown-host' | 'foreign-origin';

/**
 * Why a request is not answered, if it is not: it came under a name that is not this server's, or
 * another site had a browser make it. `origin` is the address people use, where one is set.
 *
 * Browsers cannot be talked out of `Origin` and `Sec-Fetch-*`; other programs send none, and prove
 * otherwise who they are. Sources: Fetch Standard, "append a request Origin header"; Fetch Metadata
 * Request Headers. `Origin: null` (a sandboxed frame, a form of a page with no referrer) is nobody's.
 */
export function refusal(request: Request, origin: string | undefined): Refusal | undefined {
	const host = request.headers.get('host')?.toLowerCase() ?? '';
	const own = origin === undefined ? undefined : new URL(origin);
	const isOwn = own?.host === host;
	if (!isOwn && !LOOPBACK.test(host)) return 'unknown-host';
	if (!isOfOurPages(request)) return 'foreign-origin';
	if (request.method === 'GET' || request.method === 'HEAD') return undefined;
	const from = request.headers.get('origin');
	if (from === null) return undefined;
	const isOurs = isOwn ? from === own?.origin : URL.canParse(from) && new URL(from).host === host;
	return isOurs ? undefined : 'foreign-origin';
}

/** Others may link to a page of ours. They may neither frame it nor load anything, readable or not. */
function isOfOurPages({ method, headers }: Request): boolean {
	const site = headers.get('sec-fetch-site');
	if (site === null || site === 'same-origin' || site === 'none') return true;
	const isLink =
		headers.get('sec-fetch-mode') === 'navigate' && headers.get('sec-fetch-dest') === 'document';
	return method === 'GET' && isLink;
}
