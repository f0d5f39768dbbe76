// Files that are dropped or chosen go to the server one by one, each with its own progress. Without scripts the form sends them.
const form = document.querySelector("[data-drop]");
const input = form.querySelector("input[type=file]");
form.querySelector(".drop__hint").hidden = false;
form.querySelector("button").hidden = true;
const waiting = [];
let isSending = false;

function add(files) {
  for (const file of files) {
    const row = form.querySelector("template").content.firstElementChild.cloneNode(true);
    row.querySelector(".drop__name").textContent = file.name;
    form.querySelector(".drop__files").append(row);
    waiting.push([file, row]);
  }
  if (!isSending) next();
}
function next() {
  const [file, row] = waiting.shift() || [];
  isSending = Boolean(file);
  if (!isSending) return;
  const data = new FormData(form);
  data.set("files", file);
  const request = new XMLHttpRequest();
  const end = (says, failed) => {
    row.querySelector("progress").remove();
    row.querySelector(".drop__says").textContent = says || form.dataset.dropFailed;
    row.classList.toggle("drop__file--failed", failed);
    next();
  };
  request.upload.addEventListener("progress", (event) => { row.querySelector("progress").value = event.loaded / event.total; });
  request.addEventListener("load", () => {
    let says = "";
    try { says = JSON.parse(request.responseText).says; } catch { /* a page that says what is wrong, in many words */ }
    end(says, request.status >= 400 || !says);
  });
  request.addEventListener("error", () => end("", true));
  request.open("POST", form.action);
  request.setRequestHeader("Accept", "application/json");
  request.send(data);
}
input.addEventListener("change", () => { add(input.files); input.value = ""; });
for (const name of ["dragover", "dragleave", "drop"]) {
  form.addEventListener(name, (event) => {
    event.preventDefault();
    form.classList.toggle("drop--over", name === "dragover");
    if (name === "drop") add(event.dataTransfer.files);
  });
}
form.addEventListener("submit", (event) => { if (!input.files.length && form.querySelector(".drop__file")) event.preventDefault(); });
