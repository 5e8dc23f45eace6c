// Registers the service worker. The policy of the page lets exactly this address become a script.
const address = "/inspection/worker.js";

/** The registration, or null where the browser has no service workers: in old ones, in private windows, and without HTTPS. */
export async function registerWorker() {
  if (!("serviceWorker" in navigator)) return null;
  const policy = window.trustedTypes?.createPolicy("inspection-worker", { createScriptURL: () => address });
  try {
    return await navigator.serviceWorker.register(policy ? policy.createScriptURL("") : address, { scope: "/inspection" });
  } catch {
    return null;
  }
}

/** Asks the browser to send when the network is back, also after the page was closed; only some browsers do. */
export const sendLater = registration => registration?.sync?.register("send").catch(() => null);
