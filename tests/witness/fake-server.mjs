// A server with a log of its own, for tests of the witness: RFC 9162 by its definitions, without the program's code.
import { createHash, generateKeyPairSync, sign } from 'node:crypto';

const sha256 = (...parts) => createHash('sha256').update(Buffer.concat(parts)).digest();

const split = count => {
  let size = 1;
  while (2 * size < count) size *= 2;
  return size;
};

/** MTH of section 2.1.1. */
export function treeHash(leaves) {
  if (leaves.length === 0) return sha256(Buffer.alloc(0));
  if (leaves.length === 1) return sha256(Buffer.from([0]), leaves[0]);
  const k = split(leaves.length);
  return sha256(Buffer.from([1]), treeHash(leaves.slice(0, k)), treeHash(leaves.slice(k)));
}

/** PROOF of section 2.1.4.1. */
export function consistencyProof(from, leaves, isWhole = true) {
  if (from === 0 || from === leaves.length) return isWhole ? [] : [treeHash(leaves)];
  const k = split(leaves.length);
  return from <= k
    ? [...consistencyProof(from, leaves.slice(0, k), isWhole), treeHash(leaves.slice(k))]
    : [...consistencyProof(from - k, leaves.slice(k), false), treeHash(leaves.slice(0, k))];
}

export class FakeServer {
  constructor(name = 'vote.city.example/log') {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
    const spki = publicKey.export({ format: 'der', type: 'spki' });
    this.privateKey = privateKey;
    this.id = sha256(spki).subarray(0, 4);
    this.origin = name;
    this.key = `${name}+${this.id.toString('hex')}+${Buffer.concat([Buffer.from([2]), spki]).toString('base64')}`;
    this.leaves = [];
    this.now = Date.parse('2026-12-01T08:00:00Z');
    this.signedAt = this.blockAt = this.now;
    this.state = 'voting';
    this.isDown = false;
  }

  add(...texts) {
    this.leaves.push(...texts.map(text => Buffer.from(text)));
    this.signedAt = this.blockAt = this.now;
    return this;
  }

  pass(seconds) {
    this.now += 1000 * seconds;
    return this;
  }

  get text() {
    const instant = at => new Date(at).toISOString().replace('.000Z', 'Z');
    return `${this.origin}\n${this.leaves.length}\n${treeHash(this.leaves).toString('base64')}\nblock ${instant(this.blockAt)}\nsigned ${instant(this.signedAt)}\n${this.state}\n`;
  }

  signed(text, name = this.origin) {
    const signature = sign('sha256', Buffer.from(text), { key: this.privateKey, dsaEncoding: 'der' });
    return `${text}\n— ${name} ${Buffer.concat([this.id, signature]).toString('base64')}\n`;
  }

  fetch = async url => {
    if (this.isDown) throw new Error('connection refused');
    const answer = (status, text) => ({ status, text: async () => text });
    if (url.pathname === '/api/log/checkpoint') return answer(200, this.note ?? this.signed(this.text));
    const [from, to] = ['from', 'to'].map(name => Number(url.searchParams.get(name)));
    return from <= to && to <= this.leaves.length
      ? answer(200, JSON.stringify({ hashes: consistencyProof(from, this.leaves.slice(0, to)).map(hash => hash.toString('base64')) }))
      : answer(400, '{"code":"bad-request"}');
  };
}
