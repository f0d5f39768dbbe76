// Nothing typed is lost. A form with data-draft="address" is saved there while somebody types: 0.8 s after the last key,
// when they leave the field, the page or the tab. What the server does not have yet waits in this tab (sessionStorage, of
// this employee, gone with the log-out) and is tried again until it has. data-draft-name tells the drafts of a page apart.
import { DraftFiles } from "./draft-files.js";

const AFTER = 800, LONGEST = 30000, KEPT_AFTER_SAVING = 10000; // ms
const BEACON = 60000; // characters that a page may still send while it closes
const owner = document.body.dataset.keepOwner || "";
const token = () => /(?:^|; )csrftoken=([^;]*)/.exec(document.cookie)?.[1] ?? document.querySelector("[name=csrfmiddlewaretoken]")?.value;
const OWN = /^(csrfmiddlewaretoken$|draft-|kind$)|-file$/; // of the page, not typed

export class Draft {
  constructor(form) {
    Object.assign(this, { form, tries: 0, dirty: false, sent: false, saving: null });
    this.state = form.querySelector("[data-draft-state]");
    this.place = `gehoor.keep:${owner}:${form.dataset.draftName}`; // keep.js lets go of it once it is sent
    const input = form.querySelector("[data-draft-files]");
    this.files = input && new DraftFiles(input, this, token);
    this.restore();
    form.addEventListener("input", (event) => event.target.type === "file" || this.typed());
    form.addEventListener("change", (event) => event.target.type === "file" || this.typed(0));
    form.addEventListener("focusout", () => this.dirty && this.save());
  }

  field(name) { return this.form.elements[`draft-${name}`]; }

  // [name, text] of everything in the form; files go their own way
  entries() {
    return [...new FormData(this.form)].filter(([, value]) => typeof value === "string").map(([name, value]) => [name, value.replace(/\r\n?/g, "\n")]);
  }

  texts() { return Object.fromEntries(this.entries().filter(([name, text]) => text && !OWN.test(name) && this.form.elements[name]?.type !== "hidden")); }

