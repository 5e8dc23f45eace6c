// Verifies that a ballot is covered by a signed head of the log: hashes of RFC 9162, a C2SP checkpoint, ECDSA P-256. It trusts nothing that
// the server says, only what it computes. Each step throws the word of what does not fit.
import { isSigned, sha256 } from "../browser/digests.js";

const utf8 = new TextEncoder();
const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
const leafBytes = 16;

export const bytesOf = base64 => Uint8Array.from(atob(base64), character => character.charCodeAt(0));
const join = (...parts) => Uint8Array.from(parts.flatMap(part => [...part]));
const same = (one, other) => one.length === other.length && one.every((byte, at) => byte === other[at]);
export const leafOf = bytes => sha256(join([0], bytes));
const nodeOf = (left, right) => sha256(join([1], left, right));

function demand(fits, word) {
  if (!fits) throw new Error(word);
}

/** The root that follows from a leaf and its path; null if the path has another length (RFC 9162, section 2.1.3.2). */
export async function rootFrom(index, size, leaf, path) {
  if (index >= size) return null;
  let [fn, sn, hash] = [index, size - 1, leaf];
  for (const next of path) {
    if (sn === 0) return null;
    if (fn % 2 === 1 || fn === sn) {
      hash = await nodeOf(next, hash);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn / 2, Math.floor(sn / 2)];
    } else {
      hash = await nodeOf(hash, next);
    }
    [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
  }
  return sn === 0 ? hash : null;
}

/** The chain value after an entry of format 3. */
async function chainAfter(previous, stream, firstVersion, { eventCount, innerFormat }, root) {
  const name = utf8.encode(stream);
  const numbers = new DataView(new ArrayBuffer(20));
  numbers.setBigUint64(0, BigInt(firstVersion));
  numbers.setUint32(8, eventCount);
  numbers.setUint32(12, 3);
  numbers.setUint32(16, innerFormat);
  return sha256(join(previous, [name.length >> 8, name.length & 255], name, new Uint8Array(numbers.buffer), root));
}

/** Box, number and the start of the hash of a receipt. */
export function readReceipt(text) {
  const [, box, number, leaf] = /^\s*(\d+)\s*-\s*(\d+)\s*-(.+)$/.exec(text) ?? [];
  demand(leaf, "receipt");
  const letters = leaf.toLowerCase().replace(/[\s-]/g, "").replace(/o/g, "0").replace(/[il]/g, "1");
  const values = [...letters].map(letter => alphabet.indexOf(letter));
  demand(values.length === Math.ceil((8 * leafBytes) / 5) && !values.includes(-1), "receipt");
  const bits = values.map(value => value.toString(2).padStart(5, "0")).join("");
  return { box: Number(box), number: Number(number), leaf: Uint8Array.from({ length: leafBytes }, (_, at) => parseInt(bits.slice(8 * at, 8 * at + 8), 2)) };
}

/** The start of a DER integer as 32 bytes. */
function integer(der, at) {
  demand(der[at] === 2, "signature");
  const bytes = [...der.slice(at + 2, at + 2 + der[at + 1])];
  while (bytes.length > 32 && bytes[0] === 0) bytes.shift();
  demand(bytes.length <= 32, "signature");
  return [[...Array(32 - bytes.length).fill(0), ...bytes], at + 2 + der[at + 1]];
}

/** Verifies the signature and returns origin, size and root of a checkpoint. */
export async function readCheckpoint(note, keyLine) {
  const [name, id, key] = [...keyLine.trim().split("+").slice(0, 2), keyLine.trim().split("+").slice(2).join("+")];
  const typed = bytesOf(key);
  const at = note.lastIndexOf("\n\n");
  demand(typed[0] === 2 && at > 0, "signature");
  const publicKey = typed.slice(1);
  const keyId = (await sha256(publicKey)).slice(0, 4);
  demand([...keyId].map(byte => byte.toString(16).padStart(2, "0")).join("") === id, "signature");
  const line = note.slice(at + 2).split("\n").find(signature => signature.startsWith(`— ${name} `));
  demand(line, "signature");
  const signature = bytesOf(line.split(" ")[2]);
  demand(same(signature.slice(0, 4), keyId) && signature[4] === 0x30, "signature");
  const [r, next] = integer(signature, 6);
  const [s] = integer(signature, next);
  const text = note.slice(0, at + 1);
  demand(await isSigned(publicKey, join(r, s), utf8.encode(text)), "signature");
  const [origin, size, root] = text.split("\n");
  return { origin, size: Number(size), root: bytesOf(root), keyId: id };
}

/**
 * Verifies a proof and returns what was computed. Throws "receipt", "ballot", "chain", "block" or "signature": what does not fit.
 * @returns Steps, block, origin and key id; null for a ballot that no signed head covers yet.
 */
export async function verify(text, round, proof) {
  const receipt = readReceipt(text);
  const { event, following, block } = proof;
  const leaf = bytesOf(event.leaf);
  demand(event.stream === `box-${round}-${receipt.box}` && same(leaf.slice(0, leafBytes), receipt.leaf), "ballot");
  const root = await rootFrom(event.index, event.eventCount, leaf, event.path.map(bytesOf));
  demand(root, "ballot");
  if (!block) return null;
  let chain = await chainAfter(bytesOf(event.previous), event.stream, event.firstVersion, event, root);
  let version = event.firstVersion + event.eventCount;
  for (const link of following) {
    chain = await chainAfter(chain, event.stream, version, link, bytesOf(link.root));
    version += link.eventCount;
  }
  const bytes = bytesOf(block.bytes);
  const head = JSON.parse(new TextDecoder().decode(bytes)).heads.find(known => known.stream === event.stream);
  demand(head && head.version === version && same(bytesOf(head.chain), chain), "chain");
  const checkpoint = await readCheckpoint(block.checkpoint, block.key);
  const top = await rootFrom(block.number, checkpoint.size, await leafOf(bytes), block.path.map(bytesOf));
  demand(top && same(top, checkpoint.root), "block");
  return { steps: event.path.length + 1 + following.length + block.path.length + 1, block: block.number, origin: checkpoint.origin, keyId: checkpoint.keyId };
}
