// data-opens-dialog="id" opens that <dialog>; a click beside it closes it. Escape and form method=dialog are the browser's.
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens-dialog]");
  if (opener) {
    const dialog = document.getElementById(opener.dataset.opensDialog);
    dialog.dispatchEvent(new CustomEvent("gehoor:opens"));
    if (!dialog.open) dialog.showModal();
  } else if (event.target.matches("dialog.dialog")) {
    event.target.close();
  }
});
