import type { CodeReader, Look } from './reader';

/** At most eight looks a second, milliseconds from one to the next. */
const EVERY = 125;
/** And looking may take a quarter of the time: an old tablet has a screen to draw as well. */
const REST = 3;

/** How long to wait after a look that took so long, milliseconds. */
export const restAfter = (took: number): number => Math.max(EVERY - took, took * REST);

export interface Watching {
	readonly video: HTMLVideoElement;
	readonly reader: CodeReader;
	readonly onlook: (look: Look) => void;
	/** It cannot be read at all, and is no more looked at. */
	readonly onbroken: (error: unknown) => void;
}

/** Looks again and again until the answer is called; nothing is said after that. */
export function watchCodes({ video, reader, onlook, onbroken }: Watching): () => void {
	let over = false;
	let timer: ReturnType<typeof setTimeout> | undefined;

	async function look(): Promise<void> {
		const began = performance.now();
		try {
			if (video.readyState >= video.HAVE_CURRENT_DATA && video.videoWidth > 0) {
				const seen = await reader.read(video);
				if (!over) onlook(seen);
			}
		} catch (error) {
			if (!over) onbroken(error);
			return;
		}
		if (!over) timer = setTimeout(() => void look(), restAfter(performance.now() - began));
	}
	void look();
	return () => {
		over = true;
		clearTimeout(timer);
	};
}
