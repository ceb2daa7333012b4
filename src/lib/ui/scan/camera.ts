/** Why a camera shows nothing. Each has a sentence of its own, and the same way on: the number. */
export type NoCamera =
	/** Somebody, or the device's settings, said no. */
	| 'refused'
	| 'none'
	/** It is there, and does not answer: another program has it, or its shutter is closed. */
	| 'busy'
	/** It was there, and went while it was watched. */
	| 'gone';

export type Opened = { readonly stream: MediaStream } | { readonly failed: NoCamera };

export interface Wanted {
	/** Which way it looks, where nobody has chosen. */
	readonly facing: 'user' | 'environment';
	/** The one somebody chose. */
	readonly device?: string | undefined;
}

/** A badge of 60 modules across is read from a third of the picture's height; more only costs time. */
const SIZE = { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 15, max: 30 } };

/** By the names of `getUserMedia`'s errors (Media Capture and Streams, 10.2.2). */
const FAILURES: Readonly<Record<string, NoCamera>> = {
	NotAllowedError: 'refused',
	SecurityError: 'refused',
	NotFoundError: 'none',
	OverconstrainedError: 'none'
};

/** Asks for a camera, and nobody's voice. The browser asks whoever stands there, the first time. */
export async function openCamera({ facing, device }: Wanted): Promise<Opened> {
	const devices = (navigator as Partial<Navigator>).mediaDevices;
	if (!devices?.getUserMedia) return { failed: 'none' };
	// Exactly the chosen one: as a wish, a larger picture of another would outweigh it.
	const which = device ? { deviceId: { exact: device } } : { facingMode: facing };
	try {
		return {
			stream: await devices.getUserMedia({ video: { ...SIZE, ...which }, audio: false })
		};
	} catch (error) {
		const { name } = error as DOMException;
		// Unplugged since it was chosen: another one may do.
		if (device && FAILURES[name] === 'none') return openCamera({ facing });
		if (!(name in FAILURES)) console.error(error);
		return { failed: FAILURES[name] ?? 'busy' };
	}
}

/** Its light goes out. */
export const closeCamera = (stream: MediaStream): void =>
	stream.getTracks().forEach((track) => track.stop());
