// Search while somebody types: what is found replaces the list below the box, and is told to screen readers once they pause.
// What is typed goes in the body, so it stands in no address. Without this the form does the same with a page.
const form = document.querySelector("[data-answers]");
const box = form.querySelector("[name=q]");
const found = document.getElementById("found");
const shelf = document.getElementById("shelf");
const QUIET = 250; // ms without a key before looking
const DONE = 2500; // ms without a key before a question counts as whole, and the result is said
let looking = null;
let timers = [];
let last = box.defaultValue.trim();

async function look(typed, done) {
  looking?.abort();
  looking = new AbortController();
  const body = new URLSearchParams({ q: typed, ...(done && { done: "1" }) });
  try {
    const answer = await fetch(form.dataset.answers, { method: "POST", body, signal: looking.signal });
    if (!answer.ok && answer.status !== 429) return form.submit();
    const html = await answer.text();
    if (box.value.trim() !== typed) return;
    found.innerHTML = html; // our own partial
    shelf.hidden = Boolean(found.querySelector(".answers"));
    if (done) say();
  } catch (problem) {
    if (problem.name !== "AbortError" && done) form.submit();
  }
}

function say() {
  const detail = found.querySelector("[data-says]")?.dataset.says;
  if (detail) document.dispatchEvent(new CustomEvent("gehoor:say", { detail }));
}

function typedOn() {
  const typed = box.value.trim();
  if (typed === last) return;
  last = typed;
  timers.forEach(clearTimeout);
  if (!typed) {
    looking?.abort();
    found.replaceChildren();
    shelf.hidden = false;
    return;
  }
  if (typed.length < 2) return;
  timers = [setTimeout(look, QUIET, typed, false), setTimeout(look, DONE, typed, true)];
}

box.addEventListener("input", typedOn);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  timers.forEach(clearTimeout);
  last = box.value.trim();
  if (last) look(last, true);
});
// Back from an answer the browser puts the words in the box again, and the list has to follow.
addEventListener("pageshow", () => setTimeout(typedOn));
