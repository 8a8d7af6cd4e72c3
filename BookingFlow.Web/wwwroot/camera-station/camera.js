import { createDetector } from './detector.js';

/** The longer side of the picture in which codes are searched, in pixels: enough for a ticket at arm's length. */
const PICTURE = 720;
/** Pause between two pictures, in milliseconds, so that a phone stays cool. */
const PAUSE = 100;

/** @typedef {'insecure' | 'no_camera' | 'denied' | 'in_use' | 'no_reader'} CameraProblem */

/** Shows the camera's picture and reports the codes in it. */
export class Camera {
  /** @type {MediaStream | null} */
  #stream = null;
  #canvas = document.createElement('canvas');
  #run = 0;

  /**
   * @param {HTMLVideoElement} video
   * @param {(text: string, seenAt: number) => void} onCode Called for each code in each picture; `seenAt` is when the picture was taken.
   * @param {() => void} onEnd Called when the camera has ended by itself, such as one that was unplugged.
   */
  constructor(video, onCode, onEnd) {
    this.video = video;
    this.onCode = onCode;
    this.onEnd = onEnd;
  }

  /**
   * Starts a camera, by default the one at the back.
   * @param {string | null} deviceId
   * @returns {Promise<CameraProblem | null>}
   */
  async start(deviceId) {
    this.stop();
    if (!window.isSecureContext || !navigator.mediaDevices?.getUserMedia) {
      return 'insecure';
    }

    try {
      this.#stream = await navigator.mediaDevices.getUserMedia({
        audio: false,
        video: {
          ...(deviceId ? { deviceId: { exact: deviceId } } : { facingMode: 'environment' }),
          width: { ideal: 1280 }, height: { ideal: 720 },
        },
      });
    } catch (error) {
      const name = error instanceof DOMException ? error.name : '';
      return name === 'NotAllowedError' || name === 'SecurityError' ? 'denied'
        : name === 'NotReadableError' || name === 'AbortError' ? 'in_use' : 'no_camera';
    }

    const run = ++this.#run;
    this.#track?.addEventListener('ended', () => {
      if (run === this.#run) {
        this.onEnd();
      }
    });
    this.video.srcObject = this.#stream;
    // Rejected when another camera was chosen meanwhile; the picture appears as soon as the browser has one.
    this.video.play().catch(() => undefined);
    try {
      const { detector } = await createDetector();
      void this.#search(detector, run);
      return null;
    } catch {
      this.stop();
      return 'no_reader';
    }
  }

  stop() {
    this.#run++;
    this.#stream?.getTracks().forEach(track => track.stop());
    this.#stream = null;
    this.video.srcObject = null;
  }

  get isRunning() {
    return this.#stream !== null;
  }

  /** Whether the camera has a torch. */
  get hasTorch() {
    return /** @type {any} */ (this.#track?.getCapabilities?.())?.torch === true;
  }

  /** @param {boolean} isOn */
  async setTorch(isOn) {
    await this.#track?.applyConstraints(/** @type {any} */ ({ advanced: [{ torch: isOn }] }));
  }

  /** The camera in use. */
  get deviceId() {
    return this.#track?.getSettings().deviceId ?? null;
  }

  /** The cameras of the device; with names only after permission was given. */
  async list() {
    return (await navigator.mediaDevices.enumerateDevices()).filter(device => device.kind === 'videoinput');
  }

  get #track() {
    return this.#stream?.getVideoTracks()[0] ?? null;
  }

  /**
   * @param {import('./detector.js').Detector} detector
   * @param {number} run
   */
  async #search(detector, run) {
    const context = this.#canvas.getContext('2d', { willReadFrequently: true });
    while (context && run === this.#run) {
      const { videoWidth, videoHeight } = this.video;
      if (videoWidth > 0 && !document.hidden) {
        const seenAt = performance.now();
        const scale = Math.min(1, PICTURE / Math.max(videoWidth, videoHeight));
        this.#canvas.width = Math.round(videoWidth * scale);
        this.#canvas.height = Math.round(videoHeight * scale);
        context.drawImage(this.video, 0, 0, this.#canvas.width, this.#canvas.height);
        try {
          for (const { rawValue } of await detector.detect(context.getImageData(0, 0, this.#canvas.width, this.#canvas.height))) {
            this.onCode(rawValue, seenAt);
          }
        } catch {
          // A picture that cannot be searched; the next one comes.
        }
      }

      await new Promise(resolve => setTimeout(resolve, PAUSE));
    }
  }
}
