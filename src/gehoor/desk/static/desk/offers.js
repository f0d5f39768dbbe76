// Somebody is offered to me: the title of the page counts them, and two soft tones sound where I asked for that.
import { chime } from "../core/js/sound.js";

const HEARD = "gehoor-offers-heard"; // those that sounded, on this device: of several windows one sounds
const COUNT = /^\(\d+\) /;

function look() {
  const offers = [...document.querySelectorAll("[data-offer]")].map((offer) => offer.dataset.offer);
  const title = document.title.replace(COUNT, "");
  document.title = offers.length ? `(${offers.length}) ${title}` : title;
  if (document.documentElement.dataset.sound !== "on") return;
  const heard = (localStorage.getItem(HEARD) ?? "").split(" ");
  localStorage.setItem(HEARD, offers.join(" "));
  if (offers.some((offer) => !heard.includes(offer))) chime();
}

look();
document.addEventListener("gehoor:updated", ({ detail }) => { if (detail.id === "line-bar") look(); });
