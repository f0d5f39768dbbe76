// A question that depends on an answer shows when that answer is given. Without scripts all stand there, with the
// condition in words. The server decides in the same way which answers count, so hiding loses nothing.
function given(form, key) {
  return [...form.querySelectorAll(`[name="${CSS.escape(key)}"]`)].filter((box) => box.checked).map((box) => box.value);
}

function show(form) {
  for (const question of form.querySelectorAll("[data-when]")) {
    const decides = form.querySelector(`[name="${CSS.escape(question.dataset.when)}"]`);
    const isAsked = !decides.closest(".question").hidden;
    question.hidden = !(isAsked && given(form, question.dataset.when).includes(question.dataset.answer));
    question.querySelector(".question__when").hidden = true;
  }
}

for (const form of document.querySelectorAll("form[data-conditions]")) {
  form.addEventListener("change", () => show(form));
  addEventListener("pageshow", () => show(form));
  show(form);
}
