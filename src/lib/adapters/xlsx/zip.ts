import { zipSync } from 'fflate/browser';

/**
 * What the writer of workbooks gets for `fflate` (vite.config.ts): it would have sheets
 * of more than 160 kB packed by a worker made of text, which the app's content security
 * policy rightly forbids. A group's table is packed in some milliseconds without one.
 */
export { strToU8, zipSync } from 'fflate/browser';

type Files = Parameters<typeof zipSync>[0];

/** `zip` of fflate, done when it returns. */
export function zip(
	files: Files,
	then: (error: Error | null, packed?: Uint8Array<ArrayBuffer>) => void
): void {
	let packed;
	try {
		packed = zipSync(files);
	} catch (error) {
		return then(error as Error);
	}
	then(null, packed);
}
