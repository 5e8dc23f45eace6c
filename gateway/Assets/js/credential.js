// The voter's credential. It comes in the fragment of the link (after #), which browsers do not send, and is moved to the tab's session
// storage at once, so that it is in neither the address nor the history. The tab keeps it when the page is reloaded or the language is
// changed, and loses it when it is closed.
const letters = "0123456789abcdefghjkmnpqrstvwxyz";
const length = 26;

const place = round => `credential:${round}`;

/** Reads a credential as people type it: in capitals, with dashes, O for 0, I or L for 1. Null when the text cannot be a credential. */
export function read(text) {
  const plain = text.toLowerCase().replace(/%20|[\s-]/g, "").replace(/o/g, "0").replace(/[il]/g, "1");
  return plain.length === length && [...plain].every(letter => letters.includes(letter)) ? plain : null;
}

/** The fragment of the address, unless it is the id of an element (a skip link). */
export function fromAddress() {
  const text = location.hash.slice(1);
  return document.getElementById(text) ? "" : text;
}

/** Moves the credential from the address to the storage. Other fragments are removed from the address too. */
export function takeFromAddress(round) {
  const text = fromAddress();
  if (!text) return;
  history.replaceState(history.state, "", location.pathname + location.search);
  const credential = read(text);
  if (credential) keep(round, credential);
  else forget(round);
}

/** The credential in the address, otherwise the stored one, otherwise null. */
export const find = round => fromAddress() ? read(fromAddress()) : stored(round);

export const keep = (round, credential) => sessionStorage.setItem(place(round), credential);

export const stored = round => sessionStorage.getItem(place(round));

export const forget = round => sessionStorage.removeItem(place(round));
