// The scoring desk: j and k walk from criterion to criterion; an autosave that fails says so beside the button.
import { isTyping } from "./keys.js";

const OFF = "thongsuot-keys-off";
const STEPS = { j: "next", k: "prev" };

function walk(event) {
  if (isTyping(event) || event.ctrlKey || event.altKey || event.metaKey || localStorage.getItem(OFF)) return;
  const link = event.key in STEPS && document.querySelector(`a[data-step="${STEPS[event.key]}"]`);
  if (!link) return;
  event.preventDefault();
  link.click();
}

function failed(event) {
  const form = event.target.closest && event.target.closest("form[data-autosave]");
  const word = form && form.querySelector('[role="status"]');
  if (!word) return;
  word.className = "saved-bad";
  word.textContent = word.dataset.failed;
}

export function startScoring() {
  if (!document.querySelector(".score-desk")) return;
  document.addEventListener("keydown", walk);
  for (const name of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) document.addEventListener(name, failed);
  const current = document.querySelector(".score-tree [aria-current]");
  if (current) current.scrollIntoView({ block: "nearest" });
}
