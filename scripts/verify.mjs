/** Formatting, lint with the layer rule, types, tests and the size budget: all that must hold before a commit lands. */
import { join } from 'node:path';
import { run } from './install.mjs';

run(process.execPath, [join('scripts', 'test.mjs')]);
