import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What every answer says of itself to browsers, by what it carries. Pages, errors, files and data
 * come from three places (the app, its prerendered pages, its static files): here all of them pass.
 */

/** No guessing at types, and no other site may load it as a part of itself. */
const EVERY = {
	'x-content-type-options': 'nosniff',
	'cross-origin-resource-policy': 'same-origin'
};

/** Data travels on bad links, each time anew: these few and no more. */
const DATA = { ...EVERY, 'cache-control': 'no-store' };

/** For whoever opens a file as a page, and for the service worker, which is held to its own file's policy. */
const FILE = {
	...EVERY,
	'cache-control': 'no-cache',
	'content-security-policy': "default-src 'self'; frame-ancestors 'none'"
};

/** A page that says nothing about itself is one of words alone. The app's own pages say more. */
const WORDS =
	"default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** For badges; for a link to be copied; for a list of who is here, which must not go dark in an alarm. */
const NEEDED = ['camera', 'clipboard-write', 'screen-wake-lock'];
/** All else that Chromium knows a page can be given. */
const NOT_NEEDED = [
	'accelerometer',
	'autoplay',
	'browsing-topics',
	'clipboard-read',
	'display-capture',
	'encrypted-media',
	'fullscreen',
	'gamepad',
	'geolocation',
	'gyroscope',
	'hid',
	'identity-credentials-get',
	'idle-detection',
	'local-fonts',
	'magnetometer',
	'microphone',
	'midi',
	'otp-credentials',
	'payment',
	'picture-in-picture',
	'publickey-credentials-create',
	'publickey-credentials-get',
	'serial',
	'storage-access',
	'sync-xhr',
	'usb',
	'window-management',
	'xr-spatial-tracking'
];

const DOCUMENT = {
	...EVERY,
	'cache-control': 'no-cache',
	'content-security-policy': WORDS,
	'cross-origin-opener-policy': 'same-origin',
	'permissions-policy': [
		...NEEDED.map((feature) => `${feature}=(self)`),
		...NOT_NEEDED.map((feature) => `${feature}=()`)
	].join(', '),
	// Addresses here hold ids of people. Browsers then also name no origin when a *form* is sent the
	// old way: such a request is refused, and no screen makes one.
	'referrer-policy': 'no-referrer'
};

/** For this one name and a year: names below it, and what else is on its domain, are not ours to bind. */
const TLS_ONLY = { 'strict-transport-security': 'max-age=31536000' };

/**
 * The headers of an answer, where nobody has set them before.
 * @param {object} answer
 * @param {number} answer.status
 * @param {string} answer.type its content type, or nothing
 * @param {string | undefined} answer.policy of the prerendered page it is, if it is one
 * @param {boolean} answer.tls whether people come by https
 * @returns {Readonly<Record<string, string>>}
 */
export function headersFor({ status, type, policy, tls }) {
	// "Not modified" amends the headers the browser kept with the page: a policy here would be the page's.
	if (status === 304) return EVERY;
	if (/^text\/html\b/.test(type))
		return {
			...DOCUMENT,
			...(policy !== undefined && { 'content-security-policy': policy }),
			...(tls && TLS_ONLY)
		};
	const file = /^(text\/(javascript|css)|image\/|font\/|application\/manifest\+json)/;
	return file.test(type) ? FILE : DATA;
}

/**
 * The policy each prerendered page carries inside, which names the hash of its script, by address.
 * A header is needed as well: inside a page nothing can be said about frames.
 * @param {string} folder
 * @returns {Map<string, string>}
 */
export function policiesIn(folder) {
	const names = existsSync(folder)
		? readdirSync(folder, { recursive: true, encoding: 'utf8' })
		: [];
	const pages = names.filter((name) => name.endsWith('.html'));
	return new Map(
		pages.map((name) => {
			const html = readFileSync(join(folder, name), 'utf8');
			const [, policy] = /http-equiv="content-security-policy" content="([^"]+)"/.exec(html) ?? [];
			if (!policy) throw new Error(`prerendered without a policy: ${name}`);
			const address = `/${name.replace(/(^|\/)index\.html$|\.html$/, '')}`;
			return [address, `${policy}; frame-ancestors 'none'`];
		})
	);
}
