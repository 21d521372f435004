// A page made ready to open without a network, when a person asks for it: one worker, one cache, for that page alone.
export function makeKey() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

export async function readiness(page) {
  const able = "serviceWorker" in navigator;
  const registered = able && (await navigator.serviceWorker.getRegistration(page));
  return { able, ready: Boolean(registered && registered.scope.endsWith(page)) };
}

export async function prepare(worker, page, cache) {
  await navigator.serviceWorker.register(worker, { scope: page });
  const kit = await caches.open(cache);
  const parts = performance.getEntriesByType("resource").map((one) => one.name);
  const own = parts.filter((name) => name.startsWith(`${location.origin}/static/`));
  await kit.addAll([page, ...new Set(own)]);
}

export async function remove(page, cache) {
  const registered = await navigator.serviceWorker.getRegistration(page);
  if (registered) await registered.unregister();
  await caches.delete(cache);
}
