// Records of a visit written while the network is away. Each is kept in this browser first, then sent; it leaves the
// browser only when the server says that it has it. The server knows each by its uuid, so sending twice is harmless.
import { downscale } from "./photo.js";
import { open } from "./visit-store.js";

const KIT = "thongsuot-visit";
const root = document.querySelector("[data-visit]");
const words = root.querySelector("[data-words]").dataset;
const form = root.querySelector(".visit-form");
const at = (name) => root.querySelector(`[data-${name}]`);
const owner = `${root.dataset.visit}:${root.dataset.account}`;
const here = location.pathname;
let store;
let sending = false;

const faulty = (answer) => answer === "partly" || answer === "not_met";

function missing(data) {
  if (!data.get("answer")) return words.answer;
  if (faulty(data.get("answer")) && !data.get("note").trim()) return words.note;
  return "";
}

function tell(text) {
  const line = at("error");
  if (!line) return;
  line.textContent = text;
  line.hidden = !text;
}

async function entry(data) {
  const fields = {};
  data.forEach((value, name) => {
    if (typeof value === "string" && name !== "csrfmiddlewaretoken") fields[name] = value;
  });
  const taken = data.get("photo");
  const photo = taken && taken.size ? await downscale(taken) : null;
  const uuid = crypto.randomUUID ? crypto.randomUUID() : fallbackId();
  const now = new Date().toISOString();
  return { uuid, owner, photo, fields: { ...fields, uuid, written_at: now }, refused: "" };
}

function fallbackId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

async function keep(event) {
  event.preventDefault();
  const data = new FormData(form);
  const lacks = missing(data);
  tell(lacks);
  if (lacks) return;
  try {
    await store.put(await entry(data));
  } catch {
    tell(words.lost);
    return;
  }
  form.reset();
  await show();
  await send();
}

// The page as the server has it now; null when the session is over. Throws without a network.
async function fresh() {
  const answer = await fetch(here, { cache: "no-store", headers: { Accept: "text/html" } });
  if (!answer.ok || answer.redirected) return null;
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

async function post(one, token) {
  const body = new FormData();
  Object.keys(one.fields).forEach((name) => body.append(name, one.fields[name]));
  if (one.photo) body.append("photo", one.photo, `anh-${one.uuid.slice(0, 8)}.jpg`);
  body.append("csrfmiddlewaretoken", token);
  const answer = await fetch(here, { method: "POST", body, headers: { Accept: "application/json" } });
  if (answer.ok && !answer.redirected) return store.remove(one.uuid);
  if (answer.status !== 422) throw new Error(String(answer.status));
  return store.put({ ...one, refused: (await answer.json()).errors.join(" ") });
}

async function send() {
  if (sending) return;
  sending = true;
  try {
    const waiting = await store.of(owner);
    if (!waiting.length) return;
    const page = await fresh();
    if (!page) {
      tell(words.signin);
      return;
    }
    const token = page.querySelector("[name=csrfmiddlewaretoken]").value;
    for (const one of waiting) await post(one, token);
    const sent = (await fresh()).querySelector("[data-sent]");
    if (sent) at("sent").replaceWith(document.adoptNode(sent));
  } catch {
    // No network, or the server is not there: everything stays and is sent later.
  } finally {
    sending = false;
    await show();
  }
}

function line(one) {
  const item = document.createElement("li");
  const text = document.createElement("p");
  const chosen = form && form.querySelector(`[name=answer][value="${one.fields.answer}"]`);
  const label = chosen ? chosen.closest("label").textContent.trim() : one.fields.answer;
  text.textContent = [one.fields.item, label, one.fields.note, one.photo ? words.photo : ""].filter(Boolean).join(" · ");
  item.append(text);
  if (one.refused) {
    const why = document.createElement("p");
    why.className = "field-error";
    why.textContent = `${words.refused} ${one.refused}`;
    const drop = document.createElement("button");
    drop.type = "button";
    drop.className = "btn btn-quiet";
    drop.textContent = words.drop;
    drop.addEventListener("click", async () => {
      await store.remove(one.uuid);
      await show();
    });
    item.append(why, drop);
  }
  return item;
}

async function show() {
  const waiting = await store.of(owner);
  at("network").textContent = navigator.onLine ? words.online : words.offline;
  at("waiting").textContent = waiting.length ? `${waiting.length} ${words.one}` : words.none;
  at("send").hidden = !waiting.length;
  at("pending").hidden = !waiting.length;
  at("pending-list").replaceChildren(...waiting.map(line));
  const registered = "serviceWorker" in navigator && (await navigator.serviceWorker.getRegistration(here));
  const ready = Boolean(registered && registered.scope.endsWith(here));
  at("kit").hidden = ready || !("serviceWorker" in navigator);
  at("kit-off").hidden = !ready || waiting.length > 0;
  at("ready").hidden = !ready;
}

// Asked for by a person: keep this page and its parts, and let a worker open them without a network.
async function prepare() {
  await navigator.serviceWorker.register(root.dataset.worker, { scope: here });
  const kit = await caches.open(KIT);
  const parts = performance.getEntriesByType("resource").map((one) => one.name);
  const own = parts.filter((name) => name.startsWith(`${location.origin}/static/`));
  await kit.addAll([here, ...new Set(own)]);
  await show();
}

async function remove() {
  const registered = await navigator.serviceWorker.getRegistration(here);
  if (registered) await registered.unregister();
  await caches.delete(KIT);
  await show();
}

async function start() {
  try {
    store = await open();
  } catch {
    tell(words.lost); // the plain form still posts
    return;
  }
  root.querySelector(".visit-bar").hidden = false;
  if (form) form.addEventListener("submit", keep);
  at("send").addEventListener("click", send);
  at("kit").addEventListener("click", prepare);
  at("kit-off").addEventListener("click", remove);
  window.addEventListener("online", send);
  window.addEventListener("offline", show);
  await show();
  await send();
}

start();
