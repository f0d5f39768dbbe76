// Promising: the link [data-opens-promise] shows its form in the dialog #promise, and the page itself where that fails.
// The message follows what is chosen: the sentence in it, kept in `said`, is replaced by the one the server words.
const dialog = document.getElementById("promise");

async function open(link) {
  try {
    const response = await fetch(link.href, { headers: { "HX-Request": "true" }, credentials: "same-origin" });
    if (!response.ok || response.redirected) throw new Error(String(response.status));
    dialog.querySelector(".dialog__body").innerHTML = await response.text();
    dialog.showModal();
    dialog.querySelector("[name=due]:checked, [name=due]")?.focus();
  } catch {
    location.href = link.href;
  }
}

const timers = new WeakMap();
async function word(form) {
  const [said, text] = [form.elements.said, form.elements.tell_text];
  if (!said || !text) return;
  const response = await fetch(form.dataset.promise, { method: "POST", body: new FormData(form), credentials: "same-origin" });
  const sentence = response.ok ? await response.text() : "";
  if (!sentence || !said.value || !text.value.includes(said.value)) return;
  text.value = text.value.replace(said.value, () => sentence);
  said.value = sentence;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-opens-promise]");
  if (link && dialog && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    open(link);
  } else if (event.target.closest("[data-closes-promise]") && dialog?.open) {
    event.preventDefault();
    dialog.close();
  }
});
for (const kind of ["input", "change"]) document.addEventListener(kind, (event) => {
  const form = event.target.closest?.("form[data-promise]");
  if (!form || event.target.name === "tell_text") return;
  clearTimeout(timers.get(form));
  timers.set(form, setTimeout(() => word(form), 250));
});
