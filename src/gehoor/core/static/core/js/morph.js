// Make an element equal to a fresh copy of it, touching only what differs. What the person is doing stays: focus and
// selection, typed text, a <details> they opened, scroll. Children are matched by id, else by tag and place.
const KEEPS = "[data-live-keep]"; // this element is the person's: a composer, an open dialog

export function morph(old, fresh) {
  if (old.isEqualNode(fresh) || old.matches?.(KEEPS)) return old;
  if (old.nodeType !== fresh.nodeType || old.nodeName !== fresh.nodeName) {
    const copy = document.importNode(fresh, true);
    old.replaceWith(copy);
    return copy;
  }
  if (old.nodeType !== Node.ELEMENT_NODE) {
    if (old.nodeValue !== fresh.nodeValue) old.nodeValue = fresh.nodeValue;
    return old;
  }
  attributes(old, fresh);
  if (old.matches("textarea")) {
    if (old.value === old.defaultValue) old.defaultValue = fresh.defaultValue;
  } else children(old, fresh);
  return old;
}

function attributes(old, fresh) {
  const isOpen = old.matches("details, dialog");
  const isTyped = old.matches("input") && (old === document.activeElement || old.value !== old.defaultValue);
  const stays = (name) => (isOpen && name === "open") || (isTyped && (name === "value" || name === "checked"));
  for (const { name } of [...old.attributes]) if (!fresh.hasAttribute(name) && !stays(name)) old.removeAttribute(name);
  for (const { name, value } of fresh.attributes) if (old.getAttribute(name) !== value && !stays(name)) old.setAttribute(name, value);
}

function children(old, fresh) {
  const byId = new Map([...old.children].filter((child) => child.id).map((child) => [child.id, child]));
  const wanted = new Set([...fresh.children].map((child) => child.id).filter(Boolean));
  let at = old.firstChild;
  for (const next of [...fresh.childNodes]) {
    while (at && at.id && !wanted.has(at.id) && at !== byId.get(next.id)) at = drop(at);
    const same = next.id ? byId.get(next.id) : at && !at.id && at.nodeName === next.nodeName ? at : null;
    if (same) {
      if (same === at) at = at.nextSibling;
      else old.insertBefore(same, at);
      morph(same, next);
    } else old.insertBefore(document.importNode(next, true), at);
  }
  while (at) at = drop(at);
}

function drop(node) {
  const after = node.nextSibling;
  if (!node.matches?.(KEEPS) && !node.contains(document.activeElement)) node.remove();
  return after;
}
