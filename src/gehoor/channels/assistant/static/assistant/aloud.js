// Each answer can be read aloud, where the browser has a voice: the button reads, and stops.
import { sentences, Speaker, withVoice } from "../core/js/speaking.js";

let reading = null; // the button that reads now
const speaker = new Speaker("nl", () => show(false));

function show(on) {
  if (!reading) return;
  const words = reading.querySelector("span");
  if (on) reading.dataset.start = words.textContent;
  words.textContent = on ? reading.dataset.stop : reading.dataset.start;
  reading.setAttribute("aria-pressed", String(on));
  if (!on) reading = null;
}

function stop() {
  if (!reading) return;
  speaker.hush();
  show(false);
}

const offer = () => { for (const button of document.querySelectorAll("[data-read-aloud][hidden]")) button.hidden = false; };
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-read-aloud]");
  if (!button) return;
  const again = reading === button;
  stop();
  if (again) return;
  const text = document.getElementById(button.dataset.readAloud);
  speaker.language = (text.querySelector("[lang]") ?? text.closest("[lang]")).lang.slice(0, 2);
  speaker.queue = sentences([text]);
  reading = button;
  show(true);
  speaker.goOn();
});
let canSpeak = false;
withVoice(() => { canSpeak = true; offer(); });
document.addEventListener("gehoor:fresh", () => { stop(); if (canSpeak) offer(); });
addEventListener("pagehide", stop);
