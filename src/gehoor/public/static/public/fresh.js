// Keeps hours and waits of the contact page as they are now, quietly: only words that changed, and only while it is seen.
const EVERY = 20000;
const list = document.querySelector("[data-fresh]");

async function refresh() {
  if (document.hidden || !list) return;
  try {
    const answer = await fetch(list.dataset.fresh, { headers: { Accept: "text/html" } });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const now of document.querySelectorAll("[id^=now-]")) {
      const fresh = page.getElementById(now.id);
      if (fresh && fresh.innerHTML !== now.innerHTML) now.replaceChildren(...fresh.childNodes);
    }
  } catch {
    // Without a connection the words stay as they were; the next round tries again.
  }
}
setInterval(refresh, EVERY);
document.addEventListener("visibilitychange", refresh);
