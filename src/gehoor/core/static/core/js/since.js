// What was said since the newest message on the screen, added at once: for live contact, where a whole timeline for each
// word would come too late. The element names where to ask (data-live-since), the id of the element that holds the list
// (data-live-into), and what a screen reader hears (data-live-says). A message is added once, by its id.
const flights = new WeakMap(); // element -> the newest event heard of while words are on their way, 0 for none
const known = new WeakMap(); // element -> the newest event whose words are here; those of one conversation come in order

const list = (element) => document.querySelector(`#${CSS.escape(element.dataset.liveInto)} ol`);
const newest = (into) => Math.max(0, ...[...into.querySelectorAll(":scope > [id^=message-]")].map((one) => Number(one.id.slice(8))));

export async function fetchSince(element, event = Infinity, tries = 0) {
  if (event <= (known.get(element) ?? 0)) return;
  if (flights.has(element) && !tries) return flights.set(element, Math.max(flights.get(element), event));
  const into = list(element);
  if (!into) return;
  flights.set(element, 0);
  try {
    const response = await fetch(`${element.dataset.liveSince}?after=${newest(into)}`, { headers: { "X-Gehoor-Live": "1" }, cache: "no-store", redirect: "manual" });
    if (response.status >= 500) throw new Error(String(response.status));
    if (response.ok) take(element, { said: await response.text(), event: Number(response.headers.get("X-Gehoor-Event")) });
  } catch {
    return setTimeout(() => fetchSince(element, event, tries + 1), Math.min(30000, 500 * 2 ** tries) * (0.5 + Math.random() / 2));
  }
  land(element);
}

// `coming` brings them along, as {said, event}: nothing is asked meanwhile.
export async function bring(element, coming) {
  const flies = !flights.has(element);
  if (flies) flights.set(element, 0);
  try {
    const answer = await coming;
    if (answer.said !== undefined) take(element, answer);
    return answer;
  } finally {
    if (flies) land(element);
  }
}

export const after = (element) => { const into = list(element); return into ? newest(into) : 0; };

function land(element) {
  const heard = flights.get(element);
  flights.delete(element);
  if (heard) fetchSince(element, heard);
}

function take(element, { said, event }) {
  known.set(element, Math.max(known.get(element) ?? 0, event || 0));
  const into = list(element);
  if (into) add(element, into, said);
}

function add(element, into, html) {
  const fresh = new DOMParser().parseFromString(html, "text/html").body.children;
  const came = [...fresh].filter((one) => one.id && !document.getElementById(one.id)).map((one) => into.appendChild(document.importNode(one, true)));
  if (!came.length) return;
  for (const one of came) window.htmx?.process(one);
  if (element.dataset.liveSays && came.some((one) => one.matches(".utterance--theirs"))) document.dispatchEvent(new CustomEvent("gehoor:say", { detail: element.dataset.liveSays }));
  document.dispatchEvent(new CustomEvent("gehoor:since", { detail: { came } }));
}
