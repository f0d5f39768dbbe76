// The chat on the page of its conversation: Enter sends at once, what is not sent yet waits and goes again by itself.
import { after, bring } from "../core/js/since.js";
import { Outbox } from "./outbox.js";

const FORGET = 10000;
const live = document.getElementById("talk");
const pane = document.querySelector("[data-talk]"), form = document.getElementById("chat-form"), text = form.elements.text;
const waiting = document.getElementById("chat-waiting"), writing = document.getElementById("chat-writes");
const csrf = () => /(?:^|; )csrftoken=([^;]*)/.exec(document.cookie)?.[1] ?? form.elements.csrfmiddlewaretoken.value;
const mark = () => crypto.getRandomValues(new Uint32Array(4)).reduce((made, part) => made + part.toString(36).padStart(7, "0"), "");
const said = (side) => [...document.querySelectorAll(`#timeline .utterance--${side}[id^=message-]`)];
const newest = (side) => Math.max(0, ...said(side).map((one) => Number(one.id.slice(8))));
const pending = (item) => waiting.querySelector(`[data-once="${item.once}"]`);
const changed = () => text.dispatchEvent(new Event("input", { bubbles: true }));

function state(item, words, kind = "") {
  const place = pending(item)?.querySelector(".utterance__foot");
  if (!place) return;
  place.textContent = words;
  pending(item).classList.toggle("utterance--failed", kind === "refused");
  document.dispatchEvent(new CustomEvent("gehoor:say", { detail: words }));
}

async function post(body) {
  const headers = { Accept: "application/json", "X-CSRFToken": csrf() };
  const response = await fetch(form.action, { method: "POST", body, headers, redirect: "error" });
  if (response.status >= 500 || response.status === 403 || response.status === 401) throw new Error(String(response.status));
  return response.json();
}

const outbox = new Outbox(`gehoor.keep:${document.body.dataset.keepOwner}:${pane.dataset.reference}:chat-waiting`, {
  async send(item) {
    const body = new FormData();
    body.set("text", item.text);
    body.set("once", item.once);
    body.set("after", after(live));
    if (item.to) body.set(item.chosen ? "to" : "only", item.to);
    if (item.cites) body.set("cites", item.cites);
    for (const file of item.files ?? []) body.append("files", file);
    try {
      return await (item.files ? post(body) : bring(live, post(body)));
    } catch (error) {
      state(item, waiting.dataset.again);
      throw error;
    }
  },
  shown(item) {
    const one = document.createElement("li");
    one.className = "utterance utterance--ours";
    one.dataset.once = item.once;
    one.innerHTML = '<span class="utterance__sign"></span><article class="utterance__card"><header class="utterance__head"><h3 class="utterance__who"></h3></header><div class="utterance__body prose"><p></p></div><footer class="utterance__foot"></footer></article>';
    one.querySelector("h3").textContent = waiting.dataset.you;
    one.querySelector("p").innerText = [item.text, ...(item.files ?? []).map((file) => file.name)].filter(Boolean).join("\n");
    one.querySelector("footer").textContent = waiting.dataset.sending;
    waiting.append(one);
    toEnd();
  },
  // The answer brings it to the timeline, or the live line did; until it stands there the copy stays.
  sent(item, { message }) {
    const copy = pending(item);
    if (!copy) return;
    const look = () => {
      if (!document.getElementById(`message-${message}`)) return;
      copy.remove();
      document.removeEventListener("gehoor:since", look);
    };
    copy.querySelector(".utterance__foot").textContent = "";
    document.addEventListener("gehoor:since", look);
    setTimeout(() => copy.remove(), 3000);
    look();
  },
  refused(item, problem) {
    state(item, `${waiting.dataset.refused} ${problem}`, "refused");
    if (!text.value) { text.value = item.text; changed(); }
  },
});

form.addEventListener("submit", (event) => {
  event.preventDefault();
  event.stopPropagation();
  const files = [...form.elements.files.files];
  if (!text.value.trim() && !files.length) return text.focus();
  const { to, only, cites } = form.elements;
  const item = { text: text.value, once: mark(), ...(files.length && { files }), cites: cites.value, to: (to ?? only).value, chosen: Boolean(to) };
  waiting.querySelectorAll(".utterance--failed").forEach((one) => one.remove());
  text.value = form.elements.cites.value = "";
  form.elements.cites.dispatchEvent(new Event("input", { bubbles: true }));
  form.elements.files.value = "";
  chosen();
  changed();
  outbox.add(item);
  text.focus();
});
text.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.ctrlKey || event.metaKey || event.isComposing) return;
  event.preventDefault();
  form.requestSubmit();
});
const chosen = () => { form.querySelector("[data-chosen]").textContent = [...form.elements.files.files].map((file) => file.name).join(", "); };
form.elements.files.addEventListener("change", chosen);

// --- the newest in sight; the box to write in stands over the page, so what is behind it counts as out of sight ---
const story = document.getElementById("write").parentElement;
const scroller = () => (getComputedStyle(story).overflowY === "auto" ? story : document.scrollingElement);
const toEnd = () => { const box = scroller(); box.scrollTop = box.scrollHeight; };
const isNearEnd = () => { const box = scroller(); return box.scrollHeight - box.scrollTop - box.clientHeight < 0.5 * box.clientHeight; };
// The box grows after the page is there (other chats, what is read), and as somebody types.
new ResizeObserver(() => { if (!pane.hidden && isNearEnd()) toEnd(); }).observe(document.getElementById("write"));

// --- what the other side does ---
let timer = 0;
function writes(on) {
  clearTimeout(timer);
  writing.textContent = on ? writing.dataset.says : "";
  if (on) timer = setTimeout(() => writes(false), FORGET);
}
function here(on) {
  pane.querySelector("[data-here]").hidden = !on;
  pane.querySelector("[data-gone]").hidden = on;
}
function readTo(number) {
  const mark = pane.querySelector("[data-read-to]"), last = newest("ours");
  mark.dataset.readTo = Math.max(Number(mark.dataset.readTo), number);
  mark.hidden = !last;
  mark.textContent = last <= Number(mark.dataset.readTo) ? mark.dataset.says : mark.dataset.saysNot;
}
let told = 0;
function tellSeen() {
  const to = newest("theirs");
  if (document.hidden || to <= told) return;
  told = to;
  fetch(pane.dataset.seenUrl, { method: "POST", body: new URLSearchParams({ to }), headers: { "X-CSRFToken": csrf() } }).catch(() => { told = 0; });
}
document.addEventListener("gehoor:passing", ({ detail }) => {
  if (detail.topic !== pane.dataset.talk) return;
  if ("writes" in detail) writes(detail.writes);
  if ("here" in detail) here(detail.here);
  if ("seen" in detail) readTo(detail.seen);
});
document.addEventListener("gehoor:since", ({ detail }) => {
  if (detail.came.some((one) => one.matches(".utterance--theirs"))) { writes(false); here(true); }
  readTo(0);
  tellSeen();
  if (isNearEnd() || detail.came.some((one) => one.matches(".utterance--ours"))) toEnd();
});
document.addEventListener("visibilitychange", tellSeen);
readTo(0);
tellSeen();
if (!pane.hidden && !document.querySelector("[data-comes-first]")) { toEnd(); text.focus({ preventScroll: true }); } // else a call is to be made: its keys come first
