// Keeps the sheets of all units on the device, those that are not filed first, and says so at each unit.
import { say } from "../text.js";
import { bytesMax, hasCaches, keepOnly, keepPage, keepPart, keptAt, keptPage, lastResort, owner, pagesMax, partsOf } from "../browser/kept-pages.js";

const links = [...document.querySelectorAll("a[data-keep]")];
// A page that is opened again soon does not fetch everything again: a phone pays for it.
const fresh = 600000;
const summary = document.getElementById("kept");
const addressOf = link => link.pathname + link.search;

const moment = at => new Date(at).toLocaleString(document.documentElement.lang, { month: "short", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

/** Shows what is kept now, with or without a network. */
export async function showKept() {
  let count = 0;
  for (const link of links) {
    const known = await keptPage(addressOf(link)).catch(() => null);
    link.querySelector("[data-kept]").textContent = known ? say("unit-kept", moment(keptAt(known))) : "";
    if (known) count++;
  }
  summary.textContent = count > 0 ? say("units-kept", count, links.length) : "";
  return count;
}

/** Whether the pages of this account can be kept: not without a service worker, and not without storage. */
export const canKeepPages = async () => hasCaches() && await owner().catch(() => null) !== null;

/**
 * Fetches every sheet, or those that are not fresh. What cannot be kept any more is removed; a sheet that could not be fetched stays as it
 * was.
 */
export async function keepUnits(isWhole) {
  const addresses = [...new Set(["/inspection", lastResort, ...[...links].sort((a, b) => b.dataset.keep.localeCompare(a.dataset.keep)).map(addressOf)])].slice(0, pagesMax);
  const all = new Set(addresses);
  let bytes = 0;
  try {
    for (const [place, address] of addresses.entries()) {
      summary.textContent = say("keeping", place + 1, addresses.length);
      const known = isWhole ? null : await keptPage(address);
      const isFresh = known && Date.now() - keptAt(known) < fresh;
      for (const part of isFresh ? partsOf(await known.text()) : await keepPage(address) ?? []) {
        all.add(part);
        if (bytes < bytesMax) bytes += await keepPart(part);
      }
    }
    await keepOnly(all);
    await showKept();
  } catch (failure) {
    const isFull = failure?.name === "QuotaExceededError";
    const count = await showKept();
    summary.textContent = [count > 0 ? say("units-kept", count, links.length) : "", say(isFull ? "units-full" : "units-broken-off")].join(" ").trim();
  }
}
