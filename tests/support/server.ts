import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

const START = fileURLToPath(new URL('../../scripts/start.mjs', import.meta.url));
const PATIENCE = 90_000;

/** The real server in a process of its own. */
export interface RunningServer {
	readonly port: number;
	readonly url: string;
	readonly child: ChildProcess;
	/** What it has printed so far. */
	said(): string;
	/** As an operator would; resolves with the exit code. */
	stop(): Promise<number | null>;
	/** Pulls the plug. */
	kill(): Promise<void>;
}

/** A port nobody listens on just now. */
export async function freePort(): Promise<number> {
	const probe = createServer();
	probe.listen(0, '127.0.0.1');
	await once(probe, 'listening');
	const { port } = probe.address() as { port: number };
	probe.close();
	await once(probe, 'close');
	return port;
}

/** Starts `npm start` on a folder and waits until it is healthy. */
export async function startServer({
	folder,
	port,
	entry = START,
	env = {}
}: {
	folder: string;
	port?: number;
	/** Another build's start than this checkout's. */
	entry?: string;
	env?: Record<string, string>;
}): Promise<RunningServer> {
	const chosen = port ?? (await freePort());
	// A CouchDB that tests are run against is used by those that ask for it, under a prefix of their own.
	const embedded = { COUCHDB_URL: '', HOST: '127.0.0.1', PORT: String(chosen), DATA_DIR: folder };
	const child = spawn(process.execPath, [entry], {
		env: { ...process.env, ...embedded, ...env },
		stdio: ['ignore', 'pipe', 'pipe']
	});
	let said = '';
	child.stdout.on('data', (text) => (said += text));
	child.stderr.on('data', (text) => (said += text));
	const exited = once(child, 'exit');
	const url = `http://localhost:${chosen}`;
	await healthy(`${url}/health`, exited, () => said);
	return {
		port: chosen,
		url,
		child,
		said: () => said,
		async stop() {
			if (child.exitCode === null) child.kill('SIGTERM');
			await exited;
			return child.exitCode;
		},
		async kill() {
			child.kill('SIGKILL');
			await exited;
		}
	};
}

async function healthy(address: string, exited: Promise<unknown>, said: () => string) {
	const deadline = Date.now() + PATIENCE;
	let gone = false;
	void exited.then(() => (gone = true));
	while (Date.now() < deadline && !gone) {
		const answer = await fetch(address).catch(() => undefined);
		if (answer?.ok) return;
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
	throw new Error(`the server did not become healthy:\n${said()}`);
}
