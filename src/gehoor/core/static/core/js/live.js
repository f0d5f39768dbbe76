// An element with data-live="queue" or "conversation:12" shows what a fresh load of data-live-url would show:
// the socket says that there is something new, and the element is fetched again. data-live-event: how far it is now.
// data-live-says: what a screen reader hears after a change. data-live-since: instead, what is new is added; see since.js.
import { morph } from "./morph.js";
import { LiveSocket } from "./live-socket.js";
import { Present } from "./present.js";
import { fetchSince } from "./since.js";

const CALM = { queue: 1000 }; // milliseconds between two looks at the same; other topics 150
const waiting = new Map(); // element id -> timer, or "busy", or "again"

const shown = () => [...document.querySelectorAll("[data-live][id]")];
const following = (topic) => shown().filter((element) => element.dataset.live === topic);
const topics = () => [...new Set(shown().map((element) => element.dataset.live))];

function look(element, delay, event) {
  if (element.dataset.liveSince) return fetchSince(element, event ?? undefined);
  const state = waiting.get(element.id);
  if (state === "busy") waiting.set(element.id, "again");
  if (state) return;
  waiting.set(element.id, setTimeout(() => refetch(element.id), delay ?? CALM[element.dataset.live] ?? 150));
}

async function refetch(id, tries = 0) {
  const element = document.getElementById(id);
  if (!element?.dataset.live) return waiting.delete(id);
  waiting.set(id, "busy");
  try {
    const url = element.dataset.liveUrl || location.href;
    const response = await fetch(url, { headers: { "X-Gehoor-Live": "1" }, cache: "no-store", redirect: "manual" });
    if (response.ok) show(id, await response.text());
    else if (response.status >= 500) throw new Error(String(response.status));
    else return waiting.delete(id); // logged out or no longer ours: the socket says so, the page stays as it is
  } catch {
    waiting.set(id, setTimeout(() => refetch(id, tries + 1), Math.min(30000, 1000 * 2 ** tries) * (0.5 + Math.random() / 2)));
    return;
  }
  const again = waiting.get(id) === "again";
  waiting.delete(id);
  const now = document.getElementById(id);
  if (again && now) look(now);
}

function show(id, html) {
  const element = document.getElementById(id);
  const fresh = new DOMParser().parseFromString(html, "text/html").getElementById(id);
  if (!element || !fresh || element.isEqualNode(fresh)) return;
  const before = element.textContent;
  const after = morph(element, fresh);
  window.htmx?.process(after);
  const says = after.dataset.liveSays;
  if (says && before !== after.textContent) document.dispatchEvent(new CustomEvent("gehoor:say", { detail: says }));
  document.dispatchEvent(new CustomEvent("gehoor:updated", { detail: { id } }));
}

let present = null;
function heard({ topic, event, version, present: at, who, passing }) {
  if (passing) return document.dispatchEvent(new CustomEvent("gehoor:passing", { detail: { topic, ...passing } }));
  if (at) return present?.show(at, who);
  for (const element of following(topic)) {
    // Words may have been missed, by all screens alike: spread over two seconds.
    if (version === undefined) look(element, event === null ? Math.random() * 2000 : undefined, event);
    else if (version !== element.dataset.liveEvent) look(element);
  }
}

const state = document.getElementById("live-state");
if (shown().length && state) {
  const socket = new LiveSocket(state, heard);
  socket.follow(topics());
  present = Present.on(socket);
  new MutationObserver(() => socket.follow(topics())).observe(document.body, {
    childList: true, subtree: true, attributes: true, attributeFilter: ["data-live"],
  });
}
