// The service worker of an inspector's pages. With a network it only watches; without one it answers with what is kept on the device.
import { sendAll } from "./inspection/sending.js";
import { hasCaches, isKeepable, isPart, keptPage, keptPart, lastResort, owner, putPage } from "./browser/kept-pages.js";

// How long a weak network may keep somebody waiting for a page that is kept on the device.
const patience = 6000;
const unavailable = [502, 503, 504];

addEventListener("install", () => skipWaiting());
addEventListener("activate", event => event.waitUntil(clients.claim()));
addEventListener("sync", event => event.waitUntil(sendAll().then(state => {
  if (state === "offline" || state === "busy") throw new Error(state);
})));

addEventListener("fetch", event => {
  const { request } = event;
  const { origin, pathname, search } = new URL(request.url);
  if (origin !== location.origin || !hasCaches()) return;
  if (request.mode === "navigate") event.respondWith(request.method === "GET" ? page(event, clean(pathname, search)) : form(request));
  else if (request.method === "GET" && isPart(pathname)) event.respondWith(keptPart(pathname).then(known => known ?? fetch(request)));
});

/** The address under which a page is kept: whether something was just saved does not matter. */
const clean = (pathname, search) => pathname + search.replace(/[?&]saved=1$/, "");

const late = () => new Promise((_, fail) => setTimeout(() => fail(new Error("late")), patience));

async function page(event, address) {
  const known = await keptPage(address).catch(() => null);
  try {
    const answered = fetch(event.request);
    const answer = await (known ? Promise.race([answered, late()]) : answered);
    if (known && unavailable.includes(answer.status)) return known;
    if (isKeepable(answer, await owner().catch(() => null))) event.waitUntil(putPage(address, answer.clone()).catch(() => null));
    return answer;
  } catch (failure) {
    const instead = known ?? await keptPage(lastResort).catch(() => null);
    if (instead) return instead;
    throw failure;
  }
}

/** A form that cannot be sent leaves its page as it is, with everything that was typed. */
async function form(request) {
  try {
    return await fetch(request);
  } catch {
    for (const client of await clients.matchAll()) client.postMessage("not-sent");
    return new Response(null, { status: 204 });
  }
}
