// Tells the page around this frame how high it is; a number, so anybody may hear it.
const tell = () => parent.postMessage({ gehoorHeight: document.documentElement.scrollHeight }, "*");
new ResizeObserver(tell).observe(document.body);
tell();
// Browsers do not let a frame of another site take the focus by an attribute, only after somebody did something in it.
document.querySelector("[data-focus]")?.focus();
