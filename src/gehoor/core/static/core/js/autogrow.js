// A textarea with data-autogrow is as tall as its text, up to the max-block-size of its style.
function grow(area) {
  area.style.blockSize = "auto"; // by script, which the CSP allows; a style attribute in the page it does not
  area.style.blockSize = `${area.scrollHeight + 2}px`;
}
document.addEventListener("input", (event) => { if (event.target.matches?.("textarea[data-autogrow]")) grow(event.target); });
function growAll() {
  for (const area of document.querySelectorAll("textarea[data-autogrow]")) if (area.value && area.offsetParent) grow(area);
}
growAll();
addEventListener("resize", growAll); // a phone that is turned has shorter lines
document.addEventListener("toggle", growAll, true); // what was folded has a height only now
