import { fileURLToPath } from 'node:url';

/** Whoever asks for `fflate` gets the part of it that starts no worker: src/lib/adapters/xlsx/zip.ts says why. */
export const ZIP = {
	find: /^fflate$/,
	replacement: fileURLToPath(new URL('../src/lib/adapters/xlsx/zip.ts', import.meta.url))
};
