// Who else reads or writes in the same conversation. <div data-present="conversation:12" data-and="and"> with a template
// for each thing that is done there (data-doing, with the sentence for one and for many). A screen reader hears each fact
// once in two minutes, not each time somebody stops to think.
const STILL = 6000, AGAIN = 8000, AWAY = 60000, QUIET = 120000; // ms

export class Present {
  static on(socket) {
    const element = document.querySelector("[data-present]");
    return element && new Present(element, socket);
  }

  constructor(element, socket) {
    Object.assign(this, { element, socket, doing: "reads", since: 0, told: new Map() });
    document.addEventListener("input", (event) => {
      const writes = event.target.closest("form[data-draft]")?.dataset.write ?? event.target.closest("form[data-writing]")?.dataset.writing;
      if (writes && event.target.value === "") this.stops(); // sent, or thought better of it: what is written next is told anew
      else if (writes) this.does(writes);
    });
    document.addEventListener("visibilitychange", () => {
      clearTimeout(this.away);
      if (document.hidden) this.away = setTimeout(() => this.be(""), AWAY);
      else if (!this.doing) this.be("reads");
    });
    this.be("reads");
  }

  be(doing) {
    Object.assign(this, { doing, since: Date.now() });
    this.socket.be([this.element.dataset.present, doing]);
  }

  stops() {
    clearTimeout(this.still);
    if (this.doing !== "reads") this.be("reads");
  }

  does(doing) {
    clearTimeout(this.still);
    this.still = setTimeout(() => this.be("reads"), STILL);
    if (doing !== this.doing || Date.now() - this.since > AGAIN) this.be(doing);
  }

  show(topic, who) {
    if (topic !== this.element.dataset.present) return;
    const groups = new Map();
    for (const [name, doing] of who) groups.set(doing, [...(groups.get(doing) ?? []), name]);
    const facts = [];
    for (const [doing, names] of groups) {
      const template = this.element.querySelector(`template[data-doing="${CSS.escape(doing)}"]`);
      if (!template) continue;
      const list = names.length < 2 ? names[0] : `${names.slice(0, -1).join(", ")} ${this.element.dataset.and} ${names.at(-1)}`;
      const sentence = (names.length < 2 ? template.dataset.one : template.dataset.many).replace("{names}", list);
      const fact = document.createElement("span");
      fact.className = "chip";
      fact.append(template.content.cloneNode(true), sentence);
      facts.push(fact);
      this.say(sentence);
    }
    this.element.querySelector("[data-facts]").replaceChildren(...facts);
  }

  say(sentence) {
    const last = this.told.get(sentence) ?? -Infinity;
    this.told.set(sentence, Date.now());
    if (Date.now() - last > QUIET) document.dispatchEvent(new CustomEvent("gehoor:say", { detail: sentence }));
  }
}
