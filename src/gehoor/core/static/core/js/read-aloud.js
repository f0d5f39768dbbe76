// Reads the parts marked data-aloud, in the language of the text, where the browser has a voice. Begin, pause, go on, stop.
import { sentences, Speaker, withVoice } from "./speaking.js";

const place = document.querySelector("[data-aloud-buttons]");
const speaker = place && new Speaker(place.dataset.language, () => stop());
let state = "begin"; // what the button does next: begin | pause | on

function show(next) {
  state = next;
  const button = place.querySelector("[data-aloud-go]");
  button.querySelector("span").textContent = button.dataset[state];
  place.querySelector("[data-aloud-stop]").hidden = state === "begin";
}

function go() {
  speaker.hush();
  if (state === "pause") return show("on");
  if (state === "begin") speaker.queue = sentences(document.querySelectorAll("[data-aloud]"));
  show("pause");
  speaker.goOn();
}

function stop() {
  speaker.hush();
  const hadFocus = document.activeElement?.matches("[data-aloud-stop]");
  show("begin");
  if (hadFocus) place.querySelector("[data-aloud-go]").focus();
}

if (place) withVoice(() => {
  if (!place.hidden) return;
  place.hidden = false;
  place.querySelector("[data-aloud-go]").addEventListener("click", go);
  place.querySelector("[data-aloud-stop]").addEventListener("click", stop);
  addEventListener("pagehide", () => speaker.hush());
});
