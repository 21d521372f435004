// Keys of the review screens. Everything they do is also a button or a link: without script nothing is lost.
//
// A page that is reviewed holds [data-review]; what is decided one by one is [data-review-item]; the controls inside
// carry data-action="confirm | reject | edit". Keys work while focus is inside [data-review], so that letters typed
// anywhere else stay letters (WCAG 2.1.4), and never during a Vietnamese composition (Telex, VNI).

const OFF = "thongsuot-keys-off";
const ACTIONS = { Enter: "confirm", x: "reject", e: "edit" };

export function isTyping(event) {
  const at = event.target;
  return event.isComposing || event.keyCode === 229 || at.isContentEditable
    || /^(input|textarea|select)$/i.test(at.tagName);
}

const items = (root) => Array.from(root.querySelectorAll("[data-review-item]"));
const isOpen = (item) => item.querySelector('[data-action="confirm"]') !== null;

export function show(root, item) {
  if (!item) return;
  for (const old of document.querySelectorAll(".is-current")) old.classList.remove("is-current");
  item.classList.add("is-current");
  item.tabIndex = -1;
  item.focus({ preventScroll: true });
  item.scrollIntoView({ block: "nearest" });
  const mark = item.dataset.mark && document.getElementById(item.dataset.mark);
  if (mark) {
    mark.classList.add("is-current");
    mark.scrollIntoView({ block: "center" });
  }
}

function step(root, by) {
  const all = items(root);
  const now = all.findIndex((item) => item.classList.contains("is-current"));
  show(root, all[Math.min(Math.max(now + by, 0), all.length - 1)]);
}

function act(root, name) {
  const item = root.querySelector("[data-review-item].is-current");
  const control = item && item.querySelector(`[data-action="${name}"]`);
  if (control) control.click();
  return Boolean(control);
}

function openHelp() {
  const help = document.getElementById("shortcuts");
  if (help && help.showModal && !help.open) help.showModal();
  return Boolean(help);
}

function onKey(event) {
  if (isTyping(event) || event.ctrlKey || event.altKey || event.metaKey || localStorage.getItem(OFF)) return;
  if (event.key === "/") {
    const box = document.querySelector('main input[type="search"]') ?? document.querySelector('input[type="search"]');
    if (box) { event.preventDefault(); box.focus(); }
    return;
  }
  if (event.key === "?" && openHelp()) return;
  const root = event.target.closest ? event.target.closest("[data-review]") : null;
  if (!root) return;
  if (event.key === "j") step(root, 1);
  else if (event.key === "k") step(root, -1);
  else if (event.key in ACTIONS) {
    // Enter on a focused button or link keeps its own meaning.
    if (event.key === "Enter" && /^(button|a|summary)$/i.test(event.target.tagName)) return;
    if (!act(root, ACTIONS[event.key])) return;
  } else return;
  event.preventDefault();
}

// Where the hand left off: the item in the address, else the first one still open.
function begin() {
  const root = document.querySelector("[data-review]");
  if (!root) return;
  const named = location.hash && root.querySelector(`[data-review-item]#${CSS.escape(location.hash.slice(1))}`);
  show(root, named || items(root).find(isOpen) || items(root)[0]);
}

// A decided item comes back without its buttons: go on to the next one that has them.
function afterSwap(event) {
  const root = event.target.closest && event.target.closest("[data-review]");
  if (!root) return;
  const all = items(root);
  const here = all.findIndex((item) => item.id === event.target.id);
  show(root, all.slice(here + 1).find(isOpen) || all.find(isOpen) || all[here]);
}

export function startKeys() {
  document.addEventListener("keydown", onKey);
  document.addEventListener("htmx:afterSettle", afterSwap);
  begin();
  const box = document.getElementById("keys-off");
  if (!box) return;
  box.checked = Boolean(localStorage.getItem(OFF));
  box.addEventListener("change", () => (box.checked ? localStorage.setItem(OFF, "1") : localStorage.removeItem(OFF)));
}
