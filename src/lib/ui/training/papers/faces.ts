import latin from '@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-400-normal.woff?url';
import latinBold from '@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-700-normal.woff?url';
import wider from '@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-ext-400-normal.woff?url';
import widerBold from '@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-ext-700-normal.woff?url';
import stacked from '@fontsource/be-vietnam-pro/files/be-vietnam-pro-vietnamese-400-normal.woff?url';
import stackedBold from '@fontsource/be-vietnam-pro/files/be-vietnam-pro-vietnamese-700-normal.woff?url';
import type { Files } from './type';

/**
 * The fonts of papers: what the screens are set in, and from another family the
 * letters with two signs that it lacks, so that Đỗ is written like Łukasz. 65 kB,
 * kept by the service worker with everything else.
 */
export const files: Files = {
	plain: [latin, wider, stacked].map(fetched),
	bold: [latinBold, widerBold, stackedBold].map(fetched)
};

/** Fetched once; asked again where that failed. */
function fetched(address: string): () => Promise<ArrayBuffer> {
	let coming: Promise<ArrayBuffer> | undefined;
	const ask = async (): Promise<ArrayBuffer> => {
		const answer = await fetch(address);
		if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
		return answer.arrayBuffer();
	};
	return () =>
		(coming ??= ask().catch((error: unknown) => {
			coming = undefined;
			throw error;
		}));
}

/** All of them here, for when the cable is out. */
export const bring = async (): Promise<void> => {
	await Promise.all([...files.plain, ...files.bold].map((file) => file()));
};
