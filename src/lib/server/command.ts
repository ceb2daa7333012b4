import { existsSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Clock } from '../ports/clock';
import { database } from '../domain/ids';
import { recoverCoordinator } from './accounts/first-coordinator';
import { askServer, type Unanswered } from './backup/control';
import { dump } from './backup/dump';
import { writeBackup } from './backup/file';
import { restore, type Restored } from './backup/restore';
import { reportDefect } from './http/report';
import { serverRandomness } from './randomness';
import { openCouchDb } from './store/couchdb';
import { openEmbedded } from './store/embedded';
import type { Store } from './store/store';

/**
 * `npm run backup`, `restore` and `coordinator`: what is done on the server's
 * machine, by whoever has it. Bundled beside the app by scripts/build.mjs. Each
 * answers the process's exit code.
 */

export type Env = Readonly<Record<string, string | undefined>>;

const clock: Clock = { now: () => Date.now() };

const USAGE = {
	backup: 'npm run backup -- <file> [--orders]',
	restore: 'npm run restore -- <file> [<orders file>…] [--replace]',
	coordinator: 'npm run coordinator'
};
export type Command = keyof typeof USAGE;

export async function run(command: Command, argv: readonly string[], env: Env): Promise<number> {
	const flags = argv.filter((word) => word.startsWith('-'));
	// npm runs this in the project's folder, whoever asked from wherever.
	const from = env['INIT_CWD'] ?? '.';
	const files = argv.filter((word) => !word.startsWith('-')).map((name) => resolve(from, name));
	const allowed = { backup: ['--orders'], restore: ['--replace'], coordinator: [] }[command];
	const wrong = flags.find((flag) => !(allowed as readonly string[]).includes(flag));
	const few = { backup: [1, 1], restore: [1, Infinity], coordinator: [0, 0] }[command];
	if (wrong || files.length < few[0]! || files.length > few[1]!) {
		console.error(`${wrong ? `${wrong} is not known. ` : ''}${USAGE[command]}`);
		return 2;
	}
	if (command === 'backup') return backUp(files[0]!, flags.includes('--orders'), env);
	if (command === 'restore')
		return putBack(files as [string, ...string[]], flags.includes('--replace'), env);
	return coordinator(env);
}

async function backUp(file: string, isOrders: boolean, env: Env): Promise<number> {
	const only = isOrders ? database.orders : undefined;
	const asked = await atServer(env, `/backup${only ? `?only=${only}` : ''}`);
	if (asked && 'unanswered' in asked) return fail(SERVER_SAYS[asked.unanswered]);
	const parts = asked
		? [asked.body]
		: await withStore(env, (store) => dump(store, { at: clock.now(), only }));
	if (!parts) return 1;
	const written = await writeBackup(file, parts);
	if ('unusable' in written) return fail(`What came was no whole backup. ${file} is as it was.`);
	const databases = Object.values(written.manifest.databases);
	const documents = databases.reduce((sum, { count }) => sum + count, 0);
	console.log(`${file}: ${documents} documents of ${databases.length} databases.`);
	return 0;
}

const UNUSABLE = {
	unreadable: 'cannot be read.',
	'not-a-backup': 'is not a backup.',
	newer: 'was made by a later version of this program.',
	damaged: 'is damaged: it ends too early, or something in it was changed. Nothing was written.'
};

async function putBack(
	files: readonly [string, ...string[]],
	replace: boolean,
	env: Env
): Promise<number> {
	const listens = await askServer(folderIn(env), '/');
	if (!('unanswered' in listens) || listens.unanswered !== 'nobody')
		return fail('The server is running. Stop it, restore, and start it again.');
	const parts = { random: serverRandomness };
	const result = await withStore(
		env,
		(store) => restore({ store, ...parts }, files, { replace }),
		true
	);
	return result ? told(result) : 1;
}

function told(result: Restored): number {
	if ('unusable' in result) return fail(`${result.file} ${UNUSABLE[result.unusable]}`);
	if ('occupied' in result)
		return fail(
			`The store is not empty (${result.occupied.join(', ')}). With --replace, the backup takes the place of what is there.`
		);
	if ('differs' in result)
		return fail(
			`What was written is not what was read (${result.differs.join(', ')}). Do not start the server; restore again with --replace.`
		);
	const databases = Object.values(result.restored);
	const documents = databases.reduce((sum, { count }) => sum + count, 0);
	console.log(`${documents} documents of ${databases.length} databases are back, and compared.`);
	if (result.left > 0)
		console.log(`${result.left} stay away: counted anew, or about somebody who was erased.`);
	return 0;
}

async function coordinator(env: Env): Promise<number> {
	const asked = await atServer(env, '/coordinator');
	if (asked && 'unanswered' in asked) return fail(SERVER_SAYS[asked.unanswered]);
	const link = asked
		? asked.body.toString()
		: await withStore(env, (store) => coordinatorLink(store, env));
	if (!link) return 1;
	console.log(`One more coordinator, one device, within 15 minutes:\n\n  ${link}\n`);
	return 0;
}

/** Good once. What follows `#` stays in the browser: no proxy and no log sees it. */
export async function coordinatorLink(store: Store, env: Env): Promise<string> {
	const { code } = await recoverCoordinator(store, { clock, random: serverRandomness });
	const address = env['ORIGIN'] || `http://localhost:${env['PORT'] || '4173'}`;
	return `${address}/enrol#${code}`;
}

const SERVER_SAYS: Readonly<Record<Unanswered, string>> = {
	nobody: 'The server does not answer.',
	forbidden: 'The server is running under another account. Run this as that account.',
	broken: 'The server broke off. What it was doing is in its log.'
};

const folderIn = (env: Env): string => resolve(env['DATA_DIR'] || 'data');

/** What the running server answers; `undefined` where the store can be opened from here. */
async function atServer(
	env: Env,
	path: string
): Promise<Awaited<ReturnType<typeof askServer>> | undefined> {
	if (env['COUCHDB_URL']) return undefined;
	const asked = await askServer(folderIn(env), path);
	return 'unanswered' in asked && asked.unanswered === 'nobody' ? undefined : asked;
}

async function withStore<R>(
	env: Env,
	use: (store: Store) => Promise<R>,
	makes = false
): Promise<R | undefined> {
	const address = env['COUCHDB_URL'];
	const folder = folderIn(env);
	if (!address && !makes && !(existsSync(folder) && readdirSync(folder).length > 0)) {
		fail(`${folder} holds no store. DATA_DIR says where it is.`);
		return undefined;
	}
	const store = address ? openCouchDb(address, env['COUCHDB_PREFIX'] ?? '') : openEmbedded(folder);
	try {
		return await use(store);
	} catch (error) {
		reportDefect(error);
		fail(
			address
				? 'CouchDB did not do as it was asked.'
				: `The store in ${folder} could not be used. Is another program using it?`
		);
		return undefined;
	} finally {
		await store.close();
	}
}

function fail(sentence: string): number {
	console.error(sentence);
	return 1;
}
