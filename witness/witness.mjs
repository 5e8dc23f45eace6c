#!/usr/bin/env node
// Follows the log of an Evaluation server and keeps every signed head. Needs Node 20 or later and nothing else.
//
//   node witness.mjs follow --server https://vote.city.example --key KEY --heads heads.jsonl [--every 30] [--max-age 300] [--once]
//   node witness.mjs accept-origin --server … --key KEY --heads heads.jsonl --origin NAME
//
// KEY is the line of GET /api/log/key, or a file with it. Get it from the organiser on paper, not from the server that you check.
// Heads are only ever added to the file. The first fork, rollback or stale head ends the program with its own exit code.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, statSync, writeSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

export const exits = { usage: 2, noAnswer: 3, badSignature: 4, newOrigin: 5, rollback: 6, fork: 7, stale: 8 };

const SIGNATURES_MAX = 16;
const NOTE_BYTES_MAX = 64 * 1024;
const ECDSA = 2;

/** What ends the program. */
export class Finding extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

const sha256 = (...parts) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** SHA-256(0x00 || leaf), RFC 9162 section 2.1.1. */
export const leafHash = leaf => sha256(Buffer.from([0]), leaf);

/** SHA-256(0x01 || left || right). */
export const nodeHash = (left, right) => sha256(Buffer.from([1]), left, right);

const base64 = (text, length) => {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.toString('base64') !== text || (length !== undefined && bytes.length !== length))
    throw new Finding(exits.badSignature, `"${text}" is not base 64 of ${length ?? 'some'} bytes`);
  return bytes;
};

/** Reads the line of a key: name, key id, and type and public key in base 64. */
export function readKey(line) {
  const [, name, id, key] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)\s*$/.exec(line) ?? [];
  if (!name) throw new Finding(exits.usage, 'the key is not a line of name, key id and public key');
  const bytes = base64(key);
  const spki = bytes.subarray(1);
  if (bytes[0] !== ECDSA) throw new Finding(exits.usage, `the key has signature type ${bytes[0]}; this program knows type ${ECDSA}`);
  if (sha256(spki).subarray(0, 4).toString('hex') !== id) throw new Finding(exits.usage, 'the key id is not that of the public key');
  const publicKey = createPublicKey({ key: spki, format: 'der', type: 'spki' });
  if (publicKey.asymmetricKeyDetails?.namedCurve !== 'prime256v1') throw new Finding(exits.usage, 'the key is not of the curve P-256');
  return { name, id, publicKey };
}

/** The text of a signed note (C2SP signed-note) if the key signed it under this name. */
export function openNote(note, key, name) {
  if (Buffer.byteLength(note) > NOTE_BYTES_MAX || /[\x00-\x09\x0b-\x1f]/.test(note)) throw new Finding(exits.badSignature, 'the note is too long or has control characters');
  const split = note.lastIndexOf('\n\n');
  if (split < 0 || !note.endsWith('\n')) throw new Finding(exits.badSignature, 'the note has no signatures');
  const text = note.slice(0, split + 1);
  const lines = note.slice(split + 2, -1).split('\n');
  if (lines.length > SIGNATURES_MAX) throw new Finding(exits.badSignature, 'the note has too many signatures');
  let isSigned = false;
  for (const line of lines) {
    const [, signer, signature] = /^— ([^\s+]+) ([A-Za-z0-9+/=]+)$/.exec(line) ?? [];
    if (!signer) throw new Finding(exits.badSignature, `"${line}" is not a signature`);
    const bytes = base64(signature);
    // Signatures of other keys are ignored; a wrong one of this key refuses the note.
    if (signer !== name || bytes.subarray(0, 4).toString('hex') !== key.id) continue;
    if (!verify('sha256', Buffer.from(text), { key: key.publicKey, dsaEncoding: 'der' }, bytes.subarray(4)))
      throw new Finding(exits.badSignature, `the signature of ${name} does not fit the note`);
    isSigned = true;
  }
  if (!isSigned) throw new Finding(exits.badSignature, `the note is not signed by the pinned key as ${name}`);
  return text;
}

/** Reads a checkpoint (C2SP tlog-checkpoint) with the three lines that the server adds. */
export function readCheckpoint(text) {
  const lines = text.slice(0, -1).split('\n');
  const [origin, size, root, ...more] = lines;
  if (lines.length < 3 || lines.includes('') || !/^(0|[1-9][0-9]{0,15})$/.test(size)) throw new Finding(exits.badSignature, 'the note is not a checkpoint');
  base64(root, 32);
  const instant = name => {
    const line = more.find(line => line.startsWith(name + ' '));
    const at = line === undefined ? NaN : Date.parse(line.slice(name.length + 1));
    if (Number.isNaN(at)) throw new Finding(exits.badSignature, `the checkpoint has no line "${name}"`);
    return at;
  };
  return { origin, size: Number(size), root, block: instant('block'), signed: instant('signed'), isVoting: !more.includes('idle') };
}

