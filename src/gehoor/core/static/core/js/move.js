// j and k walk through the first list with data-move on the page, over its [data-move-to] links; Enter opens, as it always does.
const off = document.documentElement.dataset.shortcuts === "off";

document.addEventListener("keydown", (event) => {
  const step = { j: 1, k: -1 }[event.key];
  if (off || !step || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.target.closest?.("input, textarea, select, [contenteditable]") || document.querySelector("dialog[open]")) return;
  const stops = [...document.querySelectorAll("[data-move] [data-move-to]")].filter((one) => one.offsetParent);
  if (!stops.length) return;
  const here = stops.indexOf(document.activeElement);
  const open = stops.findIndex((one) => one.hasAttribute("aria-current"));
  const from = here >= 0 ? here : open;
  const next = stops[from < 0 ? 0 : Math.min(stops.length - 1, Math.max(0, from + step))];
  event.preventDefault();
  next.focus();
  next.scrollIntoView({ block: "nearest" });
});
