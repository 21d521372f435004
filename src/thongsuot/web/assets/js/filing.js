// Filing on a bad line: what is typed is saved as one goes, what cannot be sent waits on the device, files go in pieces.
// Every page works without this; nothing here changes what a field holds while somebody types.
import { downscale } from "./photo.js";

const PIECE = 192 * 1024;
const WAITS = [500, 1500, 4000, 8000, 15000];
const LARGE = 3 * 1024 * 1024;

document.querySelector("[data-focus]")?.focus();
for (const button of document.querySelectorAll("[data-print]")) button.hidden = false;

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

// — saving as one types —

function keepSaved(form) {
  const status = form.querySelector("[data-saved]");
  const key = `thong-suot-${form.dataset.keep}`;
  const typed = () => [...new FormData(form)].filter((pair) => pair[0] !== "csrfmiddlewaretoken" && typeof pair[1] === "string");
  let timer = 0;
  let sent = JSON.stringify(typed());

  const say = (words, waiting) => {
    status.textContent = words;
    status.classList.toggle("is-waiting", waiting);
  };
  const hold = () => {
    try { localStorage.setItem(key, JSON.stringify(typed())); } catch { /* private mode: the page itself still holds it */ }
  };
  const forget = () => {
    try { localStorage.removeItem(key); } catch { /* nothing was kept */ }
  };

  async function save() {
    const now = JSON.stringify(typed());
    if (now === sent) return;
    hold();
    try {
      const answer = await fetch(form.dataset.autosave, { method: "POST", body: new FormData(form), headers: { "X-Requested-With": "fetch" } });
      if (answer.status === 403 || answer.status === 404) return say(status.dataset.stale, true);
      if (!answer.ok) throw new Error(String(answer.status));
      const told = await answer.json();
      sent = now;
      if (JSON.stringify(typed()) === now) forget();
      say(`${status.dataset.done} ${told.saved}`, false);
    } catch {
      say(status.dataset.offline, true);
    }
  }

  function restore() {
    let kept = null;
    try { kept = JSON.parse(localStorage.getItem(key) ?? "null"); } catch { return; }
    if (!Array.isArray(kept)) return;
    for (const field of form.elements) {
      if (!field.name || field.type === "hidden") continue;
      const values = kept.filter((pair) => pair[0] === field.name).map((pair) => pair[1]);
      if (field.type === "radio" || field.type === "checkbox") field.checked = values.includes(field.value);
      else if (values.length) field.value = values[0];
    }
    save();
  }

  const later = () => { clearTimeout(timer); timer = setTimeout(save, 1200); };
  form.addEventListener("input", (event) => { if (!event.isComposing) later(); });
  form.addEventListener("compositionend", later);
  form.addEventListener("change", later);
  addEventListener("online", save);
  addEventListener("pagehide", () => { if (JSON.stringify(typed()) !== sent) hold(); });
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (navigator.onLine === false) { // a page that fails to load would take the words with it
      event.preventDefault();
      hold();
      say(status.dataset.offline, true);
      return;
    }
    hold(); // taken away on the next page, or when this one comes back having saved
  });
  restore();
}

// — files in pieces —

async function digestOf(blob) {
  if (!globalThis.crypto?.subtle) return "";
  const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", await blob.arrayBuffer()));
  return [...sum].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

class Refused extends Error {}

async function insist(send, waiting) {
  for (const wait of [...WAITS, null]) {
    try {
      const answer = await send();
      if (answer.status < 500) return answer;
    } catch { /* the line is cut: try again */ }
    if (wait === null) throw new Error("no line");
    waiting();
    await pause(wait);
  }
}

function sendFiles(form) {
  const input = form.querySelector("input[type=file]");
  const status = form.querySelector("[data-status]");
  const box = form.querySelector("[data-progress]");
  const bar = box.querySelector("progress");
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  const post = (url, body) => fetch(url, { method: "POST", body, headers: { "X-CSRFToken": token } });
  const waiting = () => { status.textContent = form.dataset.retry; };

  async function sendOne(file) {
    const blob = file.size > LARGE && /^image\/(jpeg|png)$/.test(file.type) ? await downscale(file) : file;
    const name = blob === file ? file.name : file.name.replace(/\.[^.]*$/, ".jpg");
    const about = new FormData();
    about.set("name", name);
    about.set("size", String(blob.size));
    about.set("sha256", await digestOf(blob));
    let answer = await insist(() => post(form.dataset.upload, about), waiting);
    let told = await answer.json();
    if (!answer.ok) throw new Refused(told.error);
    const address = form.dataset.piece.replace("/tep/0/", `/tep/${told.file}/`);
    let at = told.received;
    for (;;) {
      bar.value = Math.round((100 * at) / blob.size);
      status.textContent = at + PIECE >= blob.size ? form.dataset.checking : `${form.dataset.sending} ${name}: ${bar.value}%`;
      const body = blob.slice(at, at + PIECE);
      answer = await insist(() => post(`${address}?tu=${at}`, body), waiting);
      told = await answer.json();
      if (told.held) return;
      if (answer.status === 409 && told.received !== at) at = told.received;
      else if (!answer.ok) throw new Refused(told.error);
      else at = told.received;
    }
  }

  async function sendAll() {
    box.hidden = false;
    form.setAttribute("aria-busy", "true");
    try {
      for (const file of input.files) await sendOne(file);
      location.assign(location.pathname);
    } catch (error) {
      status.textContent = error instanceof Refused ? error.message : form.dataset.failed;
      status.className = "field-error";
    } finally {
      form.removeAttribute("aria-busy");
    }
  }

  form.addEventListener("submit", (event) => {
    if (!input.files.length) return;
    event.preventDefault();
    status.className = "";
    sendAll();
  });
  input.addEventListener("change", () => { if (input.files.length) form.requestSubmit(); });
}

// — a button pressed twice files once (the server sees to that too) —

for (const form of document.querySelectorAll("form[data-autosave]")) keepSaved(form);
for (const form of document.querySelectorAll("form[data-upload]")) sendFiles(form);
