// The line a reader types from the QR of a citizen's card: number|old number|name|birthday|sex|address|issued.
export function readCard(line) {
  const parts = line.trim().split("|").map((part) => part.trim());
  if (parts.length < 6 || !/^(\d{9}|\d{12})$/.test(parts[0]) || !parts[2]) return null;
  return { id_number: parts[0], applicant_name: parts[2], address: parts[5] };
}

// Enter after a card fills the form and goes on; anything else is left to the server's words.
export function startCard(form, next) {
  const box = form.querySelector("[data-card]");
  if (!box) return;
  box.addEventListener("keydown", (event) => {
    const card = event.key === "Enter" && readCard(box.value);
    if (!card) return;
    event.preventDefault();
    Object.keys(card).forEach((name) => { form.elements[name].value = card[name]; });
    box.value = "";
    form.elements[next].focus();
  });
}
