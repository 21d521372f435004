// The projector page. Everything it shows is in the page; the network only brings what is concluded meanwhile.
const main = document.querySelector("[data-present]");
const slides = [...document.querySelectorAll(".slide")];
const links = [...document.querySelectorAll(".present-nav li a")];
const banner = document.getElementById("mat-mang");
const live = document.getElementById("truc-tiep");
let opener = null;
let place = 0;

function show(id) {
  const wanted = document.getElementById(id);
  const section = wanted && wanted.matches(".slide, .drill") ? wanted : slides[0];
  for (const one of main.querySelectorAll(".is-shown")) one.classList.remove("is-shown");
  section.classList.add("is-shown");
  if (section.classList.contains("slide")) place = slides.indexOf(section);
  links.forEach((link, number) => {
    if (number === place) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  });
  window.scrollTo(0, 0);
  section.focus({ preventScroll: true });
}

function go(number) {
  location.hash = slides[Math.max(0, Math.min(slides.length - 1, number))].id;
}

function leaveDrill() {
  const back = opener;
  opener = null;
  go(place);
  if (back) setTimeout(() => back.focus(), 0);
}

function onKey(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || event.target.matches("input, textarea, select")) return;
  const drilled = main.querySelector(".drill.is-shown");
  const moves = { ArrowRight: place + 1, PageDown: place + 1, ArrowLeft: place - 1, PageUp: place - 1, Home: 0, End: slides.length - 1 };
  if (event.key in moves) go(moves[event.key]);
  else if (event.key === "Escape" && drilled) leaveDrill();
  else if (event.key === "f" || event.key === "F") toggleFull();
  else return;
  event.preventDefault();
}

function toggleFull() {
  if (document.fullscreenElement) document.exitFullscreen();
  else if (document.documentElement.requestFullscreen) document.documentElement.requestFullscreen().catch(() => {});
}

function online(yes) {
  banner.hidden = yes;
}

// Links that lead away open beside the meeting, and not at all while there is no network to open them.
function onClick(event) {
  const link = event.target.closest("a[href]");
  if (!link) return;
  if (link.getAttribute("href").startsWith("#")) {
    opener = link;
    return;
  }
  if (!banner.hidden) {
    event.preventDefault();
    banner.focus();
  } else {
    link.target = "_blank";
    link.rel = "noopener";
  }
}

async function renew() {
  try {
    const answer = await fetch(main.dataset.live, { credentials: "same-origin", redirect: "error" });
    if (!answer.ok) throw new Error(String(answer.status));
    const text = await answer.text();
    if (live.dataset.shown !== text) {
      live.innerHTML = text;
      live.dataset.shown = text;
    }
    online(true);
  } catch {
    online(false);
  }
}

document.body.classList.add("is-presenting");
banner.tabIndex = -1;
window.addEventListener("hashchange", () => show(location.hash.slice(1)));
window.addEventListener("keydown", onKey);
window.addEventListener("offline", () => online(false));
document.addEventListener("click", onClick);
show(location.hash.slice(1));
renew();
setInterval(renew, 2000);
if ("serviceWorker" in navigator) {
  navigator.serviceWorker.register(main.dataset.worker, { scope: main.dataset.scope, updateViaCache: "none" }).catch(() => {});
}
