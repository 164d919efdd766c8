// Keeps the pages, so that a card can be checked without a network. The server writes SHELL before this: which
// files belong together. They are kept as one edition and change as one. Lists are kept by the page itself, which
// verifies them first.

const EDITION = `waarmerk-${SHELL.version}`;
const LISTS = "waarmerk-lists";
const PAGES = ["/nl/", "/en/"];

addEventListener("install", (event) => {
  const fresh = SHELL.files.map((file) => new Request(file, { cache: "no-cache", credentials: "omit" }));
  event.waitUntil(caches.open(EDITION).then((cache) => cache.addAll(fresh)).then(() => skipWaiting()));
});

addEventListener("activate", (event) => {
  const isOld = (name) => name.startsWith("waarmerk-") && name !== EDITION && name !== LISTS;
  const clean = async () => {
    for (const name of await caches.keys()) if (isOld(name)) await caches.delete(name);
    await clients.claim();
  };
  event.waitUntil(clean());
});

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  const name = pageOf(request, url) ?? url.pathname + url.search;
  if (SHELL.files.includes(name)) event.respondWith(kept(name, request));
});

/** Which page is asked for; "/" is in the language of the browser, as the server does it. */
function pageOf(request, url) {
  if (request.mode !== "navigate") return null;
  if (url.pathname !== "/") return PAGES.includes(url.pathname) ? url.pathname : null;
  const wanted = navigator.languages.map((tag) => `/${tag.toLowerCase().split("-")[0]}/`);
  return wanted.find((page) => PAGES.includes(page)) ?? PAGES[0];
}

async function kept(name, request) {
  const cache = await caches.open(EDITION);
  return (await cache.match(name)) ?? fetch(request);
}
