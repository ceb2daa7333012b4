import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbedded } from '../../src/lib/server/store/embedded';
import type { Doc } from '../../src/lib/server/store/store';
import type { Invitation, Place } from '../../src/lib/domain/accounts';
import type { Filed } from '../../src/lib/domain/facts';
import { enrolOverHttp, firstCode } from '../support/enrol';

/** The built server, running as it does for people, over a store of its own. */
export interface AppServer {
	readonly port: number;
	/** A code for one more device, from the coordinator that the first start let in. */
	invite(place: Place): Promise<string>;
	/** Ends it and forgets its store. */
	stop(): Promise<void>;
}

const AT_ONCE = 1_000;

/**
 * @param root the project's folder
 * @param filed what the store holds before the server starts
 */
export async function startAppServer(
	root: string,
	filed: readonly Filed[] = []
): Promise<AppServer> {
	const folder = await mkdtemp(join(tmpdir(), 'telecentres-store-'));
	await fill(folder, filed);
	const port = await freePort();
	const server = spawn(process.execPath, [join('scripts', 'start.mjs')], {
		cwd: root,
		env: {
			...process.env,
			PORT: String(port),
			HOST: '127.0.0.1',
			DATA_DIR: folder,
			SHUTDOWN_TIMEOUT: '1'
		},
		stdio: ['ignore', 'pipe', 'pipe']
	});
	let said = '';
	const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
	await new Promise<void>((resolve, reject) => {
		const hear = (part: Buffer): void => {
			said += part;
			if (said.includes('Listening on')) resolve();
		};
		server.stdout.on('data', hear);
		server.stderr.on('data', hear);
		void ended.then(() => reject(new Error(`the server ended before it listened:\n${said}`)));
	});
	const url = `http://127.0.0.1:${port}`;
	const { cookie } = await enrolOverHttp(url, firstCode(said));
	return {
		port,
		async invite(place) {
			const answer = await fetch(`${url}/manage/invitations`, {
				method: 'POST',
				headers: { 'content-type': 'application/json', cookie },
				body: JSON.stringify(place)
			});
			if (!answer.ok) throw new Error(`no invitation: ${answer.status}`);
			return ((await answer.json()) as Invitation).code;
		},
		async stop() {
			server.kill('SIGTERM');
			const patience = setTimeout(() => server.kill('SIGKILL'), 10_000);
			await ended;
			clearTimeout(patience);
			await rm(folder, { recursive: true, force: true, maxRetries: 5 });
		}
	};
}

async function fill(folder: string, filed: readonly Filed[]): Promise<void> {
	if (filed.length === 0) return;
	const store = openEmbedded(folder);
	const byDatabase = new Map<string, Doc[]>();
	for (const { db, fact } of filed) {
		const docs = byDatabase.get(db) ?? [];
		docs.push(fact as unknown as Doc);
		byDatabase.set(db, docs);
	}
	for (const [db, docs] of byDatabase)
		for (let i = 0; i < docs.length; i += AT_ONCE)
			await store.insert(db, docs.slice(i, i + AT_ONCE));
	await store.close();
}

async function freePort(): Promise<number> {
	const probe = createServer();
	await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
	const { port } = probe.address() as AddressInfo;
	await new Promise((resolve) => probe.close(resolve));
	return port;
}
