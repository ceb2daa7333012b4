/** The part of the Shape Detection API that is used here; Chromium has it on phones, others do not. */
interface Detector {
	detect(picture: ImageBitmap): Promise<readonly { readonly rawValue: string }[]>;
}
type DetectorClass = new (of: { formats: readonly string[] }) => Detector;

const { BarcodeDetector } = globalThis as { BarcodeDetector?: DetectorClass };

/** The text of the QR in a picture; `undefined` where there is none in it. Not there at all where the browser reads none. */
export const qrIn =
	BarcodeDetector &&
	(async (picture: Blob): Promise<string | undefined> => {
		const detector = new BarcodeDetector({ formats: ['qr_code'] });
		const [found] = await detector.detect(await createImageBitmap(picture));
		return found?.rawValue;
	});
