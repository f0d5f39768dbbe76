// Reads the parts marked data-aloud, in the language of the text, where the browser has a voice. Begin, pause, go on, stop.
// A sentence at a time: some browsers fall silent in the middle of a long text, and pause() does nothing on some phones.
const place = document.querySelector("[data-aloud-buttons]");
const speech = window.speechSynthesis;
let queue = [];
let state = "begin"; // what the button does next: begin | pause | on
let turn = 0; // what was said under an earlier one does not count any more

function sentences() {
  const parts = [];
  for (const part of document.querySelectorAll("[data-aloud]")) {
    const blocks = [...part.querySelectorAll("p, li, h2, h3, h4, tr, dt, dd")].filter((block) => !block.querySelector("p, li"));
    for (const block of blocks.length ? blocks : [part]) {
      const text = block.innerText.replace(/\s+/g, " ");
      parts.push(...(text.match(/.+?[.!?:](?=\s|$)|.+$/g) ?? []));
    }
  }
  return parts.map((part) => part.trim()).filter(Boolean);
}

function show(next) {
  state = next;
  const button = place.querySelector("[data-aloud-go]");
  button.querySelector("span").textContent = button.dataset[state];
  place.querySelector("[data-aloud-stop]").hidden = state === "begin";
}

function hush() {
  turn += 1;
  speech.cancel();
}

function readOn() {
  const mine = turn;
  if (!queue.length) return show("begin");
  const said = new SpeechSynthesisUtterance(queue[0]);
  said.lang = place.dataset.language;
  said.voice = speech.getVoices().find((voice) => voice.lang.toLowerCase().startsWith(said.lang)) ?? null;
  said.onend = () => {
    if (mine !== turn) return;
    queue.shift();
    readOn();
  };
  said.onerror = () => { if (mine === turn) stop(); };
  speech.speak(said);
}

function go() {
  hush();
  if (state === "pause") return show("on");
  if (state === "begin") queue = sentences();
  show("pause");
  readOn();
}

function stop() {
  hush();
  const hadFocus = document.activeElement?.matches("[data-aloud-stop]");
  show("begin");
  if (hadFocus) place.querySelector("[data-aloud-go]").focus();
}

function offer() {
  if (speech.getVoices().length) place.hidden = false;
}

if (place && speech) {
  offer();
  speech.addEventListener?.("voiceschanged", offer);
  place.querySelector("[data-aloud-go]").addEventListener("click", go);
  place.querySelector("[data-aloud-stop]").addEventListener("click", stop);
  addEventListener("pagehide", hush);
}
