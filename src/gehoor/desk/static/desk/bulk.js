// Ticking rows of the work list: x ticks the row with the focus, Shift+click ticks up to here, X all on the screen or none.
const off = document.documentElement.dataset.shortcuts === "off";
const boxes = () => [...document.querySelectorAll("#queue-list [name=conversation]")];
const count = document.querySelector("[data-bulk-count]");
const all = document.querySelector("[data-bulk-all]");
let last = null;

function tell() {
  const number = boxes().filter((box) => box.checked).length;
  if (count) count.textContent = `${number} ${count.dataset.bulkWord}`;
}

function tick(box, checked) {
  box.checked = checked;
  last = box.value;
}

document.addEventListener("click", (event) => {
  const box = event.target.closest("#queue-list [name=conversation]");
  if (!box) return;
  const found = boxes();
  const from = found.findIndex((one) => one.value === last);
  const to = found.indexOf(box);
  if (event.shiftKey && from >= 0) for (const one of found.slice(Math.min(from, to), Math.max(from, to) + 1)) one.checked = box.checked;
  last = box.value;
  tell();
});

document.addEventListener("keydown", (event) => {
  if (off || event.key !== "x" || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.target.closest?.("input:not([name=conversation]), textarea, select, [contenteditable]") || document.querySelector("dialog[open]")) return;
  const box = event.target.closest?.(".item")?.querySelector("[name=conversation]");
  if (!box) return;
  event.preventDefault();
  tick(box, !box.checked);
  tell();
});

if (all) {
  all.hidden = false;
  all.addEventListener("click", () => {
    const found = boxes();
    const some = found.some((box) => !box.checked);
    for (const box of found) box.checked = some;
    tell();
  });
}
// Enter does what the open sheet is about, never what the first button of the form does.
document.getElementById("bulk")?.addEventListener("keydown", (event) => {
  const sheet = event.key === "Enter" && event.target.matches("input") && event.target.closest("details");
  if (!sheet) return;
  event.preventDefault();
  event.stopPropagation();
  sheet.querySelector("[name=deed]").click();
}, true);
document.addEventListener("gehoor:updated", tell);
tell();
