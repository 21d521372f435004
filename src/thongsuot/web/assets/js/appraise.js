// Keys of the appraiser's page. Each is also a button, a link or a fold: without script nothing is lost.
// They work while focus is inside [data-appraise], never while typing, and are switched off with all other keys.
import { isTyping } from "./keys.js";

const OFF = "thongsuot-keys-off";
const KEYS = { a: "accept", r: "reduce", q: "ask", j: "next", k: "previous" };
const root = document.querySelector("[data-appraise]");

function unfold(fold) {
  fold.open = true;
  const fields = Array.from(fold.querySelectorAll("input:not([type=hidden]), textarea"));
  const first = fields.find((field) => field.type === "text" || field.tagName === "TEXTAREA");
  if (!first) return;
  first.focus();
  if (first.select) first.select();
}

function onKey(event) {
  if (event.ctrlKey && event.key === "Enter") {
    const fold = event.target.closest("details[data-key]");
    if (fold) fold.querySelector("button").click();
    return;
  }
  if (isTyping(event) || event.ctrlKey || event.altKey || event.metaKey || localStorage.getItem(OFF)) return;
  const name = KEYS[event.key.toLowerCase()];
  const control = name && root.querySelector(`[data-key="${name}"]`);
  if (!control) return;
  event.preventDefault();
  if (control.tagName === "DETAILS") unfold(control);
  else control.click();
}

if (root) {
  root.addEventListener("keydown", onKey);
  const bad = root.querySelector("[aria-invalid=true]") || document.querySelector(".error-summary");
  (bad || root).focus({ preventScroll: !bad });
}
