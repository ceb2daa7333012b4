import { describe, expect, test } from 'vitest';
import { settingsIn } from '../../scripts/settings.mjs';

const refused = (env: Record<string, string>): string => {
	const settings = settingsIn(env);
	return 'refused' in settings ? settings.refused : '';
};

test('with nothing set it listens on this machine only', () => {
	expect(settingsIn({})).toMatchObject({ host: '127.0.0.1', port: 4173, origin: undefined });
});

test.each(['127.0.0.1', '127.0.1.1', 'localhost', '::1'])('%s is this machine', (HOST) => {
	expect(settingsIn({ HOST })).toMatchObject({ host: HOST });
});

test.each(['0.0.0.0', '::', '192.168.1.10', 'telecentre.lan', '127.0.0.1.example'])(
	'%s is refused unless people come by https',
	(HOST) => {
		expect(refused({ HOST })).toContain('Missing: ORIGIN');
		expect(refused({ HOST, ORIGIN: 'http://telecentre.lan' })).toContain('Missing: ORIGIN');
		expect(settingsIn({ HOST, ORIGIN: 'https://telecentre.lan/' })).toMatchObject({
			host: HOST,
			origin: 'https://telecentre.lan'
		});
	}
);

describe('what cannot be meant is refused with the name of the variable', () => {
	test.each([
		['PORT', 'http'],
		['PORT', '70000'],
		['ORIGIN', 'telecentre.lan'],
		['ORIGIN', 'file:///etc'],
		['HEADERS_TIMEOUT', 'soon'],
		['SHUTDOWN_TIMEOUT', '-1']
	])('%s=%s', (name, value) => {
		expect(
			refused({ [name]: value })
				.toLowerCase()
				.replaceAll('_', '')
		).toContain(name.toLowerCase().replaceAll('_', ''));
	});

	test('and never with the password in it', () => {
		expect(refused({ COUCHDB_URL: 'admin:secret@127.0.0.1' })).toContain('COUCHDB_URL');
		expect(refused({ COUCHDB_URL: 'http://admin:secret@:x' })).not.toContain('secret');
	});
});
