// Two soft tones, made here: nothing is fetched. Browsers allow sound only once somebody touched the page, so it is woken
// by the first touch; where none came yet, nothing is heard and nothing goes wrong.
const TONES = [660, 880]; // hertz
const LONG = 0.22; // seconds each
const SOFT = 0.08; // of full loudness
let context = null;

function wake() {
  context ??= new AudioContext();
  if (context.state === "suspended") context.resume();
}
if (document.documentElement.dataset.sound === "on") {
  for (const kind of ["pointerdown", "keydown"]) document.addEventListener(kind, wake, { once: true, capture: true });
}

export function chime() {
  wake();
  setTimeout(() => { if (context.state === "running") TONES.forEach(tone); }, 60);
}

function tone(pitch, place) {
  const begins = context.currentTime + place * LONG;
  const source = new OscillatorNode(context, { frequency: pitch });
  const loudness = new GainNode(context, { gain: 0 });
  loudness.gain.setValueAtTime(0, begins);
  loudness.gain.linearRampToValueAtTime(SOFT, begins + 0.02);
  loudness.gain.exponentialRampToValueAtTime(0.0001, begins + LONG);
  source.connect(loudness).connect(context.destination);
  source.start(begins);
  source.stop(begins + LONG);
}

const sample = document.getElementById("hear-sound");
if (sample) {
  sample.hidden = false;
  sample.addEventListener("click", chime);
}
