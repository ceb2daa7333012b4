/** Prints a link that makes one more coordinator, for when every device of theirs is lost. */
import { run } from './command.mjs';

await run('coordinator');
