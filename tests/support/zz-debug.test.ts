import { test } from 'vitest';
import { cutResponseAfter } from './fault-proxy';
import { behindProxy, rawClient } from './fault-proxy/on-the-wire';
test('x', async () => {
	const proxy = await behindProxy((_, response) => { response.writeHead(200, { 'content-length': '10' }).end('0123456789'); });
	const ask = 'GET /n HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n';
	const out: unknown[] = [];
	for (let b = 0; b < 140; b++) { proxy.fault(cutResponseAfter(b, { times: 1 })); const { bytes, error } = await rawClient(proxy.port, ask).ended; out.push(`${bytes.length}${error ? 'R' : 'f'}`); }
	console.log(out.join(' '));
});
