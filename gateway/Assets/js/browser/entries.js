// What an inspector has written and the server has not confirmed: sheets, photographs, spot checks and findings, in the IndexedDB of the
// device. Every entry belongs to an account. Pages and the service worker use it at once, so each change is one transaction.
const listeners = new Set();
const channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel("inspection");
let opening = null;

if (channel) channel.onmessage = ({ data }) => tell(data);

function tell(message) {
  for (const listener of listeners) listener(message);
}

/** Tells every page of this browser, this one too. */
export function announce(message) {
  channel?.postMessage(message);
  tell(message);
}

/** An id that no other device makes. Without HTTPS browsers have no randomUUID. */
export const newId = () => [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, "0")).join("");

export const listen = listener => void listeners.add(listener);

function open() {
  opening ??= new Promise((done, fail) => {
    const request = indexedDB.open("inspection", 1);
    request.onupgradeneeded = () => request.result.createObjectStore("entries", { keyPath: "id" });
    request.onsuccess = () => {
      request.result.onclose = request.result.onversionchange = () => {
        request.result.close();
        opening = null;
      };
      done(request.result);
    };
    request.onerror = () => fail(request.error);
  }).catch(why => {
    opening = null;
    throw why;
  });
  return opening;
}

const answered = request => new Promise((done, fail) => {
  request.onsuccess = () => done(request.result);
  request.onerror = () => fail(request.error);
});

/**
 * Runs `act` in one transaction; what it awaits may only be requests to the entries. Throws when the browser denies its storage or has no
 * room: nothing is changed then.
 */
export async function change(act) {
  const transaction = (await open()).transaction("entries", "readwrite", { durability: "strict" });
  const store = transaction.objectStore("entries");
  const finished = new Promise((done, fail) => {
    transaction.oncomplete = done;
    transaction.onabort = () => fail(transaction.error ?? new Error("aborted"));
  });
  finished.catch(() => null);
  const result = await act({
    get: id => answered(store.get(id)),
    all: () => answered(store.getAll()),
    put: entry => answered(store.put(entry)),
    remove: id => answered(store.delete(id)),
  });
  await finished;
  return result;
}

/** Changes one entry by a function of what it is; undefined leaves it, null removes it. Returns what it is then. */
export const changeOne = (id, next) => change(async entries => {
  const found = await entries.get(id);
  if (!found) return undefined;
  const changed = next(found);
  if (changed === undefined) return found;
  await (changed === null ? entries.remove(id) : entries.put(changed));
  return changed;
});

/** The entries of an account, the oldest first; empty without storage. */
export async function entriesOf(account) {
  const all = await change(entries => entries.all()).catch(() => []);
  return all.filter(entry => entry.account === account).sort((a, b) => a.at - b.at);
}

/** Whether this browser can keep entries now. */
export const canKeep = () => change(entries => entries.all()).then(() => true, () => false);
