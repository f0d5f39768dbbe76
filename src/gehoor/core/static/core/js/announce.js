// Say something to a screen reader: document.dispatchEvent(new CustomEvent("gehoor:say", { detail: "A new message" })).
const region = document.getElementById("announcer");
document.addEventListener("gehoor:say", (event) => {
  region.textContent = "";
  requestAnimationFrame(() => { region.textContent = String(event.detail?.value ?? event.detail); });
});
