/**
 * Until devices and people are known to the server, whoever reaches it may
 * write. So only pages it served itself may, and only under a name that cannot
 * be another site's in disguise (DNS rebinding).
 */
const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

export function isOurHost(request: Request, origin: string | undefined): boolean {
	const host = request.headers.get('host') ?? '';
	return LOOPBACK.test(host) || (origin !== undefined && new URL(origin).host === host);
}

/** True where the browser names no foreign page as the origin, or names none, as other programs do. */
export function isOurPage(request: Request): boolean {
	const origin = request.headers.get('origin');
	if (origin === null) return true;
	return URL.canParse(origin) && new URL(origin).host === request.headers.get('host');
}
