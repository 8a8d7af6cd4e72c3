/**
 * Finds QR codes in a picture, with the browser's own detector where it has one, else with a library in WebAssembly.
 *
 * @typedef {{ detect(image: ImageData | HTMLVideoElement | HTMLCanvasElement): Promise<{ rawValue: string }[]> }} Detector
 */

/** @returns {Promise<{ detector: Detector, isNative: boolean }>} */
export async function createDetector() {
  const native = /** @type {any} */ (globalThis).BarcodeDetector;
  if (native) {
    try {
      if ((await native.getSupportedFormats()).includes('qr_code')) {
        return { detector: new native({ formats: ['qr_code'] }), isNative: true };
      }
    } catch {
      // Some browsers have the class without a service behind it.
    }
  }

  // Loaded only where it is needed.
  const { BarcodeDetector, prepareZXingModule } = await import('./vendor/ponyfill.js');
  const wasm = new URL('./vendor/zxing_reader.wasm', import.meta.url).href;
  await prepareZXingModule({ overrides: { locateFile: () => wasm }, fireImmediately: true });
  return { detector: new BarcodeDetector({ formats: ['qr_code'] }), isNative: false };
}
