/** Writes everything the server holds into one file: docs/backup.md. */
import { run } from './command.mjs';

await run('backup');
