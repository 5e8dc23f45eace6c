// The list of visits with its newest counts, where the page came from the device or entries have been sent since it was shown.
import { readPage } from "../browser/page-document.js";
import { keepPage, keptAt, keptPage } from "../browser/kept-pages.js";

const address = "/inspection";
const pause = 500;
let timer = 0;

/** Whether the page that is shown is the one that the device kept: a page from the network is kept after it was asked for. */
export async function isKeptPage() {
  const known = await keptPage(address).catch(() => null);
  return known !== null && keptAt(known) < performance.timeOrigin;
}

/** Reads the list again after a pause, in which further entries are sent. */
export function refreshSoon() {
  clearTimeout(timer);
  timer = setTimeout(refresh, pause);
}

async function refresh() {
  const { status, page } = await readPage(address);
  const account = document.getElementById("unsent").dataset.account;
  if (status !== 200 || page?.getElementById("unsent")?.dataset.account !== account) return;
  const known = linksOf(document);
  const newest = linksOf(page);
  if ([...newest.keys()].some(href => !known.has(href)) || known.size !== newest.size) {
    location.reload();
    return;
  }
  for (const [href, link] of newest) replace(known.get(href), link);
  for (const place of [".round-head .quiet", ".round-head .actions"]) copy(document.querySelector(place), page.querySelector(place));
  await keepPage(address).catch(() => null);
}

const linksOf = page => new Map([...page.querySelectorAll("a[data-keep]")].map(link => [link.getAttribute("href"), link]));

function replace(shown, newest) {
  shown.dataset.keep = newest.dataset.keep;
  for (const place of [".why", ".badge"]) copy(shown.querySelector(place), newest.querySelector(place));
}

/** Shows the newest text in the place of the old one, or takes it away. */
function copy(shown, newest) {
  if (!shown) return;
  if (!newest) shown.remove();
  else if (shown.outerHTML !== newest.outerHTML) shown.replaceWith(document.importNode(newest, true));
}
