import { fork, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A program of this folder as a real process of its own, which can be killed. */
export interface Program {
	run(...args: readonly string[]): ChildProcess;
	remove(): void;
}

/** Bundles a TypeScript file, so that plain Node runs it; packages stay where they are. */
export async function program(file: string): Promise<Program> {
	const folder = mkdtempSync(join(tmpdir(), 'program-'));
	symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
	const outfile = join(folder, 'main.mjs');
	await build({
		entryPoints: [fileURLToPath(new URL(file, import.meta.url))],
		bundle: true,
		platform: 'node',
		format: 'esm',
		packages: 'external',
		outfile,
		logLevel: 'error'
	});
	return {
		run: (...args) => fork(outfile, args, { execArgv: [] }),
		remove: () => rmSync(folder, { recursive: true, force: true })
	};
}
