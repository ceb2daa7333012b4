import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Installs the locked dependencies where they are missing or others than the
 * lock file names. Says what it does; ends the process when it cannot.
 */
export function installWhatIsMissing() {
	// Through a link, `npm ci` would empty a folder that is another checkout's.
	const folder = lstatSync(join(root, 'node_modules'), { throwIfNoEntry: false });
	if (folder?.isSymbolicLink()) return;
	const wanted = createHash('sha256')
		.update(readFileSync(join(root, 'package-lock.json')))
		.digest('hex');
	const mark = join(root, 'node_modules', '.installed');
	if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return;
	console.log('Installing dependencies…');
	run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
	writeFileSync(mark, wanted);
}

/**
 * Runs a command in the project's folder, its output shown; ends this process
 * with it when it fails.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {Record<string, string>} [env]
 */
export function run(command, args, env = {}) {
	const options = {
		cwd: root,
		stdio: /** @type {const} */ ('inherit'),
		env: { ...process.env, ...env }
	};
	const { status, error } = spawnSync(command, args, options);
	if (error) console.error(`${command}: ${error.message}`);
	if (status !== 0) process.exit(status ?? 1);
}
