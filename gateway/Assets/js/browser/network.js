// What a browser says of its network, and what it may do for work that goes on in several tabs.

/** False when the browser knows that there is no network. True says little: the network may lead nowhere. */
export const hasNetwork = () => navigator.onLine !== false;

/** Runs `act` while no other tab of this browser runs under the same name; at once where browsers know no such locks. */
export const exclusively = (name, act) => navigator.locks ? navigator.locks.request(name, act) : act();

/** Asks the browser not to remove what the site has stored when space is short. The answer does not matter. */
export const keepStorage = () => navigator.storage?.persist?.().catch(() => null);

/** Calls `act` with every message of the service worker. */
export const listenToWorker = act => navigator.serviceWorker?.addEventListener("message", ({ data }) => act(data));
