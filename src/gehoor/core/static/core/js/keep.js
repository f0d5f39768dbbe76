// Nothing typed is lost. A form with data-keep="K7P2-9XQM:reply" keeps its text in this tab until the server says it has
// it: an element with data-kept-by-server="kept:K7P2-9XQM:reply" (see _messages.html) or the event gehoor:kept.
const owner = document.body.dataset.keepOwner || "";
const prefix = "gehoor.keep:";
const sent = new WeakSet();

const fields = (form) => [...form.querySelectorAll("textarea[name], input[name]:not([type=hidden], [type=password], [type=file], [type=checkbox], [type=radio])")];
const place = (form) => `${prefix}${owner}:${form.dataset.keep}`;
const changed = (form) => fields(form).some((field) => field.value !== field.defaultValue);

function keep(form) {
  const texts = Object.fromEntries(fields(form).filter((field) => field.value).map((field) => [field.name, field.value]));
  if (Object.keys(texts).length) sessionStorage.setItem(place(form), JSON.stringify(texts));
  else sessionStorage.removeItem(place(form));
}

function restore(form) {
  const kept = JSON.parse(sessionStorage.getItem(place(form)) || "{}");
  let found = false;
  for (const field of fields(form)) {
    if (!kept[field.name] || field.value !== "" && field.value !== field.defaultValue) continue;
    if (field.value === kept[field.name]) continue;
    field.value = kept[field.name];
    field.dispatchEvent(new Event("input", { bubbles: true }));
    found = true;
  }
  const word = form.querySelector("[data-keep-word]");
  if (word) word.hidden = !found;
}

function drop(name) {
  sessionStorage.removeItem(`${prefix}${owner}:${name.replace(/^kept:/, "")}`);
}

function look(root) {
  for (const mark of root.querySelectorAll("[data-kept-by-server]")) drop(mark.dataset.keptByServer);
  for (const form of root.querySelectorAll("form[data-keep]")) if (!form.dataset.keepReady) {
    form.dataset.keepReady = "yes";
    restore(form);
  }
}

document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-keep]");
  if (form) keep(form);
});
document.addEventListener("submit", (event) => {
  sent.add(event.target);
  if (!event.target.matches("[data-forgets-kept]")) return;
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(prefix)) sessionStorage.removeItem(key);
});
document.addEventListener("gehoor:kept", (event) => drop(String(event.detail?.value ?? event.detail)));
addEventListener("beforeunload", (event) => {
  const open = [...document.querySelectorAll("form[data-keep]")].some((form) => !sent.has(form) && changed(form));
  if (open) event.preventDefault();
});
new MutationObserver(() => look(document)).observe(document.body, { childList: true, subtree: true });
look(document);
