import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** What messages are made into, and nothing anybody wrote. */
const MADE = 'src/lib/paraglide/';

/** The files below a folder of the project that end so, by their path from its root. */
export const filesIn = (folder: string, ...ends: readonly string[]): string[] =>
	readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
		.map((name) => `${folder}/${name}`)
		.filter((name) => ends.some((end) => name.endsWith(end)) && !name.startsWith(MADE))
		.sort();

export const textOf = (file: string): string => readFileSync(join(root, file), 'utf8');
