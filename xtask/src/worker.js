// The service worker: it keeps one whole build of the page in the browser, so that the page starts without network.
//
// `cargo xtask dist` (xtask/src/worker.rs) fills in the two constants and puts the result beside index.html.
// Three things must hold:
// - A version is there whole or not at all. Installing fetches every file past the HTTP cache and compares its
//   SHA-256; one file that is missing or another ends the installation, and the version in use stays as it is.
// - A page never gets files of two versions. Which version a page was opened with is noted in that version's cache,
//   beside its files, since this program is ended and started anew at any time and remembers nothing.
// - A new version waits. It takes over when the person agrees in the page, or when no page is open any more.
'use strict';

const VERSION = '/* version */';
const FILES = {/* files */};

const SCOPE = self.registration.scope;
// Caches belong to the whole server: two folders with a workbench each must not share them.
const FAMILY = `scoring-workbench ${SCOPE} `;
const OWN = FAMILY + VERSION;
const NOTES = `${SCOPE}.page/`;

self.addEventListener('install', event => event.waitUntil(install()));
self.addEventListener('activate', event => event.waitUntil(activate()));
self.addEventListener('message', event => {
  if (event.data === 'take over') event.waitUntil(self.skipWaiting());
});
self.addEventListener('fetch', event => {
  const { request } = event;
  if (request.method !== 'GET' || !request.url.startsWith(SCOPE)) return;
  const path = request.url.slice(SCOPE.length).replace(/#.*/, '');
  if (request.mode !== 'navigate') {
    if (event.clientId) event.respondWith(serve(event, path));
  } else if (['', 'index.html'].includes(path.replace(/\?.*/, ''))) {
    event.respondWith(open(event));
  }
});

async function install() {
  const known = await caches.has(OWN);
  if (known && (await isWhole())) return;
  try {
    const answers = await Promise.all(Object.entries(FILES).map(fetchChecked));
    const cache = await caches.open(OWN);
    await Promise.all(answers.map(([path, answer]) => cache.put(SCOPE + path, answer)));
  } catch (error) {
    // A server that went back to an older build installs again what may be in use.
    if (!known) await caches.delete(OWN);
    throw error;
  }
}

// Whatever of this version was put there, was compared before.
async function isWhole() {
  const cache = await caches.open(OWN);
  const found = await Promise.all(Object.keys(FILES).map(path => cache.match(SCOPE + path)));
  return found.every(Boolean);
}

async function fetchChecked([path, sha256]) {
  const answer = await fetch(SCOPE + path, { cache: 'reload' });
  const bytes = await answer.arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const found = Array.from(digest, byte => byte.toString(16).padStart(2, '0')).join('');
  if (!answer.ok || found !== sha256) throw new Error(`${path} is not the file of this version`);
  const headers = new Headers(answer.headers);
  // With it a cache may find nothing, or take nothing.
  headers.delete('vary');
  return [path, new Response(bytes, { headers })];
}

async function activate() {
  const first = (await versions()).every(name => name === OWN);
  await forget();
  if (!first) return;
  // The page that brought this worker came over the network; from now on it needs none.
  const cache = await caches.open(OWN);
  for (const page of await self.clients.matchAll({ type: 'window', includeUncontrolled: true })) {
    if (page.url.startsWith(SCOPE)) await cache.put(NOTES + page.id, new Response());
  }
  await self.clients.claim();
}

// A page is opened: it is of this version from now on.
async function open(event) {
  const cache = await caches.open(OWN);
  const page = await cache.match(SCOPE + 'index.html');
  if (!page) return fetch(event.request);
  const id = event.resultingClientId;
  if (id) {
    // Without room for the note the page still opens; it counts as one of the version that serves it.
    await cache.put(NOTES + id, new Response()).catch(() => {});
    event.waitUntil(forget(id));
  }
  return page;
}

// A page asks for a file: it gets the one of its own version, and what is not listed comes from the network.
async function serve(event, path) {
  const cache = await caches.open(await versionOf(event.clientId));
  return (await cache.match(SCOPE + path)) ?? fetch(event.request);
}

async function versionOf(id) {
  for (const name of [OWN, ...(await versions())]) {
    const cache = await caches.open(name);
    if (await cache.match(NOTES + id)) return name;
  }
  return OWN;
}

async function versions() {
  return (await caches.keys()).filter(name => name.startsWith(FAMILY));
}

// Forgets pages that are closed, and versions that no page uses; never one that is being installed or waits.
async function forget(opening) {
  const { installing, waiting } = self.registration;
  if (installing || waiting) return;
  for (const name of await versions()) {
    const cache = await caches.open(name);
    let used = name === OWN;
    for (const { url } of await cache.keys()) {
      if (!url.startsWith(NOTES)) continue;
      const id = url.slice(NOTES.length);
      if (id === opening || (await self.clients.get(id))) used = true;
      else await cache.delete(url);
    }
    if (!used) await caches.delete(name);
  }
}
