// Files that are dropped or chosen go to the server letter by letter, each with its own progress. Without scripts the form sends them.
import { askOrder } from "./ask-order.js";

const form = document.querySelector("[data-drop]");
const input = form.querySelector("input[type=file]");
for (const part of form.querySelectorAll(".drop__hint, .drop__choose")) part.hidden = false;
form.classList.add("drop--at-once");
form.querySelector(".drop__plain").hidden = true;
const waiting = [];
let isSending = false;

const isPhoto = (file) => (file.type.startsWith("image/") && file.type !== "image/tiff") || /\.hei[cf]$/i.test(file.name);

async function bring(files) {
  const photos = files.filter(isPhoto);
  for (const file of files) if (photos.length < 2 || !photos.includes(file)) add([file]);
  if (photos.length > 1) for (const letter of await askOrder(form.querySelector(".ask"), photos)) add(letter);
}
function add(letter) {
  const row = form.querySelector("[data-row]").content.firstElementChild.cloneNode(true);
  row.querySelector(".drop__name").textContent = letter.map((file) => file.name).join(", ");
  form.querySelector(".drop__files").append(row);
  waiting.push([letter, row]);
  if (!isSending) next();
}
function next() {
  const [letter, row] = waiting.shift() || [];
  isSending = Boolean(letter);
  if (!isSending) return;
  const data = new FormData(form);
  data.delete("files");
  for (const file of letter) data.append("files", file);
  if (letter.length > 1) data.set("one_letter", "on");
  const request = new XMLHttpRequest();
  const end = (says, failed) => {
    row.querySelector("progress").remove();
    row.querySelector(".drop__says").textContent = says || form.dataset.dropFailed;
    row.querySelector(".drop__name").hidden = !failed;  // what is said of a letter that came in names it
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
input.addEventListener("change", () => { bring([...input.files]); input.value = ""; });
for (const name of ["dragover", "dragleave", "drop"]) {
  form.addEventListener(name, (event) => {
    event.preventDefault();
    form.classList.toggle("drop--over", name === "dragover");
    if (name === "drop") bring([...event.dataTransfer.files]);
  });
}
form.addEventListener("submit", (event) => event.preventDefault());
