// Saying text aloud, where the browser can. A sentence at a time: some browsers fall silent in the middle of a long text,
// and pause() does nothing on some phones, so that going on begins with the sentence that was being said.
export const speech = window.speechSynthesis;

// What stands in these elements, by sentence.
export function sentences(parts) {
  const said = [];
  for (const part of parts) {
    const blocks = [...part.querySelectorAll("p, li, h2, h3, h4, tr, dt, dd")].filter((block) => !block.querySelector("p, li"));
    for (const block of blocks.length ? blocks : [part]) {
      const text = block.innerText.replace(/\s+/g, " ");
      said.push(...(text.match(/.+?[.!?:](?=\s|$)|.+$/g) ?? []));
    }
  }
  return said.map((sentence) => sentence.trim()).filter(Boolean);
}

export class Speaker {
  queue = [];
  turn = 0; // what was said under an earlier one does not count any more

  constructor(language, ended) {
    Object.assign(this, { language, ended });
  }

  hush() {
    this.turn += 1;
    speech.cancel();
  }

  goOn() {
    const mine = this.turn;
    if (!this.queue.length) return this.ended();
    const said = new SpeechSynthesisUtterance(this.queue[0]);
    said.lang = this.language;
    said.voice = speech.getVoices().find((voice) => voice.lang.toLowerCase().startsWith(said.lang)) ?? null;
    said.onend = () => {
      if (mine !== this.turn) return;
      this.queue.shift();
      this.goOn();
    };
    said.onerror = () => { if (mine === this.turn) this.ended(); };
    speech.speak(said);
  }
}

// Call `offer` once there is a voice, now or later.
export function withVoice(offer) {
  const look = () => speech.getVoices().length && offer();
  if (!speech) return;
  look();
  speech.addEventListener?.("voiceschanged", look);
}
