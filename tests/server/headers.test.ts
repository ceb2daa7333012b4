import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { headersFor } from '../../scripts/headers.mjs';
import { askAs, enrolOverHttp, firstCode } from '../support/enrol';
import { startServer, type RunningServer } from '../support/server';

const root = fileURLToPath(new URL('../..', import.meta.url));

let folder: string;
let server: RunningServer;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'telecentre-headers-'));
	server = await startServer({ folder });
});
afterAll(async () => {
	await server?.stop();
	await rm(folder, { recursive: true, force: true });
});

const EVERY = {
	'x-content-type-options': 'nosniff',
	'cross-origin-resource-policy': 'same-origin'
};
const DATA = { ...EVERY, 'cache-control': 'no-store' };
const FILE = {
	...EVERY,
	'cache-control': 'no-cache',
	'content-security-policy': "default-src 'self'; frame-ancestors 'none'"
};
const SCREEN = {
	...EVERY,
	'cache-control': 'no-cache',
	'content-security-policy': [
		"base-uri 'none'",
		"default-src 'self'",
		"form-action 'self'",
		"frame-ancestors 'none'",
		"frame-src 'none'",
		"img-src 'self' data: blob:",
		"object-src 'none'",
		"require-trusted-types-for 'script'",
		"script-src 'self' <hash>",
		"style-src 'self' <hash>",
		"style-src-attr 'unsafe-hashes' <hash>",
		'trusted-types svelte-trusted-html telecentres-worker'
	],
	'cross-origin-opener-policy': 'same-origin',
	'permissions-policy': 'camera, clipboard-write, screen-wake-lock for itself, all else off',
	'referrer-policy': 'no-referrer'
};

/** Headers that speak of the content, the connection or the way, and not of what browsers may do. */
const OTHER =
	/^(accept-ranges|allow|content-(encoding|length|type)|date|etag|last-modified|link|location|transfer-encoding|vary|x-sveltekit-page)$/;

/** What an answer says of itself, directives in order and hashes as such. */
function saidBy(headers: Headers): Record<string, unknown> {
	const said: Record<string, unknown> = Object.fromEntries(
		[...headers].filter(([name]) => !OTHER.test(name))
	);
	const policy = headers.get('content-security-policy');
	if (policy?.includes('trusted'))
		said['content-security-policy'] = policy
			.split('; ')
			.map((directive) => directive.replace(/'sha256-[\w+/]{43}='/, '<hash>'))
			.sort();
	const features = (headers.get('permissions-policy') ?? '').split(', ');
	const given = features.filter((feature) => !feature.endsWith('=()'));
	if (features.length > 25 && given.every((feature) => feature.endsWith('=(self)')))
		said['permissions-policy'] =
			`${given.map((feature) => feature.slice(0, -7)).join(', ')} for itself, all else off`;
	return said;
}

/** The first script a page asks for. */
const someScript = (): string => {
	const html = readFileSync(join(root, 'build/prerendered/shell.html'), 'utf8');
	return /"(\/_app\/immutable\/[\w/]+[\w.-]+\.js)"/.exec(html)![1]!;
};

const post = (body: string, type = 'application/json', more: Record<string, string> = {}) => ({
	method: 'POST',
	body,
	headers: { 'content-type': type, ...more }
});

