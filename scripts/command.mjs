/**
 * What `npm run backup`, `restore` and `coordinator` have in common: the server's own code, bundled
 * for use without the app around it.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { commandsBuilt } from './build.mjs';
import { installWhatIsMissing, root } from './install.mjs';

/**
 * Runs a command with the words that were given to it, and ends with its exit code.
 * @param {'backup' | 'restore' | 'coordinator'} command
 */
export async function run(command) {
	process.env.DATA_DIR ||= join(root, 'data');
	installWhatIsMissing();
	const commands = await import(pathToFileURL(commandsBuilt()).href);
	process.exitCode = await commands.run(command, process.argv.slice(2), process.env);
}
