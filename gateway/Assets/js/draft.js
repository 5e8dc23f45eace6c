// Marks that have not been sent yet. They are stored on the device under the round and a hash of the credential, never the credential
// itself, and deleted as soon as they are sent, so that nobody can read from the device later how the voter voted.
import { sha256 } from "./sha256.js";

const prefix = "ballot:";
const keptFor = 30 * 24 * 3600 * 1000;

export class Draft extends EventTarget {
  #key;
  #units;
  #criteria;
  #content = { slips: {}, pending: false };

  constructor(round, credential) {
    super();
    this.#key = `${prefix}${round}:${sha256(credential).slice(0, 16)}`;
    forgetOld();
  }

  /**
   * Reads the stored marks for this paper. Units that are not on it, and slips with another number of criteria, are ignored. Empty before
   * this call.
   */
  fit(units, criteria) {
    this.#units = new Set(units);
    this.#criteria = criteria;
    this.#read();
    // Another tab of the same voter writes to the same storage key.
    addEventListener("storage", event => {
      if (event.key !== this.#key) return;
      this.#read();
      this.dispatchEvent(new Event("elsewhere"));
    });
  }

  /** One mark for each criterion; null where none was chosen yet. */
  marks(unit) {
    return this.#content.slips[unit]?.marks ?? Array(this.#criteria).fill(null);
  }

  comment(unit) {
    return this.#content.slips[unit]?.comment ?? "";
  }

  isStarted(unit) {
    return unit in this.#content.slips;
  }

  isComplete(unit) {
    return this.isStarted(unit) && this.marks(unit).every(mark => mark !== null);
  }

  get complete() {
    return Object.keys(this.#content.slips).filter(unit => this.isComplete(unit));
  }

  get incomplete() {
    return Object.keys(this.#content.slips).filter(unit => !this.isComplete(unit));
  }

  /** Whether the voter pressed "send" and the ballot could not be delivered yet. */
  get pending() {
    return this.#content.pending;
  }

  set pending(value) {
    if (this.#content.pending === value) return;
    this.#content.pending = value;
    this.#write();
  }

  put(unit, marks, comment) {
    if (marks.every(mark => mark === null) && comment === "") delete this.#content.slips[unit];
    else this.#content.slips[unit] = { marks, comment };
    this.#write();
  }

  /** The slip in the format of the API. */
  slip(unit) {
    const comment = this.comment(unit).trim();
    return { unit, marks: this.marks(unit), ...(comment ? { comment } : {}) };
  }

  /** The random id of a ballot. It is kept until the ballot is answered, so that the server recognises a resend of the same slips. */
  idOf(slips) {
    const of = sha256(JSON.stringify(slips));
    if (this.#content.ballot?.of !== of) {
      this.#content.ballot = { of, id: btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16)))).slice(0, 22) };
      this.#write();
    }
    return this.#content.ballot.id;
  }

  /** Deletes slips that were sent, unless they have been changed since. */
  forget(slips) {
    delete this.#content.ballot;
    for (const slip of slips)
      if (JSON.stringify(this.slip(slip.unit)) === JSON.stringify(slip)) delete this.#content.slips[slip.unit];
    this.#write();
  }

  clear() {
    this.#content = { slips: {}, pending: false };
    this.#write();
  }

  #read() {
    try {
      const content = JSON.parse(localStorage.getItem(this.#key) ?? "{}");
      const slips = Object.entries(content.slips ?? {}).filter(([unit, slip]) => this.#units.has(unit) && slip.marks?.length === this.#criteria);
      this.#content = { slips: Object.fromEntries(slips), pending: content.pending === true, ballot: content.ballot };
    } catch {
      // If the storage is unavailable or its content is invalid, the draft is empty. Marks are then kept only while the page is open.
    }
  }

  #write() {
    try {
      if (Object.keys(this.#content.slips).length === 0) localStorage.removeItem(this.#key);
      else localStorage.setItem(this.#key, JSON.stringify({ ...this.#content, at: Date.now() }));
    } catch {
      // See #read.
    }
    this.dispatchEvent(new Event("change"));
  }
}

function forgetOld() {
  try {
    for (const key of Object.keys(localStorage).filter(key => key.startsWith(prefix)))
      if (!(JSON.parse(localStorage.getItem(key)).at > Date.now() - keptFor)) localStorage.removeItem(key);
  } catch {
    // Without storage there is nothing to delete.
  }
}
