// Comments that the voter has chosen to keep on this device after sending, because the system never returns a comment and a second vote
// replaces the first one with its comment. No marks are kept. Stored under the round and a hash of the credential.
import { device } from "../browser/storage.js";

const prefix = "comments:";

/** Milliseconds. A comment that was not changed for so long is deleted by the next visit to any voting page. */
export const keptFor = 30 * 24 * 3600 * 1000;

export class KeptComments {
  #key;
  #texts;

  /** `voter` is the hash of the credential. */
  constructor(round, voter) {
    this.#key = `${prefix}${round}:${voter}`;
    device.removeOlder(prefix, keptFor);
    try {
      this.#texts = JSON.parse(device.get(this.#key))?.texts ?? {};
    } catch {
      this.#texts = {};
    }
  }

  /** The kept comment on this unit; empty if there is none. */
  get(unit) {
    return this.#texts[unit] ?? "";
  }

  put(unit, text) {
    this.#texts[unit] = text;
    this.#write();
  }

  remove(unit) {
    delete this.#texts[unit];
    this.#write();
  }

  clear() {
    this.#texts = {};
    this.#write();
  }

  #write() {
    if (Object.keys(this.#texts).length === 0) device.remove(this.#key);
    else device.set(this.#key, JSON.stringify({ texts: this.#texts, at: Date.now() }));
  }
}
