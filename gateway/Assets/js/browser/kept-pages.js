// Pages of an inspector, kept in the browser's caches for one account: by the pages themselves and by the service worker. Styles, modules
// and small pictures lie beside them under their own addresses.
const pages = "inspection-pages";
const parts = "inspection-parts";
const ownerAddress = "/inspection/owner";
const partAddress = /"(\/assets\/[^"]+|\/api\/rounds\/[^"]+\/evidence\/[^"]+\/thumbnail)"/g;
const age = 7 * 86400 * 1000;

/** The pages that one device keeps, the bytes of their parts, and the page that stands in for one that is not kept. */
export const pagesMax = 100;
export const bytesMax = 60e6;
export const lastResort = "/inspection/offline";

export const hasCaches = () => typeof caches !== "undefined";
export const isPart = path => path.startsWith("/assets/") || /^\/api\/rounds\/[^/]+\/units\/[^/]+\/evidence\/[^/]+\/thumbnail$/.test(path);

/** The parts that a page names. */
export const partsOf = text => [...new Set([...text.matchAll(partAddress)].map(([, address]) => address))];

/** The account whose pages are kept; null for none. Without an owner nothing is kept and nothing is shown. */
export async function owner() {
  const known = await caches.match(ownerAddress, { cacheName: pages });
  return known ? known.text() : null;
}

/** From now on pages of this account are kept. Those of another one go. */
export async function own(account) {
  if (await owner() === account) return;
  await clearKept();
  await (await caches.open(pages)).put(ownerAddress, new Response(account));
}

export async function clearKept() {
  for (const name of [pages, parts]) await caches.delete(name);
}

/** Whether an answer is a page of the owner, which may be kept. */
export const isKeepable = (answer, account) => answer.status === 200 && !answer.redirected && account !== null && answer.headers.get("inspection-account") === account;

/** Keeps a page as it was answered, with the time. */
export async function putPage(address, answer) {
  const headers = new Headers(answer.headers);
  for (const name of ["content-encoding", "content-length"]) headers.delete(name);
  headers.set("kept-at", String(Date.now()));
  const text = await answer.text();
  // The owner may have signed out since the answer came.
  if (await owner() !== headers.get("inspection-account")) return null;
  await (await caches.open(pages)).put(address, new Response(text, { headers }));
  return text;
}

/** The kept page, or null for none and for one that is too old. */
export async function keptPage(address) {
  if (await owner() === null) return null;
  const found = await caches.match(address, { cacheName: pages, ignoreVary: true });
  return found && Date.now() - keptAt(found) < age ? found : null;
}

export const keptAt = answer => Number(answer.headers.get("kept-at"));

export const keptPart = address => caches.match(address, { cacheName: parts, ignoreVary: true });

/** Keeps a part unless it is there. Returns the bytes that were fetched. Throws without network and without room. */
export async function keepPart(address) {
  if (await keptPart(address)) return 0;
  const answer = await fetch(address);
  if (answer.status !== 200) return 0;
  const bytes = await answer.blob();
  await (await caches.open(parts)).put(address, new Response(bytes, { headers: { "content-type": answer.headers.get("content-type") ?? "" } }));
  return bytes.size;
}

/** Fetches and keeps a page with its parts. Returns their addresses, or null when the page is not the owner's (any longer). */
export async function keepPage(address) {
  const answer = await fetch(address, { headers: { Accept: "text/html" }, redirect: "manual", cache: "no-store" });
  if (!isKeepable(answer, await owner())) return null;
  const text = await putPage(address, answer);
  return text === null ? null : partsOf(text);
}

/** Removes every page and part that is not among these addresses. */
export async function keepOnly(addresses) {
  for (const name of [pages, parts]) {
    const cache = await caches.open(name);
    for (const { url } of await cache.keys()) {
      const { pathname, search } = new URL(url);
      if (pathname !== ownerAddress && !addresses.has(pathname + search)) await cache.delete(url);
    }
  }
}
