// The chat of somebody without an account. Without this script the page works by loading it again.
import { Line } from "./line.js";
import { Outbox } from "./outbox.js";

const WRITES_AGAIN = 4000, STILL = 6000, FORGET = 60000; // ms; that somebody stopped writing is told as well
const by = (id) => document.getElementById(id);
const talk = by("talk"), lines = by("lines"), waiting = by("waiting"), form = by("einde"), text = form.elements.text;
const mark = () => crypto.getRandomValues(new Uint32Array(4)).reduce((made, part) => made + part.toString(36).padStart(7, "0"), "");
const newest = () => Math.max(0, ...[...lines.querySelectorAll("[data-message]")].map((line) => Number(line.dataset.message)));
const post = (url, words) => fetch(url, { method: "POST", body: new URLSearchParams(words), keepalive: true }).catch(() => {});

// In the title of a page that is not looked at: how many answers came meanwhile.
const title = document.title;
let unseen = 0;
function tellUnseen(number) {
  unseen = number;
  document.title = number ? `(${number}) ${title}` : title;
}

let shownState = null;
// What came in is put where it belongs; what stands there already stays as it is.
function show(news) {
  const fresh = document.createElement("template");
  fresh.innerHTML = news.said;
  const nearEnd = scrollY + innerHeight > form.offsetTop && !document.activeElement?.closest(".chat__more");
  const all = [...fresh.content.children].filter((one) => !by(one.id)), came = all.at(-1);
  lines.append(...all);
  if (news.event >= line.event && shownState !== news.state) by("state").innerHTML = shownState = news.state;
  line.event = Math.max(line.event, news.event);
  readTo(news.read);
  if (came && nearEnd) came.scrollIntoView({ block: "nearest" });
  if (came) writes(false);
  if (came && document.hidden) tellUnseen(unseen + all.filter((one) => one.matches(".talk__line--ours")).length);
  line.is(true);
}

function readTo(number) {
  for (const one of lines.querySelectorAll(".talk__line--theirs")) if (Number(one.dataset.message) <= number) one.querySelector("[data-read]").hidden = false;
}

const heard = new Set(); // events that were told of while news was on its way
let asking = false, sending = false, tries = 0;
async function ask(event) {
  if (asking || sending) return heard.add(event);
  asking = true;
  try {
    const seen = document.hidden ? "" : "&gezien";
    const response = await fetch(`${talk.dataset.news}?na=${newest()}&stand=${line.event}${seen}`, { cache: "no-store" });
    if (response.ok) { tries = 0; show(await response.json()); }
    else if ([404, 410].includes(response.status)) return location.reload(); // it is gone, or its link was taken back: the page says so, and what to do
    else if (response.status >= 500) throw new Error(String(response.status));
  } catch {
    line.is(false);
    setTimeout(() => ask(), Math.min(30000, 1000 * 2 ** tries++) * (0.5 + Math.random() / 2));
  }
  asking = false;
  settle();
}

// What came meanwhile, unless the news on its way had it already.
function settle() {
  const more = [...heard].some((event) => event !== line.event);
  heard.clear();
  if (more) ask();
}

// The place in the line, and how long it takes.
function stands(words) {
  const place = document.querySelector("[data-place]");
  if (place && place.textContent !== words) place.textContent = words;
}

let forgetting = 0;
function writes(on) {
  clearTimeout(forgetting);
  const place = by("writes"), says = on ? place.dataset.says : "";
  if (place.textContent !== says) place.textContent = says;
  if (on) forgetting = setTimeout(() => writes(false), FORGET);
}

const line = new Line(talk.dataset.live, {
  event: Number(talk.dataset.event),
  changed: ask,
  told(name, data) {
    if (name === "writes") writes(data.on);
    else if (name === "read") readTo(data.to);
    else stands(data.text);
  },
  stands(there) {
    const place = by("line");
    const sentence = document.createElement("p");
    sentence.textContent = there ? place.dataset.back : place.dataset.away;
    place.classList.toggle("chat__line--away", !there);
    place.replaceChildren(sentence);
    if (!there) writes(false);
    if (there) { outbox.go(); setTimeout(() => line.away || place.replaceChildren(), 4000); }
  },
});

