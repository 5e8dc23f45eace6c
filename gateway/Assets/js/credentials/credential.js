// The voter's credential. It comes in the fragment of the link (after #), which browsers do not send, and is moved to the tab's session
// storage at once, so that it is in neither the address nor the history. The tab keeps it when the page is reloaded or the language is
// changed, and loses it when it is closed. Where the browser stores nothing, it stays in the address: a reload must not lose it.
import { readCode, visible } from "./credential-text.js";
import { session } from "../browser/storage.js";

const place = round => `credential:${round}`;
const damagedPlace = round => `damaged:${round}`;

/** The credential of a page whose browser stores nothing. */
let held = null;

/** The fragment of the address, unless it is the id of an element (a skip link) or only the mark of a messenger. */
export function fromAddress() {
  const text = location.hash.slice(1);
  return text === "wechat_redirect" || document.getElementById(text) ? "" : text;
}

/** Moves the credential, or the damaged text in its place, from the address to the storage. The address is erased only then. */
export function takeFromAddress(round) {
  const text = fromAddress();
  if (!text) return;
  const { credential } = readCode(text);
  if (credential ? keep(round, completed(round, credential)) : keepDamaged(round, text)) eraseAddress();
}

/** The credential in the address, otherwise the stored one, otherwise null. A link brings the first part of a credential in two parts. */
export function find(round) {
  if (!fromAddress()) return stored(round);
  const { credential } = readCode(fromAddress());
  return credential && completed(round, credential);
}

/** The stored credential, if the code of the link is the first part of it; otherwise that code. */
const completed = (round, code) => stored(round)?.startsWith(code) ? stored(round) : code;

/** The text of a link in which no credential was found, as a person reads it; null if there was no such link. */
export function damaged(round) {
  const text = fromAddress() || session.get(damagedPlace(round));
  return text && !readCode(text).credential ? visible(text) : null;
}

/** Takes a typed credential in place of everything before it. A link that brought the first part of it may stay in the address. */
export function take(round, credential) {
  const text = fromAddress();
  if (text && !credential.startsWith(readCode(text).credential ?? " ")) eraseAddress();
  keep(round, credential);
}

/** Whether a reload of the page still finds the credential. */
export const outlastsReload = round => fromAddress() !== "" || session.get(place(round)) !== null;

/** Whether the credential is stored. Otherwise this page alone has it. */
function keep(round, credential) {
  session.remove(damagedPlace(round));
  held = credential;
  return set(place(round), credential);
}

export const stored = round => session.get(place(round)) ?? held;

export function forget(round) {
  held = null;
  session.remove(place(round));
  session.remove(damagedPlace(round));
  if (fromAddress()) eraseAddress();
}

/** A damaged link may be another voter's, so an earlier credential is forgotten. */
function keepDamaged(round, text) {
  held = null;
  session.remove(place(round));
  return set(damagedPlace(round), text);
}

/** A value that is not stored must not leave an older one in its place. */
function set(key, value) {
  const isStored = session.set(key, value);
  if (!isStored) session.remove(key);
  return isStored;
}

function eraseAddress() {
  try {
    history.replaceState(history.state, "", location.pathname + location.search);
  } catch {
    // Some browsers limit how often a page changes its address. The fragment is sent to nobody.
  }
}
