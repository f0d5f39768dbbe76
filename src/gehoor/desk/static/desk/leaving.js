// An answer that can still be taken back counts its seconds down; [data-leaves-in] says how many there were when it was
// drawn. Nothing is read aloud each second: the notice told it, and the button stands there until it leaves.
const drawn = new WeakMap();
setInterval(() => {
  for (const foot of document.querySelectorAll("[data-leaves-in]")) {
    const said = foot.dataset.leavesIn;
    if (drawn.get(foot)?.said !== said) drawn.set(foot, { said, at: performance.now() });
    const left = Math.ceil(Number(said) - (performance.now() - drawn.get(foot).at) / 1000);
    const word = foot.querySelector("[data-countdown]");
    word.textContent = left > 0 ? word.dataset.countdown.replace("{seconds}", left) : word.dataset.gone;
    if (left > 0) continue;
    if (foot.contains(document.activeElement)) document.getElementById("latest")?.focus();
    foot.querySelector("form")?.remove();
  }
}, 250);
