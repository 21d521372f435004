// Opens the page of a visit while the network is away. Registered for that one page when a person asks for it.
const KIT = "thongsuot-visit";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

const isPart = (request) => ["style", "script", "font", "image"].includes(request.destination)
  && new URL(request.url).origin === self.location.origin && !request.url.includes("/anh/");

// The page: from the network, the kept copy only when there is none. A sign-in page is never kept in its place.
async function page(request) {
  const kit = await caches.open(KIT);
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
async function part(request) {
  const kit = await caches.open(KIT);
  const kept = await kit.match(request, { ignoreVary: true });
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) await kit.put(request, answer.clone());
  return answer;
}

self.addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  if (event.request.mode === "navigate") event.respondWith(page(event.request));
  else if (isPart(event.request)) event.respondWith(part(event.request));
});
