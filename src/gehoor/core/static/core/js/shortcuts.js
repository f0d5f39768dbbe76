// Every element with data-key="r" (or a sequence, "g m") answers to that key; the ? dialog lists those on the page.
// Ignored while typing, with Ctrl, Alt or Meta held, and wholly when switched off (WCAG 2.1.4).
const off = document.documentElement.dataset.shortcuts === "off";
let before = "";
let timer = 0;

const typing = (target) => target.closest?.("input, textarea, select, [contenteditable]");
const seen = (element) => element.checkVisibility?.({ visibilityProperty: true }) ?? element.offsetParent !== null;
const find = (key) => [...document.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)].find((one) => seen(one) || one.closest("details.menu") || one.dataset.opensDialog);

function act(element) {
  if (element.matches("input, textarea, select")) {
    element.focus();
    element.select?.();
  } else {
    element.click();
  }
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && typing(event.target) && !event.defaultPrevented && !document.querySelector("dialog[open]")) event.target.blur();
  if (off || event.ctrlKey || event.altKey || event.metaKey || event.isComposing || typing(event.target)) return;
  if (document.querySelector("dialog[open]") || event.key.length !== 1) return;
  const key = before ? `${before} ${event.key}` : event.key;
  const element = find(key);
  clearTimeout(timer);
  before = "";
  if (element) {
    event.preventDefault();
    act(element);
  } else if (document.querySelector(`[data-key^="${CSS.escape(event.key)} "]`)) {
    before = event.key;
    timer = setTimeout(() => { before = ""; }, 1500);
  }
});

document.getElementById("keyboard-help")?.addEventListener("gehoor:opens", (event) => {
  const list = event.target.querySelector("[data-lists-keys]");
  const known = new Set();
  list.replaceChildren();
  for (const element of document.querySelectorAll("[data-key]")) {
    if (known.has(element.dataset.key)) continue;
    known.add(element.dataset.key);
    const what = document.createElement("dt");
    what.textContent = element.dataset.keyLabel || element.getAttribute("aria-label") || element.textContent.trim();
    const keys = document.createElement("dd");
    element.dataset.key.split(" ").forEach((one, at) => {
      if (at) keys.append(` ${list.dataset.then} `);
      keys.append(Object.assign(document.createElement("kbd"), { textContent: one }));
    });
    list.append(what, keys);
  }
});
