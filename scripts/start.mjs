/** Installs what is missing, builds what is stale, starts the app and says where to go. */
import { join } from 'node:path';
import { env, exit } from 'node:process';
import { buildWhatIsStale } from './build.mjs';
import { installWhatIsMissing, root } from './install.mjs';
import { serve } from './serve.mjs';
import { settingsIn } from './settings.mjs';

env['DATA_DIR'] ||= join(root, 'data');
const asked = settingsIn(env);
if ('refused' in asked) {
	console.error(asked.refused);
	exit(1);
}
installWhatIsMissing();
buildWhatIsStale();
const { host, port, origin } = await serve();

const own = host.includes(':') ? `[${host}]` : host === '127.0.0.1' ? 'localhost' : host;
const address = origin ?? `http://${own}:${port}`;
const store = env['COUCHDB_URL']
	? `Apache CouchDB at ${new URL(env['COUCHDB_URL']).host}`
	: `embedded, in ${env['DATA_DIR']}`;
console.log(`
Télécentres is running. Store: ${store}

  The network      ${address}/

A kiosk, a desk or a phone begins with one of the links above, or with a code that a host or the
coordinator shows. Each wants a browser profile of its own: a device is one thing.
${env['SAMPLE'] === 'off' ? '' : '\n  Sample person    Marie D., at Murat — number 1420, code 271828\n'}`);
