// Counts down to when something has to be answered: "3 hours left", then minutes, then that it is late. The server's own
// words ("today before 17:00") stay while there is more time. Colour never says it alone: icon and words change too.
const language = document.documentElement.lang;
const inUnit = (unit) => new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long" });
const hours = inUnit("hour"), minutes = inUnit("minute");
const NEAR = 4 * 60; // minutes: nearer than this it is counted

function countDown() {
  for (const chip of document.querySelectorAll("[data-due]")) {
    const said = chip.querySelector(".time-left__said");
    const left = Math.ceil((Date.parse(chip.dataset.due) - Date.now()) / 60000);
    const state = left <= 0 ? "late" : Date.parse(chip.dataset.short) <= Date.now() ? "short" : "fine";
    said.dataset.first ??= said.textContent;
    let text = said.dataset.first;
    if (state === "late") text = chip.dataset.late;
    else if (left < NEAR) text = chip.dataset.left.replace("{}", left < 90 ? minutes.format(left) : hours.format(Math.round(left / 60)));
    if (said.textContent !== text) said.textContent = text;
    chip.classList.toggle("chip--short", state === "short");
    chip.classList.toggle("chip--boxed", state === "late");
    const use = chip.querySelector("use");
    const icon = { late: "history", short: "alarm-clock", fine: "clock" }[state];
    const href = use.getAttribute("href").replace(/#icon-.*/, `#icon-${icon}`);
    if (use.getAttribute("href") !== href) use.setAttribute("href", href);
  }
}
countDown();
setInterval(countDown, 20000);
document.addEventListener("htmx:after:swap", countDown);
