/** Puts a backup back into a store that no server is using: docs/backup.md. */
import { run } from './command.mjs';

await run('restore');
