import { soon } from '../../soon';

/**
 * Reads QR codes in what a camera shows: by the browser's own detector where there
 * is one that works, else by our decoder, which comes when it is first needed.
 */
export interface CodeReader {
	read(video: HTMLVideoElement): Promise<Look>;
	/** Nothing of any picture stays. */
	forget(): void;
}

/** What one look found. `blurred`: there is a code, and it could not be made out. */
export interface Look {
	readonly texts: readonly string[];
	readonly blurred?: boolean;
}

/** Shape Detection, as far as it is used here; TypeScript does not know it. */
interface Detector {
	detect(picture: HTMLCanvasElement): Promise<readonly { readonly rawValue: string }[]>;
}
interface DetectorClass {
	new (options: { formats: readonly string[] }): Detector;
	getSupportedFormats(): Promise<readonly string[]>;
}
type Decode = (context: CanvasRenderingContext2D) => Look | Promise<Look>;

export const decoder = soon(() => import('qr/decode.js'));
/** Side of the square that is looked at, pixels. */
const SIDE = 512;
/** One hard picture may not take longer: the next may be an easy one. Milliseconds. */
const PATIENCE = 40;

export function codeReader(): CodeReader {
	const canvas = document.createElement('canvas');
	canvas.width = canvas.height = SIDE;
	const context = canvas.getContext('2d', { willReadFrequently: true });
	if (!context) throw new Error('no canvas to look at pictures on');
	let decode: Decode | undefined;

	return {
		async read(video) {
			decode ??= (await detectorsOwn()) ?? (await ours());
			const side = Math.min(video.videoWidth, video.videoHeight);
			const [left, top] = [(video.videoWidth - side) / 2, (video.videoHeight - side) / 2];
			context.drawImage(video, left, top, side, side, 0, 0, SIDE, SIDE);
			try {
				return await decode(context);
			} catch (error) {
				// There, and not working: on Android it belongs to another program, which may be missing.
				console.warn(error);
				decode = await ours();
				return decode(context);
			}
		},
		forget() {
			canvas.width = canvas.height = 0;
		}
	};
}

async function detectorsOwn(): Promise<Decode | undefined> {
	const { BarcodeDetector } = globalThis as { BarcodeDetector?: DetectorClass };
	try {
		if (!(await BarcodeDetector?.getSupportedFormats())?.includes('qr_code')) return undefined;
		const detector = new BarcodeDetector!({ formats: ['qr_code'] });
		return async ({ canvas }) => ({
			texts: (await detector.detect(canvas)).map(({ rawValue }) => rawValue)
		});
	} catch {
		return undefined;
	}
}

async function ours(): Promise<Decode> {
	const { default: decodeQR } = await decoder.fetch();
	return (context) => {
		const { data, width, height } = context.getImageData(0, 0, SIDE, SIDE);
		let blurred = false;
		const pointsOnDetect = (): void => {
			blurred = true;
		};
		try {
			const text = decodeQR({ data, width, height }, { timeLimit: PATIENCE, pointsOnDetect });
			return { texts: [text] };
		} catch {
			// Its way to say that there is nothing to be read.
			return { texts: [], blurred };
		}
	};
}
