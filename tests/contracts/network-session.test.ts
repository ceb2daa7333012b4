import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { httpNetwork } from '../../src/lib/adapters/http/network';
import type { Network } from '../../src/lib/ports/network';
import { smallServer, WIFI, type Said, type SmallServer } from './http-bench';
import { request } from './network-bench';
import { foreign } from './log-bench';

const CHALLENGE: Said = [200, { challenge: 'c1' }];
const FACTS = [['centre_murat', foreign(1, {}, { note: 'é😀' })]] as const;

describe('proving who this device is', () => {
	let server: SmallServer;
	let network: Network;
	const as = (account: string | undefined, hasKey = true): Network =>
		httpNetwork(server.origin, {
			proof: {
				account: async () => account,
				sign: async (text) => (hasKey ? `signed(${text})` : undefined)
			}
		});
	/** The challenge first; then what the server makes of the proof. */
	const then = (said: Said): void => {
		server.answer = ({ what }) => (what === 'GET /session' ? CHALLENGE : said);
	};
	beforeEach(async () => {
		server = await smallServer();
		network = as('a1');
	});
	afterEach(() => server.close());

	test('takes two requests: something to sign, and its signature', async () => {
		then([200, { account: 'a1' }, { 'set-cookie': 's=1' }]);
		expect(await network.renew()).toEqual({ is: 'renewed' });
		expect(server.heard.map(({ what, body }) => [what, body])).toEqual([
			['GET /session', undefined],
			[
				'POST /session',
				{
					account: 'a1',
					challenge: 'c1',
					signature: 'signed(telecentres|session|a1|c1|)'
				}
			]
		]);
		expect(server.heard[0]!.headers['cache-control']).toBe('no-cache');
	});

	test('who has no account or no key is unknown, and asks nobody for it', async () => {
		expect(await as(undefined).renew()).toEqual({ is: 'unknown' });
		expect(await as(undefined).handIn(FACTS)).toEqual({ failure: { why: 'unauthorized' } });
		expect(server.heard).toEqual([]);
		then([200, {}]);
		expect(await as('a1', false).renew()).toEqual({ is: 'unknown' });
		expect(await httpNetwork(server.origin).renew()).toEqual({ is: 'unknown' });
	});

	test.each<[string, Said, object]>([
		['an account the server does not know', [401, { error: 'unknown' }], { is: 'unknown' }],
		['one that was revoked', [401, { error: 'revoked' }], { is: 'revoked' }],
		[
			'a challenge that is too old',
			[409, { error: 'stale-challenge' }],
			{ is: 'failed', failure: { why: 'busy' } }
		],
		[
			'too many tries',
			[429, { error: 'too-many' }, { 'retry-after': '7' }],
			{ is: 'failed', failure: { why: 'busy', retryAfter: 7_000 } }
		],
		['a login page', [200, WIFI], { is: 'failed', failure: { why: 'portal' } }],
		['a server in trouble', [503, {}], { is: 'failed', failure: { why: 'busy' } }]
	])('%s is told from the others', async (_, said, renewed) => {
		then(said);
		expect(await network.renew()).toEqual(renewed);
	});

	test.each<[string, Said]>([
		['a login page', [200, WIFI]],
		['somebody else’s JSON', [200, { hello: 1 }]]
	])('%s gives nothing to sign', async (_, said) => {
		server.answer = () => said;
		expect(await network.renew()).toEqual({ is: 'failed', failure: { why: 'portal' } });
		expect(server.heard).toHaveLength(1);
	});

	test('without a link it is the link that failed', async () => {
		await server.close();
		expect(await network.renew()).toEqual({ is: 'failed', failure: { why: 'no-link' } });
		server = await smallServer();
	});

	describe('once it is revoked', () => {
		test('what it hands in is signed as it is, and each fact is answered for', async () => {
			const [[, fact]] = FACTS;
			const why = { code: 'revoked' } as const;
			const outcomes = [
				{ id: fact._id, is: 'refused', why },
				{ id: 'somebody else’s', is: 'refused', why },
				{ id: fact._id, is: 'refused' },
				{ id: fact._id, is: 'eaten' }
			];
			then([200, { outcomes }]);
			expect(await network.handIn(FACTS)).toEqual({ outcomes: outcomes.slice(0, 1) });
			const { what, body } = server.heard[1]!;
			const { facts, signature } = body as { facts: string; signature: string };
			expect(what).toBe('POST /quarantine');
			expect(JSON.parse(facts)).toEqual(FACTS);
			const digest = createHash('sha256').update(facts).digest('hex');
			expect(signature).toBe(`signed(telecentres|quarantine|a1|c1|${digest})`);
		});

		test.each<[Said, object]>([
			[[429, {}, { 'retry-after': '60' }], { why: 'busy', retryAfter: 60_000 }],
			[[413, {}], { why: 'too-large' }],
			[[409, { error: 'quarantine-full' }], { why: 'busy' }],
			[[401, { error: 'unknown' }], { why: 'unauthorized' }],
			[[200, WIFI], { why: 'portal' }],
			[[200, { hello: 1 }], { why: 'misunderstood' }]
		])('%j is no outcome of anything', async (said, failure) => {
			then(said);
			expect(await network.handIn(FACTS)).toEqual({ failure });
		});
	});

	test.each<[Said, string]>([
		[[401, { error: 'revoked' }], 'revoked'],
		[[401, { error: 'unknown' }], 'unauthorized'],
		[[401, WIFI], 'unauthorized'],
		[[403, { error: 'forbidden' }], 'forbidden'],
		[[403, WIFI], 'portal'],
		[[409, WIFI], 'portal']
	])('an exchange answered %j is “%s”', async (said, why) => {
		server.answer = () => said;
		expect(await network.exchange(request)).toMatchObject({ failure: { why } });
		const each = async (): Promise<void> => {};
		expect(await network.segments({ db: 'centre_murat', names: [] }, each)).toMatchObject({
			failure: { why }
		});
	});
});
