// @ts-nocheck: a classic script in a worker, to which the server adds PAGE and FILES.
// Keeps the camera station's page and files, so that it opens without a network. Answers for that page and those files only; data never pass it.

const CACHE = 'bookingflow-camera-station';
/** How long the network has for the page before the kept one is shown, in milliseconds. */
const PATIENCE = 3000;

self.addEventListener('install', event => {
  self.skipWaiting();
  event.waitUntil(keep());
});

self.addEventListener('activate', event => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', event => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== location.origin) {
    return;
  }

  if (request.mode === 'navigate' && url.pathname === PAGE) {
    event.respondWith(page(event));
  } else if (request.mode !== 'navigate' && !url.pathname.startsWith(`${PAGE}/`)) {
    event.respondWith(file(request));
  }
});

/** Keeps the files of this version and the page, and forgets files of other versions. */
async function keep() {
  const cache = await caches.open(CACHE);
  // Their addresses change with their content, so those that the page has loaded are not loaded again.
  await cache.addAll(FILES);
  // With the performance of the page that is open: without it, the page may ask for one.
  const open = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const address = open.map(client => client.url).find(url => new URL(url).pathname === PAGE) ?? PAGE;
  await keepPage(cache, await fetch(address, { credentials: 'same-origin' }));
  const kept = new Set(FILES);
  for (const request of await cache.keys()) {
    const { pathname, search } = new URL(request.url);
    if (pathname !== PAGE && (pathname.startsWith('/camera-station/') || pathname.endsWith('.css')) && !kept.has(pathname + search)) {
      await cache.delete(request);
    }
  }
}

/** Answers with the page from the network; with the kept one if that takes too long. */
async function page(event) {
  const cache = await caches.open(CACHE);
  const network = fetch(event.request).then(async response => {
    await keepPage(cache, response.clone()).catch(() => undefined);
    return response;
  });
  const kept = await cache.match(PAGE);
  if (!kept) {
    return network;
  }

  // Without an answer, the promise of the network stays pending or fails later, when nobody waits for it.
  event.waitUntil(network.catch(() => undefined));
  return Promise.race([
    // While the server cannot answer, the kept page works as without a network.
    network.then(response => response.status >= 500 ? kept : response, () => kept),
    new Promise(resolve => setTimeout(() => resolve(kept), PATIENCE)),
  ]);
}

/** Not the sign-in page, to which the server redirects, nor an error, nor the choice of a performance. */
async function keepPage(cache, response) {
  if (response.ok && !response.redirected && new URL(response.url).pathname === PAGE
    && (await response.clone().text()).includes('id="camera-station"')) {
    await cache.put(PAGE, response);
  }
}

/** Answers with a kept file; the page's other files, such as the venue's colours and logo, are kept when they are first seen. */
async function file(request) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(request);
  if (kept) {
    return kept;
  }

  const response = await fetch(request);
  if (response.ok && response.type === 'basic') {
    // A full device cannot keep it, and shows it all the same.
    await cache.put(request, response.clone()).catch(() => undefined);
  }

  return response;
}
