// j and k walk over the [data-move-to] links of the lists with data-move; Enter opens, as it always does.
// So do the arrows, from within a list, from the top of a page that is a list, and down from the search box.
const off = document.documentElement.dataset.shortcuts === "off";
const letters = { j: 1, k: -1 };
const arrows = { ArrowDown: 1, ArrowUp: -1 };

document.addEventListener("keydown", (event) => {
  const step = letters[event.key] || arrows[event.key];
  if (off || !step || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || document.querySelector("dialog[open]")) return;
  const fromSearch = event.key === "ArrowDown" && event.target.matches?.("input[type=search]");
  if (!fromSearch && event.target.closest?.("input, textarea, select, [contenteditable]")) return;
  const stops = [...document.querySelectorAll("[data-move] [data-move-to]")].filter((one) => one.offsetParent);
  const here = stops.indexOf(document.activeElement);
  const isThePage = fromSearch || (document.activeElement.matches("body, main") && stops[0]?.closest("main"));
  if (!stops.length || (arrows[event.key] && here < 0 && !isThePage)) return; // the arrows scroll, as ever
  const from = here >= 0 ? here : stops.findIndex((one) => one.hasAttribute("aria-current"));
  const next = stops[from < 0 ? 0 : Math.min(stops.length - 1, Math.max(0, from + step))];
  if (arrows[event.key] && next === stops[here]) return;
  event.preventDefault();
  next.focus();
  next.scrollIntoView({ block: "nearest" });
});