const isOdd = number => number % 2 === 1;
const half = number => Math.floor(number / 2);

/** Whether the tree of size `to` begins with the tree of size `from` (RFC 9162 section 2.1.4.2). Roots and hashes are in base 64. */
export function isConsistent(from, to, fromRoot, toRoot, proof) {
  const hashes = proof.map(hash => base64(hash, 32));
  if (from > to) return false;
  if (from === to) return hashes.length === 0 && fromRoot === toRoot;
  if (from === 0) return hashes.length === 0;
  let [fn, sn] = [from - 1, to - 1];
  while (isOdd(fn)) [fn, sn] = [half(fn), half(sn)];
  if (fn > 0 && hashes.length === 0) return false;
  let older = fn === 0 ? base64(fromRoot, 32) : hashes.shift();
  let newer = older;
  for (const hash of hashes) {
    if (sn === 0) return false;
    if (isOdd(fn) || fn === sn) {
      [older, newer] = [nodeHash(hash, older), nodeHash(hash, newer)];
      while (!isOdd(fn) && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else {
      newer = nodeHash(newer, hash);
    }
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 && older.toString('base64') === fromRoot && newer.toString('base64') === toRoot;
}

const HEAD_BEGINS = '{"seen":"';

// A line that a crash cut off begins like a head, has no end and was never acted on.
const isCut = line => !line.endsWith('}') && (line.startsWith(HEAD_BEGINS) || HEAD_BEGINS.startsWith(line));

const isHead = head =>
  typeof head?.origin === 'string' && Number.isSafeInteger(head.size) && head.size >= 0 && /^[A-Za-z0-9+/]{43}=$/.test(head.root) && typeof head.seen === 'string';

/** The heads in the file, oldest first. Another file than one of heads is refused: nothing in it would ever be compared. */
export function readHeads(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isFile()) throw new Finding(exits.usage, `"${path}" is no file in which heads can be kept`);
  const heads = [];
  for (const [index, one] of readFileSync(path, 'utf8').split('\n').entries()) {
    const line = one.trim();
    if (line === '' || isCut(line)) continue;
    let head;
    try {
      head = JSON.parse(line);
    } catch {
      head = undefined;
    }
    if (!isHead(head)) throw new Finding(exits.usage, `line ${index + 1} of "${path}" is no head of a log; --heads needs the file in which this program keeps heads`);
    heads.push(head);
  }
  return heads;
}

function keep(path, head) {
  const isCut = existsSync(path) && !/(^|\n)$/.test(readFileSync(path, 'utf8'));
  const file = openSync(path, 'a', 0o600);
  try {
    writeSync(file, (isCut ? '\n' : '') + JSON.stringify(head) + '\n');
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

async function ask(server, path, fetchFrom) {
  const response = await fetchFrom(new URL(path, server), { signal: AbortSignal.timeout(20_000), redirect: 'error', cache: 'no-store' });
  return { status: response.status, text: await response.text() };
}

const at = head => `size ${head.size}, seen ${head.seen}`;

/** Asks for a proof and checks it. Null when the server has no proof, as when its log is shorter. */
async function proves(server, from, to, fetchFrom) {
  const { status, text } = await ask(server, `/api/log/proof?from=${from.size}&to=${to.size}`, fetchFrom);
  if (status === 400) return null;
  if (status !== 200) throw new Error(`the proof was answered with ${status}`);
  const proof = JSON.parse(text);
  return Array.isArray(proof.hashes) && isConsistent(from.size, to.size, from.root, to.root, proof.hashes);
}

/** Names the newest kept head that the server's log still has, and the first one that it has not. */
async function firstContradicted(server, heads, head, fetchFrom) {
  let [good, bad] = [-1, heads.length - 1];
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (heads[middle].size <= head.size && await proves(server, heads[middle], head, fetchFrom)) good = middle;
    else bad = middle;
  }
  return `the first head that it contradicts: ${at(heads[bad])}; the last one that it still has: ${good < 0 ? 'none' : at(heads[good])}`;
}

/**
 * Looks once: signature, origin, consistency with the newest kept head, freshness. Returns the head that was added to the file, or null.
 * Throws a Finding for whatever a witness must tell others, and another error when the server does not answer.
 */
export async function look({ server, key, heads: path, maxAge, origin: accepted }, { now = Date.now, fetchFrom = fetch } = {}) {
  const kept = readHeads(path);
  const last = kept.at(-1);
  const { status, text: note } = await ask(server, '/api/log/checkpoint', fetchFrom);
  if (status !== 200) throw new Error(`the checkpoint was answered with ${status}`);
  const named = note.slice(0, note.indexOf('\n'));
  const expected = accepted ?? last?.origin ?? key.name;
  const text = openNote(note, key, named);
  const head = readCheckpoint(text);
  if (head.origin !== expected)
    throw new Finding(exits.newOrigin, `the server signs for the origin ${head.origin}, not ${expected}. Ask the organiser why; accept-origin takes it`);
  const heads = kept.filter(one => one.origin === head.origin);
  const before = heads.at(-1);
  if (before && head.size < before.size) {
    // An older head may come from a cache: then the log still has what we hold.
    if (await proves(server, head, before, fetchFrom) !== true)
      throw new Finding(exits.rollback, `ROLLBACK: the log ends at size ${head.size}; ${await firstContradicted(server, heads, head, fetchFrom)}`);
  } else if (before && !(head.size === before.size ? head.root === before.root : await proves(server, before, head, fetchFrom))) {
    throw new Finding(exits.fork, `FORK: the log of size ${head.size} does not continue what was signed; ${await firstContradicted(server, heads, head, fetchFrom)}`);
  }
  const seen = { seen: new Date(now()).toISOString(), origin: head.origin, size: head.size, root: head.root, note };
  const isNew = !before || head.size > before.size || last.origin !== head.origin;
  if (isNew) keep(path, seen);
  const age = Math.round((now() - head.signed) / 1000);
  if (Math.abs(age) > maxAge) throw new Finding(exits.stale, `STALE: the newest head was signed ${age} s ago by this clock; size ${head.size}`);
  const blockAge = Math.round((now() - head.block) / 1000);
  if (head.isVoting && blockAge > maxAge) throw new Finding(exits.stale, `STALE: people vote, and the newest block is ${blockAge} s old; size ${head.size}`);
  return isNew ? seen : null;
}

/** Looks again and again until a Finding. A server that does not answer for longer than the age that a head may have is one too. */
export async function follow(settings, { now = Date.now, fetchFrom = fetch, wait, say = console.log } = {}) {
  const pause = wait ?? (seconds => new Promise(done => setTimeout(done, seconds * 1000)));
  for (let answered = now(); ;) {
    try {
      const head = await look(settings, { now, fetchFrom });
      answered = now();
      if (head) say(`${head.seen} ${head.origin} size ${head.size} ${head.root}`);
      if (settings.once) return;
    } catch (failure) {
      if (failure instanceof Finding) throw failure;
      if (settings.once || now() - answered > settings.maxAge * 1000)
        throw new Finding(exits.noAnswer, `NO ANSWER: ${failure.message}; the last good answer was at ${new Date(answered).toISOString()}`);
      say(`${new Date(now()).toISOString()} no answer: ${failure.message}`);
    }
    await pause(settings.every);
  }
}

function readArguments(args) {
  const [command, ...rest] = args;
  const settings = { every: 30, maxAge: 300, once: false };
  const names = { '--server': 'server', '--key': 'key', '--heads': 'heads', '--every': 'every', '--max-age': 'maxAge', '--origin': 'origin' };
  for (let i = 0; i < rest.length; i++) {
    if (rest[i] === '--once') settings.once = true;
    else if (names[rest[i]] && i + 1 < rest.length) settings[names[rest[i]]] = rest[++i];
    else throw new Finding(exits.usage, `"${rest[i]}" is not known`);
  }
  settings.every = Number(settings.every);
  settings.maxAge = Number(settings.maxAge);
  const isAccepting = command === 'accept-origin';
  if ((command !== 'follow' && !isAccepting) || !settings.server || !settings.key || !settings.heads || !(settings.every > 0) || !(settings.maxAge > 0) || isAccepting !== (settings.origin !== undefined))
    throw new Finding(exits.usage, 'usage: witness.mjs follow --server URL --key KEY --heads FILE [--every SECONDS] [--max-age SECONDS] [--once]\n'
      + '       witness.mjs accept-origin --server URL --key KEY --heads FILE --origin NAME');
  settings.key = readKey(existsSync(settings.key) ? readFileSync(settings.key, 'utf8') : settings.key);
  settings.once ||= isAccepting;
  // Before the server is asked: a file that cannot be used is a wrong call.
  readHeads(settings.heads);
  return settings;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    await follow(readArguments(process.argv.slice(2)));
  } catch (failure) {
    console.error(failure.message);
    process.exitCode = failure instanceof Finding ? failure.code : 1;
  }
}
