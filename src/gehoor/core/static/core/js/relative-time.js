// What the server wrote stays; the last hour is refined to "5 minutes ago" and kept fresh. (No minute is "now": in Dutch
// 0 minutes would be said as "within a minute".)
const words = new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: "auto", style: "short" });

function refine() {
  for (const time of document.querySelectorAll("time[data-relative=short]")) {
    const minutes = Math.round((Date.parse(time.dateTime) - Date.now()) / 60000);
    time.dataset.said ??= time.textContent;
    const fresh = minutes <= 0 && minutes > -60;
    const text = fresh ? minutes ? words.format(minutes, "minute") : words.format(0, "second") : time.dataset.said;
    if (time.textContent !== text) time.textContent = text;
  }
}
refine();
setInterval(refine, 30000);
document.addEventListener("htmx:after:swap", refine);
