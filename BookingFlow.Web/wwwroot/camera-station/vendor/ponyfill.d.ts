export class BarcodeDetector {
  constructor(options?: { formats?: string[] });
  detect(image: ImageData | HTMLVideoElement | HTMLCanvasElement): Promise<{ rawValue: string }[]>;
}
export function prepareZXingModule(options: { overrides: { locateFile: (path: string, prefix: string) => string }, fireImmediately: true }): Promise<unknown>;
