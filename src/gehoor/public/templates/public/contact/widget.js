// One script tag on any site: a button that opens every way to reach this organisation. It keeps nothing in the browser,
// asks our server for nothing before somebody presses it, never opens by itself, and needs no more of the site's own
// policy than this script: no inline style, and plain links where the site lets no frame in.
(() => {
  const words = {{ words }};
  const tag = document.currentScript ?? document.querySelector('script[src*="/contact/widget.js"]');
  if (!tag || document.querySelector("gehoor-contact")) return;
  const base = new URL(tag.src).origin;
  const language = (tag.dataset.lang || document.documentElement.lang || "nl").toLowerCase().startsWith("en") ? "en" : "nl";
  const say = words[language];
  const PATIENCE = 1500; // milliseconds for the frame to tell that it is there

  const make = (name, options = {}, ...inside) => {
    const made = Object.assign(document.createElement(name), options);
    made.append(...inside);
    return made;
  };
  const host = make("gehoor-contact", { lang: language });
  host.dataset.side = tag.dataset.side === "left" ? "left" : "right";
  const root = host.attachShadow({ mode: "open" });
  const open = make("button", { type: "button", className: "open" }, tag.dataset.text || say.button);
  open.setAttribute("aria-haspopup", "dialog");
  open.setAttribute("aria-expanded", "false");
  const close = make("button", { type: "button", className: "close" }, say.close);
  const links = make("ul", { hidden: true }, ...say.ways.map(([title, shown, url]) =>
    make("li", {}, make("a", { href: new URL(url, base).href, target: "_blank", rel: "noopener" }, title), " ", make("span", {}, shown)),
  ));
  const dialog = make("dialog", {}, make("div", { className: "head" }, make("b", {}, say.title), close), links);
  dialog.setAttribute("aria-label", say.title);
  root.append(open, dialog);
  let frame = null;

  const plain = () => {
    if (frame.hidden) links.hidden = false;
  };
  const load = () => {
    frame = make("iframe", { title: say.title, hidden: true, referrerPolicy: "no-referrer" });
    frame.src = `${base}/contact/paneel/?taal=${language}`;
    dialog.append(frame);
    setTimeout(plain, PATIENCE);
  };
  open.addEventListener("click", () => {
    if (dialog.open) return dialog.close();
    if (!frame) load();
    if (matchMedia("(max-width: 480px)").matches) dialog.showModal();
    else dialog.show();
    open.setAttribute("aria-expanded", "true");
    close.focus();
  });
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => {
    open.setAttribute("aria-expanded", "false");
    open.focus();
  });
  dialog.addEventListener("keydown", (event) => event.key === "Escape" && dialog.close());
  document.addEventListener("securitypolicyviolation", (event) => {
    if (frame && event.effectiveDirective === "frame-src" && event.blockedURI.startsWith(base)) plain();
  });
  addEventListener("message", (event) => {
    if (!frame || event.source !== frame.contentWindow || event.origin !== base) return;
    const told = event.data?.gehoorContact;
    if (told === "ready" && !links.contains(root.activeElement)) [frame.hidden, links.hidden] = [false, true];
    if (told === "close") dialog.close();
    // Somebody ticked in the frame that the employee may see which page they are on; what a form put behind it stays here.
    if (told === "where") frame.contentWindow.postMessage({ gehoorPage: location.origin + location.pathname, gehoorTitle: document.title }, base);
  });

  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`{% include "public/contact/widget.css" %}`);
    root.adoptedStyleSheets = [sheet];
  } catch {
    // A browser from before 2023: the same button and links, in its own style at the end of the page.
  }
  document.body.append(host);
})();
