/** Installs what is missing, builds what is stale, starts the app and says where to go. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildWhatIsStale } from './build.mjs';
import { installWhatIsMissing, root } from './install.mjs';

const LOOPBACK = ['127.0.0.1', 'localhost', '::1'];

installWhatIsMissing();
buildWhatIsStale();

const { env } = process;
env.PORT ||= '4173';
if (env.HOST && !LOOPBACK.includes(env.HOST)) {
	console.log(
		`HOST=${env.HOST} is not used: this version does not yet know who may see what, so it answers\n` +
			'on this machine only (127.0.0.1). Anybody who reached it from elsewhere could read and write everything.'
	);
	env.HOST = '127.0.0.1';
}
env.HOST ||= '127.0.0.1';
env.DATA_DIR ||= join(root, 'data');
// The server itself limits requests after decompression; this one is about the compressed body.
env.BODY_SIZE_LIMIT ||= '2M';
// Without a reverse proxy in front, a stop must not wait for browsers that keep a connection open.
env.SHUTDOWN_TIMEOUT ||= '5';

await import(pathToFileURL(join(root, 'build', 'index.js')).href);

const host = env.HOST === '::1' ? '[::1]' : env.HOST;
const address = env.ORIGIN || `http://${host === '127.0.0.1' ? 'localhost' : host}:${env.PORT}`;
const store = env.COUCHDB_URL
	? `Apache CouchDB at ${new URL(env.COUCHDB_URL).host}`
	: `embedded, in ${env.DATA_DIR}`;
console.log(`
Télécentres is running. Store: ${store}

  The network      ${address}/
  Kiosk            ${address}/kiosk
  Host's desk      ${address}/desk   (in another browser profile)

  Sample person    Marie D. — number 1420, code 271828
`);
