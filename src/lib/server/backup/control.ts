import { chmod, mkdir, rm } from 'node:fs/promises';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { join, relative } from 'node:path';
import { reportDefect } from '../http/report';

/**
 * What the running server does for the commands of its own machine: LevelDB lets
 * one process in. HTTP over a socket in the data folder, which only the account
 * that runs the server may use.
 */
export interface Commands {
	/** The bytes of a backup; `only` one database. */
	backup(only: string | undefined): Promise<readonly Uint8Array[]>;
	/** A link that makes one more coordinator. */
	coordinator(): Promise<string>;
}

export interface Control {
	close(): Promise<void>;
}

/** Answers `undefined` where no socket can be made: then commands have to wait until the server stops. */
export async function listenForCommands(
	folder: string,
	commands: Commands
): Promise<Control | undefined> {
	await mkdir(folder, { recursive: true });
	const path = socketIn(folder);
	// One that a killed server has left. Of two servers on one folder, LevelDB lets in only one.
	await rm(path, { force: true });
	const server = createServer((asked, answer) => {
		handle(commands, asked, answer).catch((error: unknown) => {
			reportDefect(error);
			answer.destroy();
		});
	});
	const listens = await new Promise<boolean>((resolve) => {
		server.once('error', () => resolve(false));
		server.listen(path, () => resolve(true));
	});
	if (!listens) return undefined;
	await chmod(path, 0o600);
	return {
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			})
	};
}

async function handle(
	commands: Commands,
	{ method, url = '' }: IncomingMessage,
	answer: ServerResponse
): Promise<void> {
	const { pathname, searchParams } = new URL(url, 'http://control');
	if (method === 'POST' && pathname === '/backup') {
		const parts = await commands.backup(searchParams.get('only') ?? undefined);
		for (const part of parts) answer.write(part);
		answer.end();
	} else if (method === 'POST' && pathname === '/coordinator')
		answer.end(await commands.coordinator());
	else answer.writeHead(404).end();
}

/** Nobody listens; somebody does, and this account may not ask; or the answer broke off. */
export type Unanswered = 'nobody' | 'forbidden' | 'broken';

/** Asks the server that uses a folder. */
export function askServer(
	folder: string,
	path: string
): Promise<{ readonly body: Buffer } | { readonly unanswered: Unanswered }> {
	return new Promise((resolve) => {
		const asked = request({ socketPath: socketIn(folder), path, method: 'POST' }, (answer) => {
			const parts: Buffer[] = [];
			answer.on('data', (part: Buffer) => parts.push(part));
			answer.on('error', () => resolve({ unanswered: 'broken' }));
			answer.on('end', () =>
				resolve(
					answer.complete && answer.statusCode === 200
						? { body: Buffer.concat(parts) }
						: { unanswered: 'broken' }
				)
			);
		});
		asked.on('error', ({ code }: NodeJS.ErrnoException) => {
			if (code === 'EACCES' || code === 'EPERM') resolve({ unanswered: 'forbidden' });
			else resolve({ unanswered: code === 'ECONNRESET' ? 'broken' : 'nobody' });
		});
		asked.end();
	});
}

/** Sockets have names of a hundred characters at most: from here the way may be shorter. */
function socketIn(folder: string): string {
	const path = join(folder, 'control.sock');
	const short = relative(process.cwd(), path);
	return short.length < path.length ? short : path;
}
