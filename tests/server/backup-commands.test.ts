import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { accountsRange } from '../../src/lib/domain/ids';
import { listenForCommands, type Control } from '../../src/lib/server/backup/control';
import { dump } from '../../src/lib/server/backup/dump';
import { coordinatorLink } from '../../src/lib/server/command';
import { openEmbedded, type Embedded } from '../../src/lib/server/store/embedded';
import { newFolder } from '../contracts/places';
import { contents, NOON, openNetwork } from '../contracts/relay-bench';
import { fill } from '../contracts/relay-erasure.contract';

const script = (name: string): string =>
	fileURLToPath(new URL(`../../scripts/${name}.mjs`, import.meta.url));

let folder: string;
let data: string;
let file: string;
let store: Embedded | undefined;
let control: Control | undefined;
beforeEach(async () => {
	folder = await newFolder();
	[data, file] = [join(folder, 'data'), join(folder, 'backup.gz')];
	store = openEmbedded(data);
	await fill(openNetwork(store));
});
afterEach(async () => {
	await control?.close();
	await store?.close();
	control = store = undefined;
	rmSync(folder, { recursive: true, force: true });
});

/** A command as somebody types it, in the folder they are in. */
const run = (name: string, args: readonly string[] = [], into = data) =>
	new Promise<{ code: number; said: string }>((resolve) => {
		const env = { ...process.env, COUCHDB_URL: '', DATA_DIR: into, INIT_CWD: folder };
		execFile(process.execPath, [script(name), ...args], { env }, (error, stdout, stderr) =>
			resolve({ code: Number(error?.code ?? 0), said: stdout + stderr })
		);
	});

async function stop(): Promise<void> {
	await store?.close();
	store = undefined;
}

/** What the running server does for the commands of its machine. */
async function listen(): Promise<void> {
	const running = store!;
	control = await listenForCommands(data, {
		backup: (only) => dump(running, { at: NOON, only }),
		coordinator: () => coordinatorLink(running, { ORIGIN: 'https://telecentres.example' })
	});
	expect(control).toBeDefined();
}

test('a backup of a stopped server is put back on a clean machine', async () => {
	const before = await contents(store!);
	await stop();
	expect(await run('backup', ['backup.gz'])).toMatchObject({ code: 0 });
	expect(statSync(file).mode & 0o777).toBe(0o600);
	const elsewhere = join(folder, 'elsewhere');
	const { code, said } = await run('restore', ['backup.gz'], elsewhere);
	expect(said).toContain('are back, and compared');
	expect(code).toBe(0);
	const restored = openEmbedded(elsewhere);
	const { ops: _ops, ...back } = await contents(restored);
	const { ops: _before, ...wanted } = before;
	expect(back).toEqual(wanted);
	await restored.close();
});

test('a server that runs makes its own backup, and lets nobody restore under it', async () => {
	await listen();
	expect(statSync(join(data, 'control.sock')).mode & 0o777).toBe(0o600);
	expect(await run('backup', ['backup.gz'])).toMatchObject({ code: 0 });
	expect(await run('backup', ['orders.gz', '--orders'])).toMatchObject({ code: 0 });
	expect(statSync(join(folder, 'orders.gz')).size).toBeLessThan(statSync(file).size);
	const { code, said } = await run('restore', ['backup.gz', '--replace']);
	expect(said).toContain('Stop it');
	expect(code).toBe(1);
	expect(await run('restore', ['backup.gz'], join(folder, 'elsewhere'))).toMatchObject({ code: 0 });
});

test('whoever has the machine can always become coordinator, with one device, once', async () => {
	await listen();
	const running = await run('coordinator');
	expect(running.said).toMatch(/https:\/\/telecentres\.example\/enrol#[a-z0-9]{10}\n/);
	await control!.close();
	await stop();
	const stopped = await run('coordinator');
	expect(stopped.said).toMatch(/http:\/\/localhost:4173\/enrol#[a-z0-9]{10}\n/);
	store = openEmbedded(data);
	const made = await store.range('accounts', ...accountsRange('invitation'));
	expect(made.filter(({ role }) => role === 'coordinator')).toHaveLength(2);
	expect(JSON.stringify(made)).not.toContain(/#(\w+)/.exec(stopped.said)![1]);
});

test('a store that another program holds, and does not listen, is not broken into', async () => {
	const { code, said } = await run('backup', ['backup.gz']);
	expect(code).toBe(1);
	expect(said).toContain('Is another program using it?');
	expect(existsSync(file)).toBe(false);
});

test('a socket that a killed server has left is in nobody’s way', async () => {
	const path = join(data, 'control.sock');
	const leave = `require('net').createServer().listen(${JSON.stringify(path)}, () => process.kill(process.pid, 'SIGKILL'))`;
	await once(spawn(process.execPath, ['-e', leave]), 'exit');
	expect(existsSync(path)).toBe(true);
	await listen();
	expect(await run('backup', ['backup.gz'])).toMatchObject({ code: 0 });
	await control!.close();
	await once(spawn(process.execPath, ['-e', leave]), 'exit');
	await stop();
	expect(await run('backup', ['again.gz'])).toMatchObject({ code: 0 });
});

test('what cannot be done is said in a sentence, and nothing is written', async () => {
	await stop();
	expect(await run('backup')).toMatchObject({ code: 2, said: expect.stringContaining('<file>') });
	const unknown = await run('backup', ['backup.gz', '--all']);
	expect(unknown).toMatchObject({ code: 2, said: expect.stringContaining('--all is not known') });
	const nowhere = await run('backup', ['backup.gz'], join(folder, 'nowhere'));
	expect(nowhere).toMatchObject({ code: 1, said: expect.stringContaining('holds no store') });
	expect(existsSync(file)).toBe(false);
	writeFileSync(file, 'something else');
	const wrong = await run('restore', ['backup.gz'], join(folder, 'elsewhere'));
	expect(wrong).toMatchObject({ code: 1, said: expect.stringContaining('is not a backup') });
	expect(readdirSync(join(folder, 'elsewhere'))).toEqual([]);
	await run('backup', ['good.gz']);
	const full = await run('restore', ['good.gz']);
	expect(full).toMatchObject({ code: 1, said: expect.stringContaining('--replace') });
});
