// Small comforts that every page shares; each page works without them.

async function copy(button) {
  const text = button.dataset.copy;
  try {
    await navigator.clipboard.writeText(text);
    button.nextElementSibling.textContent = button.dataset.copied;
  } catch {
    button.nextElementSibling.textContent = text; // no right to the clipboard: show it, to be copied by hand
  }
}

function onClick(event) {
  const at = event.target.closest("[data-copy], [data-print], [data-open], [data-close]");
  if (!at) return;
  if ("copy" in at.dataset) copy(at);
  else if ("print" in at.dataset) window.print();
  else if ("open" in at.dataset) document.getElementById(at.dataset.open).showModal();
  else at.closest("dialog").close();
}

// A menu of <details> folds when the eye moves elsewhere or on Escape.
function fold(event) {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (event.key === "Escape" || (event.type === "click" && !menu.contains(event.target))) menu.open = false;
  }
}

export function startPage() {
  for (const button of document.querySelectorAll("[data-copy], [data-print], [data-open]")) button.hidden = false;
  document.addEventListener("click", onClick);
  document.addEventListener("click", fold);
  document.addEventListener("keydown", fold);
  const rail = document.querySelector(".rail details");
  if (rail && matchMedia("(max-width: 62rem)").matches) rail.open = false;
}
