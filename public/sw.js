/**
 * The one service worker of the app. Two at one scope replace each other, so this one does both:
 * it keeps the app's own files for when the network is away, and it hands every other request
 * to MSW. Its listener comes first: MSW answers everything once a page is active.
 */
const CACHE = 'data-flows';
const scope = new URL(self.registration.scope);

// From the first visit on: a flow that nobody has opened yet is there without a network too.
addEventListener('install', (event) => {
  event.waitUntil(
    fetch(scope)
      .then(keepPage)
      .catch(() => {}),
  );
});

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
  // All pages are one file, under the names of the addresses: none lies below the folder.
  if (mode === 'navigate') return /^[a-z]*(\.html)?$/.test(path ?? '/') ? 'page' : 'other';
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

/** Another page has other files: those of the last one go, and all of its own are fetched. */
async function keepPage(response) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(scope);
  const text = await response.clone().text();
  if ((await kept?.text()) !== text) {
    for (const request of await cache.keys()) await cache.delete(request);
  }
  await cache.put(scope, response);
  await keepAllFiles(cache);
}

/** Those that are not kept yet. What fails is fetched at the next visit, or when it is needed. */
async function keepAllFiles(cache) {
  const list = await fetch(new URL('files.json', scope));
  if (!isFile(list)) return;
  const keep = async (name) => {
    const address = new URL(name, scope);
    if (await cache.match(address)) return;
    const response = await fetch(address);
    if (isFile(response)) await cache.put(address, response);
  };
  await Promise.allSettled((await list.json()).map(keep));
}

async function keptFile(event) {
  const cache = await caches.open(CACHE);
  // The same file, whoever asks: some servers send `Vary: Origin`.
  const kept = await cache.match(event.request, { ignoreVary: true });
  if (kept) return kept;
  const response = await fetch(event.request);
  if (isFile(response)) event.waitUntil(cache.put(event.request, response.clone()));
  return response;
}

/** A server of single-page apps answers with the page for a file that is no more. */
function isFile({ ok, headers }) {
  return ok && headers.get('Content-Type')?.startsWith('text/html') !== true;
}
