// A sheet (<details data-sheet>) puts the focus on its first field when it opens, and back on its button with Escape.
document.addEventListener("toggle", (event) => {
  const sheet = event.target;
  if (!sheet.matches?.("details[data-sheet]") || !sheet.open) return;
  sheet.querySelector("[autofocus], input:not([type=hidden]), select, textarea")?.focus();
}, true);
document.addEventListener("keydown", (event) => {
  const sheet = event.key === "Escape" && event.target.closest?.("details[data-sheet][open]");
  if (!sheet) return;
  sheet.open = false;
  sheet.querySelector("summary").focus();
});
