// Builds the page out of elements. Text goes in as text: nothing that somebody wrote becomes markup.

/** An element with properties and children; `class`, `data-*` and `aria-*` are attributes, a function behind `on…` listens, null leaves out. */
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

/** The element of this id, which the page has. */
export const byId = id => document.getElementById(id);

/** Puts these in place of whatever the element holds. */
export const fill = (element, ...children) => element.replaceChildren(...children.flat().filter(child => child !== null && child !== false));
