/**
 * The one service worker of the app. Two at one scope replace each other, so this one does both:
 * it keeps the app's own files for when the network is away, and it hands every other request
 * to MSW. Its listener comes first: MSW answers everything once a page is active.
 */
const CACHE = 'data-flows';
const scope = new URL(self.registration.scope);

// MSW removes its worker when the last tab leaves; the app's files are to stay.
self.registration.unregister = async () => false;

addEventListener('message', (event) => {
  if (event.data === 'CLAIM') event.waitUntil(self.clients.claim());
});

addEventListener('fetch', (event) => {
  const kind = kindOf(event.request);
  if (kind === 'other') return;
  event.stopImmediatePropagation();
  event.respondWith(kind === 'page' ? freshPage(event) : keptFile(event));
});

importScripts('./mockServiceWorker.js');

/** The page itself; a file whose name changes with its content; anything else, the simulated API too. */
function kindOf({ method, mode, url }) {
  const { origin, pathname } = new URL(url);
  if (method !== 'GET' || origin !== scope.origin) return 'other';
  const path = pathname.startsWith(scope.pathname) ? pathname.slice(scope.pathname.length) : null;
  if (mode === 'navigate') return path === '' || path === 'index.html' ? 'page' : 'other';
  return path?.startsWith('assets/') ? 'file' : 'other';
}

/** From the network, else as it was last time. */
async function freshPage(event) {
  try {
    const response = await fetch(event.request);
    if (response.ok) event.waitUntil(keepPage(response.clone()));
    return response;
  } catch (error) {
    const kept = await (await caches.open(CACHE)).match(scope);
    if (kept) return kept;
    throw error;
  }
}

/** Another page has other files: those of the last one go. */
async function keepPage(response) {
  const kept = await (await caches.open(CACHE)).match(scope);
  const text = await response.clone().text();
  if ((await kept?.text()) !== text) await caches.delete(CACHE);
  await (await caches.open(CACHE)).put(scope, response);
}

async function keptFile(event) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(event.request);
  if (kept) return kept;
  const response = await fetch(event.request);
  // A server of single-page apps answers with the page for a file that is no more.
  const isPage = response.headers.get('Content-Type')?.startsWith('text/html');
  if (response.ok && !isPage) event.waitUntil(cache.put(event.request, response.clone()));
  return response;
}
