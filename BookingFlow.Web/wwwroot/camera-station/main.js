import { Camera } from './camera.js';
import { ServerClock } from './clock.js';
import { Feedback } from './feedback.js';
import { Outbox } from './outbox.js';
import { byId, Screen } from './screen.js';
import { Server } from './server.js';
import { Station } from './station.js';
import { Store } from './store.js';
import { Words } from './words.js';

/** How long a code may be out of the picture and still counts as the same scan, in milliseconds. */
const SAME_SCAN = 3000;

const page = byId('camera-station').dataset;
const words = new Words(JSON.parse(byId('words').textContent ?? '{}'), document.documentElement.lang, page['timeZone'] ?? 'UTC');
const feedback = new Feedback();
const clock = new ServerClock();
const server = new Server(page['base'] ?? '', page['token'] ?? '', clock);
/** @type {import('./station.js').Shown | null} */
let last = null;
/** When each code was last in the picture, which may have several. @type {Map<string, number>} */
const codes = new Map();

const store = await Store.open().catch(() => null);
const screen = new Screen(words, (people, remainder) => void choose(people, remainder));
const outbox = new Outbox(store, server, () => station.parts.onChange());
const station = new Station({
  performance: Number(page['performance']), prefix: page['prefix'] ?? '', door: page['door'] || null,
  server, clock, store, outbox, onChange: () => screen.showStation(station),
});
const video = /** @type {HTMLVideoElement} */ (byId('video'));
const camera = new Camera(video, (text, seenAt) => void seen(text, seenAt), () => void startCamera(null));

await outbox.load().catch(() => undefined);
screen.showStation(station);
connectControls();
if ('serviceWorker' in navigator) {
  // Without a worker, such as in a private window, the station works while the network does.
  navigator.serviceWorker.register(`${page['base']}/worker.js`, { scope: page['base'] ?? '/', updateViaCache: 'none' }).catch(() => undefined);
}

const opened = station.open();
await startCamera(localStorage.getItem('bookingflow.camera'));
document.documentElement.dataset['ready'] = 'true';
performance.mark('ready');

/** @param {string | null} deviceId */
async function startCamera(deviceId) {
  let problem = await camera.start(deviceId);
  if (problem === 'no_camera' && deviceId) {
    // The chosen camera is no longer there.
    localStorage.removeItem('bookingflow.camera');
    problem = await camera.start(null);
  }

  screen.showCameraProblem(problem);
  byId('camera-view').hidden = problem !== null;
  byId('torch').hidden = problem !== null || !camera.hasTorch;
  const choice = /** @type {HTMLSelectElement} */ (byId('camera-choice'));
  const cameras = problem ? [] : await camera.list();
  choice.replaceChildren(...cameras.map((device, i) => new Option(device.label || `${i + 1}`, device.deviceId, false, device.deviceId === camera.deviceId)));
  byId('camera-choice-field').hidden = cameras.length < 2;
  if (!problem) {
    keepAwake();
  }
}

// The browser lets the screen go dark again each time the page was hidden.
function keepAwake() {
  navigator.wakeLock?.request('screen').catch(() => undefined);
}

/**
 * A code in the camera's picture. The same one is scanned once for as long as it is held there.
 * @param {string} text
 * @param {number} seenAt
 */
async function seen(text, seenAt) {
  for (const [code, at] of codes) {
    if (seenAt - at >= SAME_SCAN) {
      codes.delete(code);
    }
  }

  const isSame = codes.has(text);
  codes.set(text, seenAt);
  if (!isSame) {
    await scan(text, seenAt);
  }
}

/**
 * @param {string} text
 * @param {number} seenAt
 */
async function scan(text, seenAt) {
  await opened;
  show(await station.scan(text, undefined, isPressed('ask')));
  // Read by the measurements (CameraStationMeasurements), like the next one and the mark of the list.
  performance.measure('scan', { start: seenAt });
}

/**
 * @param {number} people
 * @param {boolean} remainder
 */
async function choose(people, remainder) {
  if (last) {
    show(await station.admit(last, { people, remainder }));
  }
}

/** @param {import('./station.js').Shown} shown */
function show(shown) {
  last = shown;
  screen.showOutcome(shown);
  if (shown.kind === 'outcome') {
    feedback.give(shown.tone);
    screen.addToLog(shown, clock.now());
  }
}

function connectControls() {
  for (const event of ['pointerdown', 'keydown']) {
    document.addEventListener(event, () => feedback.unlock(), { once: true });
  }

  for (const kind of /** @type {const} */ (['sound', 'vibration'])) {
    setPressed(kind, feedback.isOn(kind));
    byId(kind).addEventListener('click', () => {
      feedback.set(kind, !feedback.isOn(kind));
      setPressed(kind, feedback.isOn(kind));
    });
  }

  for (const id of ['ask', 'torch']) {
    byId(id).addEventListener('click', () => setPressed(id, !isPressed(id)));
  }

  byId('torch').addEventListener('click', () => void camera.setTorch(isPressed('torch')));
  byId('camera-choice').addEventListener('change', event => {
    const deviceId = /** @type {HTMLSelectElement} */ (event.target).value;
    localStorage.setItem('bookingflow.camera', deviceId);
    void startCamera(deviceId);
  });
  byId('retry').addEventListener('click', () => void startCamera(null));
  byId('outcome').addEventListener('click', event => {
    if (!(event.target instanceof HTMLButtonElement)) {
      screen.shrinkOutcome();
    }
  });
  byId('find').addEventListener('submit', event => {
    event.preventDefault();
    void find(/** @type {HTMLInputElement} */ (byId('find-text')).value);
  });
  // The browser knows at once when the Wi-Fi comes or goes, before an answer is late.
  for (const event of ['online', 'offline']) {
    addEventListener(event, () => void station.poll());
  }

  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) {
      void station.poll();
      if (camera.isRunning) {
        keepAwake();
      }
    }
  });
}

/** @param {string} text */
async function find(text) {
  const start = performance.now();
  const found = station.list?.search(text) ?? [];
  if (found.length > 0) {
    screen.showFound(found, async one => {
      screen.showFound([], () => undefined);
      show(await station.show(one));
    });
  } else {
    screen.showFound([], () => undefined);
    if (text.trim() !== '') {
      show(await station.type(text));
    }
  }

  performance.measure('find', { start });
}

/** @param {string} id */
function isPressed(id) {
  return byId(id).getAttribute('aria-pressed') === 'true';
}

/**
 * @param {string} id
 * @param {boolean} isOn
 */
function setPressed(id, isOn) {
  byId(id).setAttribute('aria-pressed', `${isOn}`);
}
