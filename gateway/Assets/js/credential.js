// The voter's credential. It comes behind the # of the link, which no browser sends, and moves from there into this tab's own storage at once, so that it
// stands neither in the address nor in the history. The tab keeps it over a reload and a change of language, and loses it when it is closed.
const letters = "0123456789abcdefghjkmnpqrstvwxyz";
const length = 26;

const place = round => `credential:${round}`;

/** As people type it, in capitals or with dashes, O for 0 and I or L for 1; null when it cannot be one. */
export function read(text) {
  const plain = text.toLowerCase().replace(/%20|[\s-]/g, "").replace(/o/g, "0").replace(/[il]/g, "1");
  return plain.length === length && [...plain].every(letter => letters.includes(letter)) ? plain : null;
}

/** What the address brings. A place of the page, to which its links skip, is none of it. */
export function brought() {
  const text = location.hash.slice(1);
  return document.getElementById(text) ? "" : text;
}

/** Takes it out of the address, if it is there. What stands there is gone from the address in any case. */
export function takeFromAddress(round) {
  const text = brought();
  if (!text) return;
  history.replaceState(history.state, "", location.pathname + location.search);
  const credential = read(text);
  if (credential) keep(round, credential);
  else forget(round);
}

/** The one in the address, or else the one that the tab keeps; null where there is none. */
export const given = round => brought() ? read(brought()) : held(round);

export const keep = (round, credential) => sessionStorage.setItem(place(round), credential);

export const held = round => sessionStorage.getItem(place(round));

export const forget = round => sessionStorage.removeItem(place(round));
