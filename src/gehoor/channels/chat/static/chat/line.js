// The line to the server: server-sent events while they come, asking now and then where they do not (429, or a proxy that
// keeps them to itself). `changed(event)` is called when there may be something new, `told(name, data)` for what matters at this
// moment only, and `stands(is_there)` when the line breaks or is back; a hiccup of three seconds is not told, nor that events
// do not come where asking works.
const ASK_EVERY = 15000, TOLD_AFTER = 3000, LONGEST = 30000;

export class Line {
  constructor(url, { event, changed, told, stands }) {
    Object.assign(this, { url, event, changed, told, stands, tries: 0, away: false, streamed: false });
    this.open();
    addEventListener("online", () => this.open());
    addEventListener("pageshow", (page) => page.persisted && this.open());
    addEventListener("pagehide", () => this.source.close());
  }

  open() {
    clearTimeout(this.timer);
    this.source?.close();
    const source = new EventSource(this.url);
    this.source = source;
    this.asking ??= setInterval(() => this.changed(), ASK_EVERY);
    source.addEventListener("hello", (message) => this.streams(message));
    source.addEventListener("word", (message) => this.heard(message));
    for (const name of ["writes", "read", "told"]) source.addEventListener(name, (message) => this.told(name, JSON.parse(message.data)));
    source.onerror = () => source === this.source && this.broken();
  }

  streams(message) {
    this.asking = clearInterval(this.asking);
    this.tries = 0;
    this.streamed = true;
    this.is(true);
    this.heard(message);
  }

  heard(message) {
    const { event } = JSON.parse(message.data);
    if (event !== this.event) this.changed(event); // a lower one too: events may come to sight in another order than their numbers
  }

  // A browser tries again by itself only after an answer that was a stream.
  broken() {
    this.source.close();
    if (this.streamed) this.warning ??= setTimeout(() => this.is(false), TOLD_AFTER);
    this.streamed = false;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.open(), Math.min(LONGEST, 1000 * 2 ** this.tries++) * (0.5 + Math.random() / 2));
  }

  // Also called by whoever hears from the server in another way.
  is(there) {
    clearTimeout(this.warning);
    this.warning = null;
    if (there === !this.away) return;
    this.away = !there;
    this.stands(there);
  }
}