// --- what I say ---
const pending = (item) => waiting.querySelector(`[data-once="${item.once}"]`);
const outbox = new Outbox(`gehoor.chat:${form.dataset.keep}`, {
  // The answer to what I say brings along what is new: nothing is asked meanwhile, unless files take long.
  async send(item) {
    sending = !item.files;
    const body = new FormData();
    body.set("text", item.text);
    body.set("once", item.once);
    body.set("after", newest());
    body.set("event", line.event);
    for (const file of item.files ?? []) body.append("files", file);
    const headers = { Accept: "application/json" };
    try {
      const response = await fetch(form.action, { method: "POST", body, headers, cache: "no-store" });
      if (response.status >= 500) throw new Error(String(response.status));
      if (response.ok) return await response.json();
      const told = await response.json().catch(() => ({}));
      if (response.status === 429) { state(item, told.problem); return null; }
      return { problem: told.problem || waiting.dataset.refused };
    } catch (error) {
      line.is(false);
      state(item, waiting.dataset.again);
      throw error;
    } finally {
      sending = false;
      setTimeout(() => asking || settle());
    }
  },
  shown(item) {
    const one = document.createElement("li");
    one.className = "talk__line talk__line--theirs talk__line--waiting";
    one.dataset.once = item.once;
    one.innerHTML = '<p class="talk__head"><b></b></p><div class="talk__text"><p></p></div><p class="talk__state"></p>';
    one.querySelector("b").textContent = waiting.dataset.you;
    one.querySelector(".talk__text p").innerText = [item.text, ...(item.files ?? []).map((file) => file.name)].filter(Boolean).join("\n");
    one.querySelector(".talk__state").textContent = waiting.dataset.sending;
    waiting.append(one);
  },
  sent(item, news) {
    pending(item)?.remove();
    show(news);
  },
  refused(item, problem) {
    state(item, `${waiting.dataset.refused} ${problem}`);
    pending(item)?.classList.add("talk__line--refused");
    if (!text.value) { text.value = item.text; changed(); }
  },
});
function state(item, words) {
  const place = pending(item)?.querySelector(".talk__state");
  if (place && words) { place.textContent = words; document.dispatchEvent(new CustomEvent("gehoor:say", { detail: words })); }
}

const changed = () => text.dispatchEvent(new Event("input", { bubbles: true }));
form.addEventListener("submit", (event) => {
  event.preventDefault();
  event.stopPropagation();
  const files = [...form.elements.files.files];
  if (!text.value.trim() && !files.length) return text.focus();
  const item = { text: text.value, once: mark(), ...(files.length && { files }) };
  waiting.querySelectorAll(".talk__line--refused").forEach((one) => one.remove());
  text.value = "";
  form.elements.files.value = "";
  stopped();
  changed();
  outbox.add(item);
  text.focus();
});

// A picture that is pasted stands among the files, to be sent.
text.addEventListener("paste", (event) => {
  const pasted = event.clipboardData.files;
  if (!pasted.length || event.clipboardData.types.includes("text/plain")) return;
  event.preventDefault();
  const all = new DataTransfer();
  for (const file of [...form.elements.files.files, ...pasted]) all.items.add(file);
  form.elements.files.files = all.files;
  form.querySelector(".chat__files").open = true;
});

if (matchMedia("(pointer: fine)").matches) {
  form.querySelector("[data-hint]").hidden = false;
  text.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.ctrlKey) return;
    event.preventDefault();
    form.requestSubmit();
  });
}

let said = 0, still = 0;
function stopped() {
  clearTimeout(still);
  if (said) post(talk.dataset.writesUrl, { on: "0" });
  said = 0;
}
text.addEventListener("input", () => {
  if (!text.value) return;
  clearTimeout(still);
  still = setTimeout(stopped, STILL);
  if (Date.now() - said < WRITES_AGAIN) return;
  said = Date.now();
  post(talk.dataset.writesUrl, { on: "1" });
});
// Who comes back to an answer finds it in sight.
if (!location.hash) lines.querySelector(".talk__line--ours:last-child")?.scrollIntoView({ block: "nearest" });
document.addEventListener("visibilitychange", () => {
  if (document.hidden) return;
  tellUnseen(0);
  post(talk.dataset.readUrl, { to: newest() });
});
