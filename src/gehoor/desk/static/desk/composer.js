// Answer or note: the tabs are links that work without scripts; with them the other box appears at once, with the focus in it.
function choose(name) {
  for (const form of document.querySelectorAll("[data-write]")) form.hidden = form.dataset.write !== name;
  for (const tab of document.querySelectorAll("[data-writes]")) {
    if (tab.dataset.writes === name) tab.setAttribute("aria-current", "true");
    else tab.removeAttribute("aria-current");
  }
  const box = document.querySelector(`[data-write="${CSS.escape(name)}"] textarea`);
  box?.focus();
  box?.scrollIntoView({ block: "nearest" });
}
document.addEventListener("click", (event) => {
  const tab = event.target.closest("[data-writes]");
  if (!tab || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  choose(tab.dataset.writes);
});
