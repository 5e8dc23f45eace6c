// The operations pages: each asks for itself every few seconds and replaces the parts that have changed. The browser parses the answer as a
// document, so no text becomes markup.
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

function ask() {
  const again = () => setTimeout(ask, Number(board.dataset.every));
  if (document.hidden) return again();
  const request = new XMLHttpRequest();
  request.open("GET", location.href);
  request.responseType = "document";
  request.timeout = 10000;
  request.onload = () => {
    const isPage = request.status === 200 && request.response?.querySelector("[data-every]");
    if (isPage) {
      show(request.response);
      lost.hidden = true;
    } else if (request.status < 500) {
      // The session has ended: the server leads to the sign-in page.
      location.reload();
      return;
    } else {
      lose();
    }
    again();
  };
  request.onerror = request.ontimeout = () => {
    lose();
    again();
  };
  request.send();
}

if (board) setTimeout(ask, Number(board.dataset.every));
