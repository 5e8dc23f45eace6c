// Creates elements. Text is inserted as text, so that nothing written by a user becomes markup.

/**
 * Creates an element with properties and children. `on…` adds a listener, other properties become attributes, and null or false is skipped.
 */
export function el(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat().filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

/** The element with this id. It must exist. */
export const byId = id => document.getElementById(id);

/** Replaces the children of the element. */
export function fill(element, ...children) {
  element.textContent = "";
  element.append(...children.flat().filter(child => child !== null && child !== false));
}
