// What was written and is not with the server yet: in order, one after the other, each with a mark of its own, so that a
// second try changes nothing. It waits in this tab (sessionStorage) and goes again by itself until the server has it.
const LONGEST = 20000;

export class Outbox {
  constructor(place, { send, sent, refused, shown }) {
    Object.assign(this, { place, send, sent, refused, shown, tries: 0, busy: false });
    this.items = JSON.parse(sessionStorage.getItem(place) || "[]");
    for (const item of this.items) this.shown(item);
    this.go();
    addEventListener("online", () => this.go());
    addEventListener("beforeunload", (event) => { if (this.items.some((item) => item.files)) event.preventDefault(); });
  }

  // Files are too large to be kept by the tab: their message waits in the page only.
  keep() {
    const kept = this.items.filter((item) => !item.files);
    if (kept.length) sessionStorage.setItem(this.place, JSON.stringify(kept));
    else sessionStorage.removeItem(this.place);
  }

  add(item) {
    this.items.push(item);
    this.keep();
    this.shown(item);
    this.go();
  }

  async go() {
    clearTimeout(this.timer);
    if (this.busy || !this.items.length) return;
    this.busy = true;
    const [item] = this.items;
    const answer = await this.send(item).catch(() => null);
    this.busy = false;
    if (!answer) {
      this.timer = setTimeout(() => this.go(), Math.min(LONGEST, 1000 * 2 ** this.tries++) * (0.5 + Math.random() / 2));
      return;
    }
    this.tries = 0;
    this.items.shift();
    this.keep();
    if (answer.problem) this.refused(item, answer.problem);
    else this.sent(item, answer);
    this.go();
  }
}
