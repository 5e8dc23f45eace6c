// The operations pages: each asks for itself every few seconds and replaces the parts that have changed.
import { readPage } from "./browser/page-document.js";
import { reload } from "./browser/reload.js";

const board = document.querySelector("[data-every]");
const lost = document.getElementById("ops-lost");

const partOf = (root, name) => root.querySelector(`[data-part="${CSS.escape(name)}"]`);

/** Replaces the children of parts inside first, so that a part that only contains changed ones stays as it is. */
function show(next) {
  for (const old of [...board.querySelectorAll("[data-part]")].reverse()) {
    const fresh = partOf(next, old.dataset.part);
    if (!fresh) continue;
    for (const open of old.querySelectorAll("details[open]")) {
      const same = fresh.querySelector(`#${CSS.escape(open.id)}`);
      if (same) same.open = true;
    }
    if (!old.isEqualNode(fresh)) replace(old, document.importNode(fresh, true));
  }
  lost.dataset.lost = next.getElementById("ops-lost").dataset.lost;
  document.title = next.title;
}

/** Keeps the focus and how far a table was scrolled. */
function replace(old, fresh) {
  const focused = old.contains(document.activeElement) ? document.activeElement.id : "";
  const scrolled = [...old.querySelectorAll("[tabindex][id]")].map(region => [region.id, region.scrollTop, region.scrollLeft]);
  old.replaceWith(fresh);
  for (const [id, top, left] of scrolled) {
    const region = document.getElementById(id);
    if (region) [region.scrollTop, region.scrollLeft] = [top, left];
  }
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
}

function lose() {
  lost.textContent = lost.dataset.lost;
  lost.hidden = false;
}

async function ask() {
  if (!document.hidden) {
    const { status, page } = await readPage(location.href);
    if (status === 200 && page?.querySelector("[data-every]")) {
      show(page);
      lost.hidden = true;
    } else if (status > 0 && status < 500) {
      // The session has ended: the server leads to the sign-in page.
      reload();
      return;
    } else {
      lose();
    }
  }
  setTimeout(ask, Number(board.dataset.every));
}

if (board) setTimeout(ask, Number(board.dataset.every));
