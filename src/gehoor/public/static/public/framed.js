// The contact page inside the panel of the widget: tells that it is there, gives Escape through, and asks which page it
// stands on only once somebody ticked that the employee may see that; the page that the link leads to does not ask it again.
const tell = (word) => parent.postMessage({ gehoorContact: word }, "*");
const links = document.querySelectorAll("[data-takes-page]");
const agree = document.getElementById("agree");

function carry(page, title = "") {
  for (const link of links) {
    const url = new URL(link.href);
    for (const [name, value] of [["from", page], ["title", page && title], ["agreed", page && "1"]]) {
      if (value) url.searchParams.set(name, value);
      else url.searchParams.delete(name);
    }
    link.href = url;
  }
}
if (agree) {
  agree.closest("[hidden]").hidden = false;
  agree.addEventListener("change", () => (agree.checked ? tell("where") : carry("")));
}
addEventListener("message", (event) => {
  if (event.source === parent && agree?.checked && typeof event.data?.gehoorPage === "string") carry(event.data.gehoorPage, String(event.data.gehoorTitle ?? "").slice(0, 150));
});
addEventListener("keydown", (event) => event.key === "Escape" && tell("close"));
tell("ready");
