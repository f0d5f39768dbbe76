// Asks whether several photos are the pages of one letter, and in which order. Answers with a list of letters (lists of files).
let waiting = Promise.resolve();

export function askOrder(box, photos) {
  const answer = waiting.then(() => ask(box, photos));
  waiting = answer;
  return answer;
}

function ask(box, photos) {
  const pages = box.querySelector(".ask__pages");
  const inOrder = photos.sort((one, other) => one.name.localeCompare(other.name, undefined, { numeric: true }));
  const files = new Map(inOrder.map((file) => [shown(box, file), file]));
  pages.replaceChildren(...files.keys());
  box.hidden = false;
  box.querySelector("[data-answer]").focus();
  return new Promise((resolve) => {
    box.onclick = (event) => {
      const earlier = event.target.closest("[data-earlier]");
      if (earlier) return moveEarlier(earlier);
      const chosen = event.target.closest("[data-answer]")?.dataset.answer;
      if (!chosen) return undefined;
      const ordered = [...pages.children].map((page) => files.get(page));
      box.hidden = true;
      box.closest("form").querySelector("input[type=file]").focus();
      return resolve(chosen === "one" ? [ordered] : chosen === "each" ? ordered.map((file) => [file]) : []);
    };
  });
}
function moveEarlier(button) {
  const page = button.closest(".ask__page");
  page.previousElementSibling?.before(page);
  const stays = page.previousElementSibling ? button : page.nextElementSibling.querySelector("[data-earlier]");
  stays.focus();
}
function shown(box, file) {
  const page = box.querySelector("[data-page]").content.firstElementChild.cloneNode(true);
  page.querySelector(".ask__name").textContent = file.name;
  page.querySelector("[data-earlier] span").after(Object.assign(document.createElement("span"), { className: "visually-hidden", textContent: `: ${file.name}` }));
  createImageBitmap(file, { resizeWidth: 180 }).then((picture) => {
    const small = page.querySelector("canvas");
    Object.assign(small, { width: picture.width, height: picture.height, hidden: false });
    small.getContext("2d").drawImage(picture, 0, 0);
  }, () => { /* a HEIC, which this browser cannot draw: its name tells which it is */ });
  return page;
}
