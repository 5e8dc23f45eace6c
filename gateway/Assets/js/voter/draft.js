// Marks that have not been sent yet. They are stored on the device under the round and a hash of the credential, never the credential
// itself, and deleted as soon as they are sent, so that nobody can read from the device later how the voter voted.
import { cleanComment, cutComment } from "./comment-text.js";
import { KeptComments, keptFor } from "./kept-comments.js";
import { sha256 } from "../sha256.js";
import { device } from "../browser/storage.js";

const prefix = "ballot:";

export class Draft extends EventTarget {
  #key;
  #units;
  #criteria;
  #content = { slips: {}, pending: false };
  #isKept;

  constructor(round, credential) {
    super();
    const voter = sha256(credential).slice(0, 16);
    this.#key = `${prefix}${round}:${voter}`;
    device.removeOlder(prefix, keptFor);
    /** Comments that stay on the device after sending. */
    this.comments = new KeptComments(round, voter);
    const probe = `${this.#key}:probe`;
    this.#isKept = device.set(probe, "1");
    device.remove(probe);
  }

  /**
   * Reads the stored marks for this paper. Units that are not on it, and slips with another number of criteria, are ignored. Empty before
   * this call. `criteria(unit)` returns the number of criteria of a unit.
   */
  fit(units, criteria) {
    this.#units = new Set(units);
    this.#criteria = criteria;
    const fits = ([unit, slip]) => this.#units.has(unit) && slip?.marks?.length === criteria(unit);
    this.#content = this.#stored(fits);
    // Another tab of the same voter writes to the same storage key.
    addEventListener("storage", event => {
      if (event.key !== this.#key) return;
      this.#content = this.#stored(fits);
      this.dispatchEvent(new Event("elsewhere"));
    });
  }

  /** Reads all stored slips, for a paper that is no longer shown. */
  readAll() {
    this.#content = this.#stored(() => true);
  }

  /** Whether the device stores the marks. Otherwise this page alone has them. */
  get isKept() {
    return this.#isKept;
  }

  /** One mark for each criterion; null where none was chosen yet. */
  marks(unit) {
    return this.#content.slips[unit]?.marks ?? Array(this.#criteria(unit)).fill(null);
  }

  comment(unit) {
    return this.#content.slips[unit]?.comment ?? "";
  }

  /** Whether the voter wants the comment to stay on this device after sending. */
  keepsComment(unit) {
    return this.#content.slips[unit]?.keeps === true;
  }

  /** Units with marks or a comment. */
  get units() {
    return Object.keys(this.#content.slips);
  }

  isStarted(unit) {
    return unit in this.#content.slips;
  }

  isComplete(unit) {
    return this.isStarted(unit) && this.marks(unit).every(mark => mark !== null);
  }

  get complete() {
    return this.units.filter(unit => this.isComplete(unit));
  }

  get incomplete() {
    return this.units.filter(unit => !this.isComplete(unit));
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

  put(unit, marks, comment, keeps = this.keepsComment(unit)) {
    if (marks.every(mark => mark === null) && comment === "") delete this.#content.slips[unit];
    else this.#content.slips[unit] = { marks, comment, ...(keeps ? { keeps } : {}) };
    this.#write();
  }

  /** The slip in the format of the API, with a comment that the system accepts. */
  slip(unit) {
    const comment = cutComment(cleanComment(this.comment(unit)).trim());
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

  /** Deletes slips that were sent, unless they have been changed since. Their comments stay if the voter wants it. */
  forget(slips) {
    delete this.#content.ballot;
    for (const slip of slips) {
      if (JSON.stringify(this.slip(slip.unit)) !== JSON.stringify(slip)) continue;
      if (slip.comment && this.keepsComment(slip.unit)) this.comments.put(slip.unit, slip.comment);
      else if (slip.comment) this.comments.remove(slip.unit);
      delete this.#content.slips[slip.unit];
    }
    this.#write();
  }

  /** Deletes everything of this voter and round from the device, kept comments too. */
  clear() {
    this.#content = { slips: {}, pending: false };
    this.comments.clear();
    this.#write();
  }

  /** The stored content with the slips that fit. Empty if nothing is stored, or nothing readable. */
  #stored(fits) {
    try {
      const content = JSON.parse(device.get(this.#key)) ?? {};
      return { slips: Object.fromEntries(Object.entries(content.slips ?? {}).filter(fits)), pending: content.pending === true, ballot: content.ballot };
    } catch {
      return { slips: {}, pending: false };
    }
  }

  #write() {
    if (this.units.length === 0) device.remove(this.#key);
    else this.#isKept = device.set(this.#key, JSON.stringify({ ...this.#content, at: Date.now() }));
    this.dispatchEvent(new Event("change"));
  }
}
