// A button to print, where scripts can do that.
for (const place of document.querySelectorAll("[data-print-button]")) {
  place.hidden = false;
  place.querySelector("button").addEventListener("click", () => print());
}
