// Receptions written while the network is away: kept in this browser, sent when it is back, dropped only when the
// server says that it has them. Each has its own key, so sending one again is harmless.
import { startCard } from "./card.js";
import { makeKey, prepare, readiness, remove } from "./kit.js";
import { open } from "./visit-store.js";

const KIT = "thongsuot-desk";
const root = document.querySelector("[data-offline]");
const words = root.querySelector("[data-words]").dataset;
const form = root.querySelector("form.desk-offline");
const at = (name) => root.querySelector(`[data-${name}]`);
const owner = `${root.dataset.desk}:${root.dataset.account}`;
const here = location.pathname;
let store;
let sending = false;

const papers = () => root.querySelector(`[data-papers="${CSS.escape(form.elements.procedure.value)}"]`);

function tell(text) {
  at("error").textContent = text;
  at("error").hidden = !text;
}

function missing() {
  const given = (name) => form.elements[name].value.trim();
  if (!given("applicant_name")) return words.name;
  if (!given("phone") && !given("id_number")) return words.contact;
  return papers().querySelector("[data-required]:not(:checked)") ? words.lacking : "";
}

// The device's letters are made once; the ordinal goes on through the days.
function nextSlip() {
  const device = localStorage.getItem("thongsuot-device") || makeKey().slice(0, 4).toUpperCase();
  const ordinal = Number(localStorage.getItem("thongsuot-slip") || 0) + 1;
  localStorage.setItem("thongsuot-device", device);
  localStorage.setItem("thongsuot-slip", String(ordinal));
  return `TAM-${device}-${String(ordinal).padStart(3, "0")}`;
}

function entry() {
  const uuid = makeKey();
  const fields = { uuid, slip: nextSlip(), written_at: new Date().toISOString() };
  for (const name of ["procedure", "applicant_kind", "applicant_name", "id_number", "phone", "address"]) {
    fields[name] = form.elements[name].value.trim();
  }
  const chosen = form.elements.procedure.selectedOptions[0];
  fields.version = chosen.dataset.version;
  const brought = Array.from(papers().querySelectorAll("input:checked"), (box) => box.value);
  return { uuid, owner, fields, brought, title: chosen.textContent, refused: "" };
}

async function keep(event) {
  event.preventDefault();
  const lacks = missing();
  tell(lacks);
  if (lacks) return;
  try {
    await store.put(entry());
  } catch {
    tell(words.lost);
    return;
  }
  form.reset();
  showPapers();
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
  one.brought.forEach((code) => body.append("brought", code));
  body.append("csrfmiddlewaretoken", token);
  const answer = await fetch(here, { method: "POST", body, headers: { Accept: "application/json" } });
  if (answer.ok && !answer.redirected) return store.remove(one.uuid);
  if (answer.status !== 422 && answer.status !== 409) throw new Error(String(answer.status));
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
  const slip = document.createElement("strong");
  slip.textContent = `${words.slip} ${one.fields.slip}`;
  item.append(slip, ` · ${one.fields.applicant_name} · ${one.title}`);
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
  at("send").hidden = at("pending").hidden = !waiting.length;
  at("pending-list").replaceChildren(...waiting.map(line));
  const kit = await readiness(here);
  at("kit").hidden = kit.ready || !kit.able;
  at("kit-off").hidden = !kit.ready || waiting.length > 0;
  at("ready").hidden = !kit.ready;
}

function showPapers() {
  const chosen = papers();
  root.querySelectorAll("[data-papers]").forEach((one) => { one.hidden = one !== chosen; });
}

async function start() {
  try {
    store = await open(KIT);
  } catch {
    tell(words.lost);
    return;
  }
  root.querySelector(".visit-bar").hidden = false;
  startCard(form, "phone");
  showPapers();
  form.elements.procedure.addEventListener("change", showPapers);
  form.addEventListener("submit", keep);
  at("send").addEventListener("click", send);
  at("kit").addEventListener("click", () => prepare(root.dataset.worker, here, KIT).then(show));
  at("kit-off").addEventListener("click", () => remove(here, KIT).then(show));
  window.addEventListener("online", send);
  window.addEventListener("offline", show);
  await show();
  await send();
}

start();
