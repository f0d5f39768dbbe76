// One socket per page to /live/. Comes back by itself, later each time and not all screens at once; after coming back it
// asks how far everything is. The element `state` is shown once the line is away for three seconds. Who was logged out is back
// once they look at the page again after logging in elsewhere.
const LOGGED_OUT = 4401, NOT_ALLOWED = 4403;

export class LiveSocket {
  constructor(state, heard) {
    Object.assign(this, { state, heard, topics: "[]", tries: 0, present: null });
    this.connect();
    for (const name of ["online", "focus"]) addEventListener(name, () => this.retry(0));
    document.addEventListener("visibilitychange", () => document.hidden || this.retry(0));
    addEventListener("pagehide", () => { this.left = true; this.socket.close(); });
    addEventListener("pageshow", (event) => { if (event.persisted) { this.left = false; this.connect(); } });
  }

  connect() {
    clearTimeout(this.timer);
    this.timer = null;
    const socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}${this.state.dataset.socket || "/live/"}`);
    this.socket = socket;
    socket.onopen = () => this.say();
    socket.onmessage = (event) => {
      this.tries = 0;
      this.tell("live");
      this.heard(JSON.parse(event.data));
    };
    socket.onclose = (event) => socket === this.socket && !this.left && this.lost(event.code);
  }

  follow(topics) {
    const wanted = JSON.stringify([...topics].sort().slice(0, 50));
    if (wanted === this.topics) return;
    this.topics = wanted;
    if (this.socket.readyState === WebSocket.OPEN) this.say();
  }

  say() {
    this.socket.send(JSON.stringify({ follow: JSON.parse(this.topics), ...(this.present && { present: this.present }) }));
  }

  // [topic, what is done there], said again after each reconnection; see present.js
  be(present) {
    this.present = present;
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify({ present }));
  }

  lost(code) {
    if (code === LOGGED_OUT || code === NOT_ALLOWED) return this.tell("logged-out");
    this.warning ??= setTimeout(() => this.tell("away"), 3000);
    this.retry(Math.min(20000, 500 * 2 ** this.tries++) * (0.5 + Math.random() / 2));
  }

  retry(delay) {
    if (this.left || this.socket.readyState !== WebSocket.CLOSED) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.connect(), delay);
  }

  // "live" · "away" · "logged-out"; each has its sentence in the page, hidden until it holds
  tell(what) {
    clearTimeout(this.warning);
    this.warning = null;
    if (this.state.dataset.state === what) return;
    this.state.dataset.state = what;
    for (const sentence of this.state.querySelectorAll("[data-when]")) sentence.hidden = sentence.dataset.when !== what;
  }
}
