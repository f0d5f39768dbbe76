// Knowledge beside what is being written: moved through by key, put in where the cursor is, and kept with the message as
// chips. A form that can cite has a hidden box [data-cites-field] with a line "version number question" for each.
const off = document.documentElement.dataset.shortcuts === "off";
const panel = document.querySelector("[data-knowledge]"), found = document.getElementById("knowledge-found");
const say = (words) => document.dispatchEvent(new CustomEvent("gehoor:say", { detail: words }));
const isSeen = (element) => element?.isConnected && (element.checkVisibility?.() ?? element.offsetParent !== null);
const changed = (box) => box.dispatchEvent(new Event("input", { bubbles: true }));

// --- chips ---
function draw(field) {
  const place = field.closest("[data-cites]"), chips = field.value.split("\n").map((line) => /^(\d+) (\d+) (.+)$/.exec(line.trim())).filter(Boolean);
  place.querySelector("ul").replaceChildren(...chips.map(([, version, number, question]) => {
    const one = place.querySelector("template").content.firstElementChild.cloneNode(true);
    const name = one.querySelector(".cites__name"), out = one.querySelector("[data-uncites]");
    name.textContent = name.dataset.says.replace("{question}", question).replace("{number}", number);
    out.dataset.uncites = version;
    out.setAttribute("aria-label", place.dataset.takesOut.replace("{name}", question));
    return one;
  }));
}
const fields = () => document.querySelectorAll("[data-cites-field]");
fields().forEach(draw);
document.addEventListener("input", (event) => { if (event.target.matches?.("[data-cites-field]")) draw(event.target); });
document.addEventListener("click", (event) => {
  const out = event.target.closest("[data-uncites]");
  if (!out) return;
  const field = out.closest("[data-cites]").querySelector("[data-cites-field]");
  field.value = field.value.split("\n").filter((line) => line && !line.startsWith(`${out.dataset.uncites} `)).join("\n");
  const box = boxOf(field.form);
  changed(field);
  box.focus();
});

// --- putting in ---
let last = null; // the box that was written in last
const boxOf = (form) => form?.querySelector("textarea:not([data-cites-field])");
document.addEventListener("focusin", ({ target }) => { if (target.matches("textarea:not([data-cites-field])") && target.form?.querySelector("[data-cites-field]")) last = target; });
const open = () => boxOf([...fields()].map((field) => field.form).find(isSeen));
function boxToWriteIn() {
  if (isSeen(last)) return last;
  if (!open()) document.querySelector("[data-writes=talk], [data-writes=reply]")?.click();
  return open();
}

async function put({ words, inserts }) {
  const box = boxToWriteIn();
  if (!box) return tell(panel.dataset.nowhere);
  const response = await fetch(`${words}?as=${inserts}`, { headers: { Accept: "application/json" } }).catch(() => null);
  if (!response?.ok) return tell(panel.dataset.gone);
  const { text, cites } = await response.json();
  const field = box.form.querySelector("[data-cites-field]"), lines = field.value.split("\n").filter(Boolean);
  if (!lines.includes(cites)) field.value = [...lines, cites].join("\n");
  if (text) {
    const before = box.value.slice(0, box.selectionStart), after = box.value.slice(box.selectionEnd);
    const head = before.trim() && !before.endsWith("\n") ? "\n\n" : "", tail = after.trim() && !after.startsWith("\n") ? "\n\n" : "";
    box.setRangeText(head + text + tail, box.selectionStart, box.selectionEnd, "end");
    changed(box);
  }
  changed(field);
  document.querySelector(".pane[data-open] [data-closes-drawer]")?.click(); // on a narrow screen the panel stands over the box
  box.focus();
  box.scrollIntoView({ block: "nearest" });
  say(text ? panel.dataset.put : panel.dataset.cited);
}
function tell(words) {
  found.querySelector("[data-told]")?.remove();
  found.prepend(Object.assign(document.createElement("p"), { className: "small", textContent: words }));
  found.firstElementChild.dataset.told = "";
  say(words);
}
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-inserts]");
  if (button) put(button.dataset);
});

// --- moving ---
const rows = () => [...found.querySelectorAll(".known")];
const search = document.getElementById("knowledge-search");
// The key puts in what one looks at: of the row that is open or has the focus, else of the first.
function look(row) {
  found.querySelectorAll(".known__insert[data-key]").forEach((one) => delete one.dataset.key);
  const button = row?.querySelector(".known__insert");
  if (button) button.dataset.key = "I";
}
found?.addEventListener("toggle", (event) => { if (event.target.open && event.target.matches(".known__fold")) look(event.target.closest(".known")); }, true);
found?.addEventListener("focusin", (event) => look(event.target.closest(".known")));
panel?.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  const at = rows().indexOf(event.target.closest(".known")), typing = event.target === search;
  const key = typing || off ? event.key : event.key.length === 1 ? event.key.toUpperCase() : event.key;
  const step = key === "ArrowDown" || (!typing && key === "J") ? 1 : key === "ArrowUp" || (!typing && key === "K") ? -1 : 0;
  if (step && (typing || at >= 0)) {
    const to = rows()[at + step];
    (to?.querySelector("summary") ?? (step < 0 ? search : null))?.focus();
  } else if (typing && key === "Enter") {
    rows()[0]?.querySelector("summary").focus();
  } else if (key === "Escape" && at >= 0) {
    (isSeen(last) ? last : search).focus();
  } else if (at >= 0 && "IFL".includes(key) && key.length === 1 && !typing) {
    const { words, inserts } = rows()[at].querySelector(".known__insert").dataset;
    put({ words, inserts: inserts === "cite" ? inserts : { I: "short", F: "full", L: "link" }[key] });
  } else return;
  event.preventDefault();
  event.stopPropagation();
});

// Where the panel is a drawer, its key opens that first; what is on its way in cannot have the focus yet.
function reach(tries = 30) {
  search.focus();
  if (document.activeElement !== search && tries) requestAnimationFrame(() => reach(tries - 1));
}
document.addEventListener("keydown", (event) => {
  if (off || event.key !== "q" || event.ctrlKey || event.altKey || event.metaKey || !search || search.checkVisibility?.({ visibilityProperty: true }) !== false) return;
  if (event.target.closest?.("input, textarea, select, [contenteditable]") || document.querySelector("dialog[open]")) return;
  document.querySelector("[data-opens-drawer=side]")?.click();
  event.preventDefault();
  reach();
});

// --- what comes by itself: after each new message of theirs, unless somebody is searching or reading here ---
const asks = () => found && !search.value.trim() && !found.querySelector("details[open]") && found.dispatchEvent(new CustomEvent("gehoor:asks"));
search?.addEventListener("input", () => { if (!search.value.trim()) found.dispatchEvent(new CustomEvent("gehoor:asks")); });
document.addEventListener("gehoor:since", ({ detail }) => { if (detail.came.some((one) => one.matches(".utterance--theirs"))) asks(); });
document.addEventListener("gehoor:updated", ({ detail }) => { if (detail.id === "timeline") asks(); });
