// Speaking instead of typing, where the browser can (Web Speech API): what it heard is put into the box to be looked at,
// and sent by nobody but the person. Some browsers have the sound turned into text by their maker: the page says so.
const Recognition = window.SpeechRecognition ?? window.webkitSpeechRecognition;

function ready(place) {
  if (place.dataset.ready) return;
  place.dataset.ready = "yes";
  const box = document.getElementById(place.dataset.dictateFor), button = place.querySelector("button"), told = place.querySelector("[role=status]");
  if (!box) return;
  place.hidden = false;
  let hearing = null;
  const stop = (words) => {
    hearing = null;
    button.setAttribute("aria-pressed", "false");
    told.textContent = words;
  };
  button.addEventListener("click", () => {
    if (hearing) return hearing.stop();
    hearing = new Recognition();
    hearing.lang = document.documentElement.lang === "en" ? "en-GB" : "nl-NL";
    hearing.interimResults = false;
    let heard = false;
    hearing.addEventListener("result", (event) => {
      heard = true;
      box.value = [box.value.trim(), event.results[0][0].transcript].filter(Boolean).join(" ").slice(0, box.maxLength > 0 ? box.maxLength : undefined);
      box.dispatchEvent(new Event("input", { bubbles: true }));
    });
    hearing.addEventListener("error", () => stop(place.dataset.refused));
    hearing.addEventListener("end", () => {
      if (!hearing) return;
      stop(heard ? place.dataset.heard : "");
      box.focus();
    });
    button.setAttribute("aria-pressed", "true");
    told.textContent = place.dataset.listening;
    hearing.start();
  });
}

const look = (root) => { if (Recognition) root.querySelectorAll("[data-dictate-for]").forEach(ready); };
look(document);
document.addEventListener("gehoor:fresh", (event) => look(event.detail));
