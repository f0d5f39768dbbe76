// Ctrl+Enter (Cmd+Enter) sends the form around the field, with the button that data-ctrl-enter marks or else its first.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  const form = event.target.closest?.("textarea, input, select, button")?.form;
  if (!form) return;
  event.preventDefault();
  form.requestSubmit(form.querySelector("[data-ctrl-enter], .utrecht-button--primary-action") || form.querySelector("button:not([type=button]), input[type=submit]"));
});
// A form is sent once, however often the button is pressed.
document.addEventListener("submit", (event) => {
  if (event.target.method !== "post" || event.target.matches("[hx-post]")) return;
  if (event.submitter?.formTarget) return; // shown in another tab: this page stays as it is
  if (event.target.dataset.sending) event.preventDefault();
  event.target.dataset.sending = "yes";
});
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sending]")) delete form.dataset.sending;
});
