// Keys of reception. Every one has a control that does the same.
import { startCard } from "./card.js";
import { isTyping } from "./keys.js";

function pick(event) {
  if (isTyping(event) || event.ctrlKey || event.altKey || event.metaKey) return;
  const link = document.querySelector(`[data-key="${event.key}"]`);
  if (link) link.click();
}

const toggle = (line, good) => {
  const radios = line.querySelectorAll("input[type=radio]");
  const next = good || !radios[0].checked ? radios[0] : radios[1];
  next.checked = true;
  next.focus();
};

function onKey(form, event) {
  if (event.key === "F9" || (event.key === "Enter" && event.ctrlKey)) {
    event.preventDefault();
    form.requestSubmit(form.querySelector("[data-save]"));
  } else if (event.key === "F2") {
    event.preventDefault();
    form.querySelectorAll("[data-check]").forEach((line) => toggle(line, true));
    form.querySelector("[data-save]").focus();
  } else if (event.altKey && /^[1-9]$/.test(event.key)) {
    const line = form.querySelector(`[data-check="${event.key}"]`);
    if (!line) return;
    event.preventDefault();
    toggle(line, false);
  }
}

const form = document.querySelector("[data-reception]");
if (form) {
  startCard(form, "phone");
  document.addEventListener("keydown", (event) => onKey(form, event));
  // One reception, one press: the key in the form answers a second one all the same.
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "1";
  });
  window.addEventListener("pageshow", () => delete form.dataset.sent);
} else {
  document.addEventListener("keydown", pick);
}
