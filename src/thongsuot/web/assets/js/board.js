// Figures of a board kept fresh: asks as often as its page says, an unchanged answer is a «304», rests while nobody looks.
const root = document.querySelector("[data-live-url]");
const every = Number(root?.dataset.liveEvery);
const LONGEST = 60000;
let held = "";
let wait = every;
let timer = 0;

function write(figures) {
  for (const place of root.querySelectorAll("[data-live]")) {
    const text = figures[place.dataset.live];
    if (text && place.textContent !== text) place.textContent = text;
  }
}

// Nothing waits and nothing changed: the figures stand as of the moment of the answer.
function stamp(answer, told) {
  const at = Date.parse(answer.headers.get("Date") || "");
  if (told.lag_seconds || !at) return;
  const time = new Date(at).toLocaleTimeString("en-GB", { timeZone: "Asia/Ho_Chi_Minh", hour12: false });
  const place = root.querySelector('[data-live="freshness"]');
  place.textContent = place.textContent.replace(/\d\d:\d\d:\d\d/, time);
}

function fresh(yes) {
  const place = root.querySelector('[data-live="freshness"]');
  place.parentElement.classList.toggle("is-lost", !yes);
  if (!yes && !place.textContent.startsWith(root.dataset.lost)) place.textContent = `${root.dataset.lost} ${place.textContent}`;
}

async function renew() {
  try {
    const answer = await fetch(root.dataset.liveUrl, { credentials: "same-origin", cache: "no-cache", redirect: "error" });
    if (!answer.ok) throw new Error(String(answer.status));
    const version = answer.headers.get("ETag");
    const told = await answer.json();
    if (version !== held || root.querySelector(".is-lost")) write({ ...told.figures, freshness: told.freshness });
    stamp(answer, told);
    held = version;
    wait = every;
    fresh(true);
  } catch {
    wait = Math.min(LONGEST, wait * 2);
    fresh(false);
  }
  plan();
}

function plan() {
  clearTimeout(timer);
  if (!document.hidden) timer = setTimeout(renew, wait);
}

if (root) {
  document.addEventListener("visibilitychange", () => (document.hidden ? clearTimeout(timer) : renew()));
  plan();
}
