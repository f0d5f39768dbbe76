// Says beforehand that files are too large together: the server would have to take all of them in first.
const MOST = 25 * 1024 * 1024;

document.addEventListener("change", (event) => {
  const form = event.target.matches("input[type=file]") && event.target.form;
  if (!form) return;
  const boxes = [...form.querySelectorAll("input[type=file]")];
  const size = boxes.flatMap((box) => [...box.files]).reduce((sum, file) => sum + file.size, 0);
  const help = document.getElementById(`${event.target.id}_help`);
  if (help) help.classList.toggle("field__error", size > MOST);
  if (size > MOST) {
    event.target.value = "";
    help?.setAttribute("role", "alert");
  }
});
