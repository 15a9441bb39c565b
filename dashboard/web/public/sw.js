/*
 * Keeps the shell of the app, so that it opens without a network and a report can be written. Nothing of the API is kept here:
 * old positions that look new are worse than none. The build replaces the version; a changed file is a new worker.
 */
const VERSION = '__BUILD__';
const SHELL = 'pantau-shell-' + VERSION;
const FIRST_FILES = '__FILES__'.split(' ');

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(SHELL).then((cache) => cache.addAll(FIRST_FILES)));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name.startsWith('pantau-') && name !== SHELL).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

/* The page asks before a new version takes over, so that it never happens over a half-written form. */
self.addEventListener('message', (event) => {
  if (event.data === 'take-over') self.skipWaiting();
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin || request.headers.has('range')) return;
  if (url.pathname.startsWith('/assets/')) event.respondWith(fromCacheFirst(request));
  else if (request.mode === 'navigate' && !url.pathname.startsWith('/api/') && !url.pathname.startsWith('/observe/')) {
    event.respondWith(pageOrShell(request));
  }
});

/* Names of assets carry their content: what is kept is right for ever. */
async function fromCacheFirst(request) {
  const cache = await caches.open(SHELL);
  const kept = await cache.match(request);
  if (kept !== undefined) return kept;
  const response = await fetch(request);
  if (response.ok) await cache.put(request, response.clone());
  return response;
}

async function pageOrShell(request) {
  try {
    return await fetch(request);
  } catch (error) {
    const shell = await (await caches.open(SHELL)).match('/index.html');
    if (shell !== undefined) return shell;
    throw error;
  }
}