  typed(delay = AFTER) {
    const seen = this.form.elements["reply-seen"];
    // What was the newest message when writing began: an answer that comes in now was not read before.
    if (seen && !this.field("seen").value) this.field("seen").value = seen.value;
    if (seen && !this.form.elements["reply-text"].value) this.field("seen").value = "";
    this.dirty = true;
    if (this.files) this.files.refused = false;
    this.remember();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), delay);
  }

  remember(saved = false, version = this.field("version").value) {
    const kept = { version, fields: this.texts(), saved };
    try { sessionStorage.setItem(this.place, JSON.stringify(kept)); } catch { /* full: the server has it in a moment */ }
  }

  restore() {
    const kept = JSON.parse(sessionStorage.getItem(this.place) || "null");
    if (!kept?.fields) return;
    // Saved, and this page is not older than that save.
    if (kept.saved && Number(kept.version) <= Number(this.field("version").value)) return sessionStorage.removeItem(this.place);
    let found = false;
    for (const [name, text] of Object.entries(kept.fields)) {
      const box = this.form.elements[name];
      if (!box || box.type === "hidden" || box.value === text) continue;
      if (box.matches?.("textarea") && box.value.includes(text)) continue; // taken back and put together already
      if (box instanceof RadioNodeList || box.value !== undefined) box.value = text;
      box.dispatchEvent?.(new Event("input", { bubbles: true }));
      found = true;
    }
    if (!found) return sessionStorage.removeItem(this.place);
    this.field("version").value = kept.version;
    this.typed(0);
  }

  say(name, words = {}) {
    if (!this.state) return;
    const sentence = (this.state.dataset[name] ?? name).replace(/\{(\w+)\}/g, (_whole, word) => words[word] ?? "");
    const trouble = !["saved", "saving", ""].includes(name);
    if (trouble !== this.state.classList.contains("draft-state--trouble")) {
      this.state.classList.toggle("draft-state--trouble", trouble);
      document.dispatchEvent(new CustomEvent("gehoor:say", { detail: sentence })); // only when it goes wrong, or right again
    }
    this.state.textContent = sentence;
  }

  async save() {
    clearTimeout(this.timer);
    if (this.sent || !this.dirty) return this.saving;
    if (this.saving) { this.again = true; return this.saving; }
    this.saving = this.once();
    await this.saving;
    this.saving = null;
    if (this.again) { this.again = false; return this.save(); }
  }

  async once() {
    this.dirty = false;
    try {
      const response = await fetch(this.form.dataset.draft, this.request());
      await this.heard(response);
    } catch {
      this.dirty = true;
      this.later("away");
    }
  }

  request() {
    const body = new URLSearchParams(this.entries());
    const headers = { Accept: "application/json", "X-CSRFToken": token() };
    return { method: "POST", body, headers, redirect: "error", keepalive: String(body).length < BEACON };
  }

  async heard(response) {
    if (response.status === 401 || response.status === 403) { this.dirty = true; return this.later("loggedOut"); }
    if (response.status >= 500 || response.status === 429) throw new Error(String(response.status));
    const told = await response.json();
    this.tries = 0;
    if (response.ok || response.status === 409) this.dirty || this.forget(told.version);
    if (response.status === 409) return this.besides(told);
    if (!response.ok) return this.say(told.text);
    this.field("version").value = told.version;
    for (const hidden of document.querySelectorAll("[name=csrfmiddlewaretoken]")) hidden.value = token(); // logged in anew elsewhere
    if (!this.files?.refused) this.say(told.kept ? "saved" : "", { time: told.at }); // why a file is not there stays to be read
  }

  // A page that is being loaded at this moment may have been drawn before the save: the copy stays until it is there.
  forget(version) {
    this.remember(true, version);
    clearTimeout(this.forgetting);
    this.forgetting = setTimeout(() => this.dirty || sessionStorage.removeItem(this.place), KEPT_AFTER_SAVING);
  }

  later(why) {
    this.say(why);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), Math.min(LONGEST, 1000 * 2 ** this.tries++) * (0.75 + Math.random() / 2));
  }

  // Another window of the same employee saved something else: both are shown until one is chosen.
  besides(told) {
    this.say("beside");
    const place = document.querySelector(`.beside__all[data-write="${this.form.dataset.write ?? "contact"}"]`);
    if (!place) return;
    place.querySelector("[data-from-script]")?.remove();
    const panel = place.querySelector("template").content.firstElementChild.cloneNode(true);
    panel.dataset.fromScript = "yes";
    panel.querySelector(".beside__text").textContent = told.beside;
    panel.addEventListener("click", (event) => {
      const choice = event.target.closest("[data-choose]")?.dataset.choose;
      if (!choice) return;
      const box = this.form.querySelector("textarea");
      if (choice === "theirs") { box.value = told.beside; box.dispatchEvent(new Event("input", { bubbles: true })); }
      this.field("version").value = told.version;
      panel.remove();
      box.focus();
      this.typed(0);
    });
    place.append(panel);
  }

  // Before the form goes: what is on its way to the server arrives first, so that it never comes after the sending.
  async settle() {
    clearTimeout(this.timer);
    const patience = new Promise((done) => setTimeout(done, 15000));
    await Promise.race([Promise.all([this.saving, this.files?.busy]), patience]);
    return !this.files?.failed;
  }

  leave() { if (this.dirty && !this.sent) fetch(this.form.dataset.draft, this.request()).catch(() => {}); }
}

const drafts = [...document.querySelectorAll("form[data-draft]")].map((form) => new Draft(form));
// A form with data-ends-drafts puts away what is typed here: that is saved first, and does not come back by itself.
async function end(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
  await Promise.all(drafts.map((draft) => draft.save()));
  for (const draft of drafts) {
    draft.sent = true;
    sessionStorage.removeItem(draft.place);
  }
  event.target.requestSubmit(event.submitter);
}
document.addEventListener("submit", async (event) => {
  if (event.target.matches("[data-ends-drafts]") && drafts.some((draft) => !draft.sent)) return end(event);
  const draft = drafts.find((one) => one.form === event.target);
  if (!draft || draft.sent) return;
  if (!draft.saving && !draft.files?.busy) { draft.remember(); draft.sent = true; return clearTimeout(draft.timer); }
  event.preventDefault();
  event.stopImmediatePropagation();
  draft.say(draft.files?.busy ? "waits" : "saving");
  const { form } = draft;
  if (await draft.settle()) form.requestSubmit(event.submitter);
}, true);
addEventListener("pagehide", () => drafts.forEach((draft) => draft.leave()));
addEventListener("pageshow", () => drafts.forEach((draft) => { draft.sent = false; }));
addEventListener("online", () => drafts.forEach((draft) => draft.save()));
document.addEventListener("visibilitychange", () => drafts.forEach((draft) => draft.save()));
addEventListener("beforeunload", (event) => { if (drafts.some((draft) => !draft.sent && ((draft.dirty && draft.tries) || draft.files?.waiting))) event.preventDefault(); });
