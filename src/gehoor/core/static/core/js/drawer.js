// On a narrow screen the person panel and, on a phone, the list are drawers: data-opens-drawer="side" opens, Escape or data-closes-drawer closes.
const wide = matchMedia("(min-width: 75rem)");
let opener = null;
document.documentElement.classList.add("drawers");

function close(drawer) {
  if (!drawer) return;
  drawer.removeAttribute("data-open");
  opener?.setAttribute("aria-expanded", "false");
  opener?.focus();
  opener = null;
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-opens-drawer]");
  const open = document.querySelector("[data-open].pane");
  if (button) {
    event.preventDefault();
    const drawer = document.getElementById(button.dataset.opensDrawer);
    opener = button;
    button.setAttribute("aria-expanded", "true");
    drawer.setAttribute("data-open", "");
    drawer.querySelector("[data-closes-drawer]")?.focus();
  } else if (open && (event.target.closest("[data-closes-drawer]") || !open.contains(event.target))) {
    close(open);
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !event.defaultPrevented) close(document.querySelector("[data-open].pane"));
});
wide.addEventListener("change", () => close(document.querySelector("[data-open].pane")));