describe('62: every answer carries the headers its kind needs, errors included', () => {
	test.each<[string, () => string, RequestInit, number, Record<string, unknown>]>([
		['the network', () => '/', {}, 200, SCREEN],
		['the kiosk', () => '/kiosk', {}, 200, SCREEN],
		['the host’s page', () => '/desk', {}, 200, SCREEN],
		['the device’s page', () => '/device', {}, 200, SCREEN],
		['the shell', () => '/shell', {}, 200, SCREEN],
		['a page, asked for its head only', () => '/kiosk', { method: 'HEAD' }, 200, SCREEN],
		['a page that does not exist', () => '/nope', {}, 404, SCREEN],
		['an icon', () => '/icon.svg', {}, 200, FILE],
		['the manifest', () => '/manifest.webmanifest', {}, 200, FILE],
		['the service worker', () => '/service-worker.js', {}, 200, FILE],
		[
			'a script',
			someScript,
			{},
			200,
			{ ...FILE, 'cache-control': 'public,max-age=31536000,immutable' }
		],
		[
			'a file that does not exist',
			() => '/_app/immutable/nope.js',
			{},
			404,
			{ ...DATA, 'cache-control': 'public, max-age=0, must-revalidate' }
		],
		['an address nobody can read', () => '/%c0%af', {}, 400, SCREEN],
		['sync, not asked the right way', () => '/sync', {}, 405, DATA],
		['sync, of a type nobody reads', () => '/sync', post('<x/>', 'application/xml'), 415, DATA],
		['sync, not understood', () => '/sync', post('{}'), 422, DATA],
		['sync, unreadable', () => '/sync', post('{'), 400, DATA],
		[
			'sync, for another site',
			() => '/sync',
			post('{}', 'application/json', { origin: 'https://elsewhere.example' }),
			403,
			DATA
		],
		['a calendar that is nobody’s', () => '/calendar/nobodys.ics', {}, 404, DATA],
		['a lesson, asked for by nobody', () => '/lessons/a/b', {}, 401, DATA],
		['health', () => '/health', {}, 200, DATA]
	])('%s', async (_what, path, init, status, expected) => {
		const answer = await fetch(server.url + path(), init);
		expect(answer.status).toBe(status);
		expect(saidBy(answer.headers)).toEqual(expected);
	});

	test('a database that is not there, or not for whoever asks', async () => {
		const answer = await fetch(`${server.url}/db/nope`);
		expect([401, 403, 404]).toContain(answer.status);
		expect(saidBy(answer.headers)).toEqual(DATA);
	});

	test('somebody’s calendar is kept by who reads it and by nobody between, under a name without its secret', async () => {
		const coordinator = await enrolOverHttp(server.url, firstCode(server.said()));
		const place = { role: 'member', centre: 'murat', person: 'p_sample0marie' };
		const { body } = await askAs(server.url, coordinator, '/manage/invitations', place);
		const { cookie } = await enrolOverHttp(server.url, (body as { code: string }).code);
		const made = await fetch(`${server.url}/manage/calendar`, {
			method: 'POST',
			headers: { cookie }
		});
		expect(saidBy(made.headers)).toEqual(DATA);
		const { token } = (await made.json()) as { token: string };
		const answer = await fetch(`${server.url}/calendar/${token}.ics`);
		expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
		expect(saidBy(answer.headers)).toEqual({
			...DATA,
			'cache-control': 'private, no-cache',
			'content-disposition': 'attachment; filename="telecentres.ics"'
		});
	});

	test('“not modified” leaves the policy of the page that the browser has kept', async () => {
		const { headers } = await fetch(`${server.url}/shell`);
		const again = await fetch(`${server.url}/shell`, {
			headers: { 'if-none-match': headers.get('etag')!, 'cache-control': 'max-age=0' }
		});
		expect(again.status).toBe(304);
		expect(saidBy(again.headers)).toEqual(EVERY);
	});

	test('an error that comes before the app can answer is a page of words, and can run nothing', () => {
		const headers = headersFor({ status: 500, type: 'text/html', policy: undefined, tls: false });
		expect(headers['content-security-policy']).toContain("default-src 'none'");
		expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
		expect(readFileSync(join(root, 'src/error.html'), 'utf8')).not.toMatch(/<style|style=|<script/);
	});

	test('no policy allows scripts or styles written into a page, nor text run as code', async () => {
		for (const path of ['/', '/shell', '/nope', '/icon.svg']) {
			const { headers } = await fetch(server.url + path);
			expect(headers.get('content-security-policy')).not.toMatch(/unsafe-(inline|eval)|\*/);
		}
	});
});

test('the one style attribute that is allowed is the one Kit writes', async () => {
	const html = readFileSync(join(root, '.svelte-kit/generated/root.svelte'), 'utf8');
	const [, style] = /id="svelte-announcer"[^>]* style="([^"]+)"/.exec(html)!;
	const hash = createHash('sha256').update(style!).digest('base64');
	const { headers } = await fetch(`${server.url}/`);
	expect(headers.get('content-security-policy')).toContain(
		`style-src-attr 'unsafe-hashes' 'sha256-${hash}'`
	);
});

test('an answer with data spends at most 200 bytes on its head', async () => {
	const answer = await fetch(`${server.url}/sync`, post('{}'));
	const head = [...answer.headers].map(([name, value]) => `${name}: ${value}\r\n`).join('');
	expect(head.length).toBeLessThanOrEqual(200);
});
