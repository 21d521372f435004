// Opens one page while the network is away: the page and its parts are kept in the cache named ``kit``.
const isPart = (request) => ["style", "script", "font", "image"].includes(request.destination)
  && new URL(request.url).origin === self.location.origin && !request.url.includes("/anh/");

// The page: from the network, the kept copy only when there is none. A sign-in page is never kept in its place.
async function page(request, cache) {
  const kit = await caches.open(cache);
  const address = new URL(request.url).pathname;
  try {
    const answer = await fetch(request);
    if (answer.ok && !answer.redirected) await kit.put(address, answer.clone());
    return answer;
  } catch (fault) {
    const kept = await kit.match(address);
    if (kept) return kept;
    throw fault;
  }
}

// Parts carry a digest in their names: what is kept is right.
async function part(request, cache) {
  const kit = await caches.open(cache);
  const kept = await kit.match(request, { ignoreVary: true });
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) await kit.put(request, answer.clone());
  return answer;
}

export function serve(cache) {
  self.addEventListener("install", () => self.skipWaiting());
  self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
  self.addEventListener("fetch", (event) => {
    if (event.request.method !== "GET") return;
    if (event.request.mode === "navigate") event.respondWith(page(event.request, cache));
    else if (isPart(event.request)) event.respondWith(part(event.request, cache));
  });
}
