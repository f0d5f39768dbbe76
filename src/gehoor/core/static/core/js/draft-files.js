// Chosen files go into the draft at once and stand in a list under the text. An <input type=file data-draft-files="address"
// data-shows="id of the list">; the address answers with the list. Without scripts they go along with the form.
export class DraftFiles {
  constructor(input, draft, token) {
    Object.assign(this, { input, draft, token, busy: null, failed: false, refused: false });
    input.classList.add("file--at-once"); // the list says what was chosen
    input.addEventListener("change", () => this.begin());
    input.form.addEventListener("click", (event) => {
      const button = event.target.closest("[data-removes-file]");
      if (!button) return;
      event.preventDefault();
      this.post(button.formAction, new URLSearchParams({ remove: button.value })).catch(() => draft.say("away"));
    });
  }

  get waiting() { return this.input.files.length > 0; }

  begin() {
    clearTimeout(this.again);
    this.busy = this.add().finally(() => { this.busy = null; });
  }

  async add() {
    const chosen = [...this.input.files];
    if (!chosen.length) return;
    this.failed = this.refused = false;
    this.draft.say("waits");
    if (chosen.reduce((sum, file) => sum + file.size, 0) > Number(this.input.dataset.limit)) return this.refuse(this.input.dataset.tooLarge);
    const body = new FormData();
    for (const file of chosen) body.append(this.input.name, file);
    try {
      const told = await this.post(this.input.dataset.draftFiles, body);
      if (told) return this.refuse(told);
      this.input.value = "";
      this.draft.say("saved", { time: document.getElementById(this.input.dataset.shows).dataset.at });
    } catch {
      this.draft.say("away"); // they stay chosen: tried again, and they go along when the form is sent before that
      this.again = setTimeout(() => this.begin(), 5000);
    }
  }

  // "" when it is done, else why not. Throws where the server cannot be reached.
  async post(address, body) {
    const headers = { "X-CSRFToken": this.token(), "X-Gehoor-Part": "1", Accept: "application/json, text/html;q=0.9" };
    const response = await fetch(address, { method: "POST", body, headers, redirect: "error" });
    if (!response.ok && response.status < 500) return (await response.json()).text;
    if (!response.ok) throw new Error(String(response.status));
    const list = new DOMParser().parseFromString(await response.text(), "text/html").getElementById(this.input.dataset.shows);
    document.getElementById(this.input.dataset.shows).replaceWith(list);
    return "";
  }

  refuse(why) {
    this.failed = this.refused = true;
    this.input.value = "";
    this.draft.say(why);
    this.input.focus();
    setTimeout(() => { this.failed = false; });
  }
}
