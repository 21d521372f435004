"""The service worker of one projector page: keeps that page and its own files, and nothing else.

Network first, so that a page seen online is never old; what the network gives replaces what was kept. Signed out, or
without the right any longer (any answer but 200, a redirect included), what was kept is thrown away. After a day it
is not shown any more.
"""

from __future__ import annotations

import json

_SCRIPT = """const NAME = __NAME__, PREFIX = __PREFIX__, PAGE = __PAGE__, FILES = __FILES__;
const DAY = 24 * 60 * 60 * 1000;

async function fresh(request) {
  const answer = await fetch(request);
  const cache = await caches.open(NAME);
  if (answer.status === 200 && !answer.redirected) await cache.put(PAGE, answer.clone());
  else await cache.delete(PAGE);
  return answer;
}

async function kept() {
  const answer = await (await caches.open(NAME)).match(PAGE);
  if (!answer) return Response.error();
  const made = Date.parse(answer.headers.get("date") || "");
  return made && Date.now() - made > DAY ? Response.error() : answer;
}

self.addEventListener("install", (event) => {
  event.waitUntil((async () => {
    await (await caches.open(NAME)).addAll(FILES);
    await fresh(new Request(PAGE, { credentials: "same-origin", redirect: "manual" })).catch(() => null);
    await self.skipWaiting();
  })());
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== NAME);
    await Promise.all(names.map((name) => caches.delete(name)));
    await self.clients.claim();
  })());
});

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) return;
  if (url.pathname === PAGE && event.request.mode === "navigate") {
    event.respondWith(fresh(event.request).catch(kept));
  } else if (FILES.includes(url.pathname)) {
    event.respondWith(caches.match(event.request).then((found) => found || fetch(event.request)));
  }
});
"""


def worker_script(key: str, version: str, page: str, files: list[str]) -> str:
    """The script for one meeting; ``version`` changes with the built files, so that old ones are let go."""
    values = {
        "__NAME__": f"trinh-chieu:{key}:{version}",
        "__PREFIX__": f"trinh-chieu:{key}:",
        "__PAGE__": page,
        "__FILES__": files,
    }
    script = _SCRIPT
    for mark, value in values.items():
        script = script.replace(mark, json.dumps(value))
    return script
