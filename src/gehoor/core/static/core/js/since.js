// What was said since the newest message on the screen, added at once: for live contact, where a whole timeline for each
// word would come too late. The element names where to ask (data-live-since), the id of the element that holds the list
// (data-live-into), and what a screen reader hears (data-live-says). A message is added once, by its id.
const flights = new WeakMap(); // element -> "busy" or "again"

const list = (element) => document.querySelector(`#${CSS.escape(element.dataset.liveInto)} ol`);
const newest = (into) => Math.max(0, ...[...into.querySelectorAll(":scope > [id^=message-]")].map((one) => Number(one.id.slice(8))));

export async function fetchSince(element, tries = 0) {
  if (flights.has(element) && !tries) return flights.set(element, "again");
  const into = list(element);
  if (!into) return;
  flights.set(element, "busy");
  try {
    const response = await fetch(`${element.dataset.liveSince}?after=${newest(into)}`, { headers: { "X-Gehoor-Live": "1" }, cache: "no-store", redirect: "manual" });
    if (response.status >= 500) throw new Error(String(response.status));
    if (response.ok) add(element, into, await response.text());
  } catch {
    return setTimeout(() => fetchSince(element, tries + 1), Math.min(30000, 500 * 2 ** tries) * (0.5 + Math.random() / 2));
  }
  const again = flights.get(element) === "again";
  flights.delete(element);
  if (again) fetchSince(element);
}

function add(element, into, html) {
  const fresh = new DOMParser().parseFromString(html, "text/html").body.children;
  const came = [...fresh].filter((one) => one.id && !document.getElementById(one.id)).map((one) => into.appendChild(document.importNode(one, true)));
  if (!came.length) return;
  for (const one of came) window.htmx?.process(one);
  if (element.dataset.liveSays && came.some((one) => one.matches(".utterance--theirs"))) document.dispatchEvent(new CustomEvent("gehoor:say", { detail: element.dataset.liveSays }));
  document.dispatchEvent(new CustomEvent("gehoor:since", { detail: { came } }));
}
