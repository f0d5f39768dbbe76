// The talk without loading the page again: forms marked data-talk are sent, and what is new takes the place of the talk.
// Without this script the same forms load the page. Where the answer is another page (a chat), that is opened.
const place = () => document.getElementById("with-computer");
const say = (words) => document.dispatchEvent(new CustomEvent("gehoor:say", { detail: words }));

function status(words) {
  const line = place().querySelector(".talk__status");
  if (line) line.textContent = words;
}

async function send(form, submitter) {
  const body = new URLSearchParams(new FormData(form, submitter));
  const response = await fetch(form.action, { method: "POST", body, headers: { Accept: "text/html" }, cache: "no-store" });
  if (response.status >= 500) throw new Error(String(response.status));
  const fresh = new DOMParser().parseFromString(await response.text(), "text/html").getElementById("with-computer");
  const url = new URL(response.url);
  if (!fresh) {
    if (response.ok && form.dataset.keep) document.dispatchEvent(new CustomEvent("gehoor:kept", { detail: form.dataset.keep }));
    return location.assign(response.url);
  }
  place().replaceWith(document.importNode(fresh, true));
  document.dispatchEvent(new CustomEvent("gehoor:fresh", { detail: place() }));
  const anchor = response.ok && url.hash ? document.getElementById(url.hash.slice(1)) : null;
  const asked = form.id === "verder" ? [...place().querySelectorAll(".exchange")].at(-1) : document.getElementById(anchorOf(form));
  const shown = response.ok ? place().querySelector("#mens") ?? anchor ?? asked : place().querySelector("#verder");
  if (response.ok && form.dataset.keep) document.dispatchEvent(new CustomEvent("gehoor:kept", { detail: form.dataset.keep }));
  if (response.ok) say(place().dataset.answered);
  shown?.focus({ preventScroll: true });
  shown?.scrollIntoView({ block: "start" });
}

// A form within an exchange leads back to it.
const anchorOf = (form) => form.closest(".exchange")?.id ?? "";

let busy = false;
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("[data-talk]")) return;
  event.preventDefault();
  if (busy) return;
  busy = true;
  if (form.id === "verder") status(place().dataset.thinking);
  try {
    await send(form, event.submitter);
  } catch {
    status(place().dataset.failed);
  }
  busy = false;
  delete form.dataset.sending;
});
