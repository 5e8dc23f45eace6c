import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, appendFileSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Finding, exits, follow, isConsistent, leafHash, look, nodeHash, openNote, readCheckpoint, readHeads, readKey } from '../../witness/witness.mjs';
import { FakeServer, consistencyProof, treeHash } from './fake-server.mjs';

// The leaves and hashes of the tests of RFC 6962, whose tree RFC 9162 keeps.
const leaves = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map(hex => Buffer.from(hex, 'hex'));
const roots = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d', 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77', 'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4', '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c', '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const proofs = [
  [1, 8, ['96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7', '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e', '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4']],
  [6, 8, ['0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a', 'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0', 'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7']],
  [2, 5, ['5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e', 'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b']],
];
const base64 = hex => Buffer.from(hex, 'hex').toString('base64');

let folder, server, settings;
const doors = () => ({ now: () => server.now, fetchFrom: server.fetch, say: () => {}, wait: async () => {} });
const see = (more = {}) => look({ ...settings, ...more }, doors());
const ends = code => failure => failure instanceof Finding && failure.code === code;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'witness-'));
  server = new FakeServer().add('a', 'b', 'c');
  settings = { server: 'http://server', key: readKey(server.key), heads: join(folder, 'heads.jsonl'), maxAge: 300, every: 30, once: true };
});
afterEach(() => rmSync(folder, { recursive: true }));

test('hashes are those of the published vectors', () => {
  roots.forEach((root, at) => assert.equal(treeHash(leaves.slice(0, at + 1)).toString('hex'), root));
  assert.equal(leafHash(leaves[0]).toString('hex'), roots[0]);
  assert.equal(nodeHash(leafHash(leaves[0]), leafHash(leaves[1])).toString('hex'), roots[1]);
});

test('published consistency proofs hold, and none of their changes does', () => {
  for (const [from, to, proof] of proofs) {
    const hashes = proof.map(base64);
    assert.ok(isConsistent(from, to, base64(roots[from - 1]), base64(roots[to - 1]), hashes));
    assert.ok(!isConsistent(from, to, base64(roots[from]), base64(roots[to - 1]), hashes));
    assert.ok(!isConsistent(from, to, base64(roots[from - 1]), base64(roots[to - 2]), hashes));
    assert.ok(!isConsistent(from, to, base64(roots[from - 1]), base64(roots[to - 1]), hashes.slice(1)));
    assert.ok(!isConsistent(from, to, base64(roots[from - 1]), base64(roots[to - 1]), [...hashes, hashes[0]]));
    hashes.forEach((_, at) => assert.ok(!isConsistent(from, to, base64(roots[from - 1]), base64(roots[to - 1]), hashes.with(at, base64(roots[6])))));
  }
});

test('every pair of sizes up to 70 is consistent, and a changed first leaf is not', () => {
  const many = Array.from({ length: 70 }, (_, at) => Buffer.from(`leaf ${at}`));
  const other = [Buffer.from('forged'), ...many.slice(1)];
  const root = some => treeHash(some).toString('base64');
  for (let to = 1; to <= many.length; to++)
    for (let from = 1; from <= to; from++) {
      const proof = consistencyProof(from, many.slice(0, to)).map(hash => hash.toString('base64'));
      assert.ok(isConsistent(from, to, root(many.slice(0, from)), root(many.slice(0, to)), proof));
      assert.ok(!isConsistent(from, to, root(other.slice(0, from)), root(many.slice(0, to)), proof));
    }
});

test('a note that OpenSSL signed is opened, and a changed letter is refused', () => {
  const key = readKey('vote.city.example/log+4ae5cbd1+AjBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABKx2T5s38BS0Q5KwdTVW7PtCV2UKA6DT+WFBKLnoDwE20UD84pXZ7KH6zsyx69MOteeJZI43TuwLoZgADNtfFBI=');
  const note = "vote.city.example/log\n3\nfrom OpenSSL\n\n— vote.city.example/log SuXL0TBEAiBv4motfCMsa2zZGJo6o35SnMOmnGap47ZhTncyZC2/4gIgVVSeef8oDDlDF9iFXMf9ytQdoJBRnnseVI40ZrksMZU=\n";
  assert.equal(openNote(note, key, key.name), 'vote.city.example/log\n3\nfrom OpenSSL\n');
  for (const [from, to] of [['3', '4'], ['log\n3', 'log \n3'], ['OpenSSL', 'openSSL'], ['— vote', '- vote']])
    assert.throws(() => openNote(note.replace(from, to), key, key.name), ends(exits.badSignature));
});

test('a key line is refused unless id, type and curve fit', () => {
  const [, name, id, bytes] = /^([^+]+)\+([^+]+)\+(.+)$/.exec(server.key);
  for (const line of ['', name, `${name}+00000000+${bytes}`, `${name}+${id}+AQ==`, `${name} x+${id}+${bytes}`])
    assert.throws(() => readKey(line), ends(exits.usage));
});

test('a checkpoint without its lines is refused', () => {
  assert.equal(readCheckpoint(server.text).size, 3);
  for (const [from, to] of [['\n3\n', '\n03\n'], ['\n3\n', '\n-3\n'], ['\n3\n', '\n3\n\n'], ['signed ', 'written '], ['block ', 'blocks ']])
    assert.throws(() => readCheckpoint(server.text.replace(from, to)), ends(exits.badSignature));
});

test('heads are kept one after the other, and an unchanged head is kept once', async () => {
  await see();
  server.pass(10);
  await see();
  server.add('d', 'e');
  await see();
  assert.deepEqual(readHeads(settings.heads).map(head => [head.size, head.origin]), [[3, server.origin], [5, server.origin]]);
  assert.equal(statSync(settings.heads).mode & 0o777, 0o600);
});

test('what was kept before is never changed, also behind a line that a crash cut off', async () => {
  await see();
  const before = readFileSync(settings.heads, 'utf8');
  appendFileSync(settings.heads, '{"seen":"2026');
  await see();
  server.add('d');
  await see();
  await see();
  assert.ok(readFileSync(settings.heads, 'utf8').startsWith(before));
  assert.deepEqual(readHeads(settings.heads).map(head => head.size), [3, 4]);
});

test('a file that is not one of heads is refused, and nothing is added to it', async () => {
  await see();
  const head = readFileSync(settings.heads, 'utf8');
  const broken = ['hello\n', '#!/bin/sh\n', `hello\n${head}`, `${head}hello\n${head}`, `${head}hello`, `${head}{"size":3}\n`, `${head}null\n`, '{"seen":"x","origin":"o","size":-1,"root":"AA=="}\n'];
  for (const text of broken) {
    writeFileSync(settings.heads, text);
    server.add('more');
    await assert.rejects(see(), failure => failure.code === exits.usage && /line \d of ".*" is no head/.test(failure.message), text);
    assert.equal(readFileSync(settings.heads, 'utf8'), text);
  }
});

test('an empty file, lines of another system and a line that was cut before others are read', async () => {
  writeFileSync(settings.heads, '');
  await see();
  const head = readFileSync(settings.heads, 'utf8');
  for (const text of [head.replace('\n', '\r\n'), `{"se\n${head}`, `{"seen":"2026\n${head}`, `${head}{`]) {
    writeFileSync(settings.heads, text);
    assert.deepEqual(readHeads(settings.heads).map(one => one.size), [3], text);
  }
});

test('the program ends with the code of a wrong call when the file of heads is another file', () => {
  const program = fileURLToPath(new URL('../../witness/witness.mjs', import.meta.url));
  const run = heads => spawnSync(process.execPath, [program, 'follow', '--server', 'http://127.0.0.1:1', '--key', server.key, '--heads', heads, '--once'], { encoding: 'utf8' });
  writeFileSync(settings.heads, 'hello\n');
  for (const [path, said] of [[settings.heads, /line 1 of .* is no head/], [folder, /is no file in which heads can be kept/], ['/dev/null', /is no file in which heads can be kept/]]) {
    const { status, stderr } = run(path);
    assert.equal(status, exits.usage, stderr);
    assert.match(stderr, said);
  }
  assert.equal(run(join(folder, 'none.jsonl')).status, exits.noAnswer);
});

test('a log that ends earlier is a rollback, and the first lost head is named', async () => {
  for (const text of ['d', 'e', 'f']) {
    await see();
    server.pass(10).add(text);
  }
  await see();
  server.leaves.length = 4;
  await assert.rejects(see(), failure => failure.code === exits.rollback && /ends at size 4.*contradicts: size 5,.*still has: size 4,/.test(failure.message));
});

test('a log that was rewritten is a fork, and the first contradicted head is named', async () => {
  for (const text of ['d', 'e', 'f']) {
    await see();
    server.pass(10).add(text);
  }
  await see();
  server.leaves[4] = Buffer.from('forged');
  server.add('g', 'h');
  await assert.rejects(see(), failure => failure.code === exits.fork && /FORK.*contradicts: size 5,.*still has: size 4,/.test(failure.message));
});

test('another root of the same size is a fork', async () => {
  await see();
  server.leaves[2] = Buffer.from('forged');
  await assert.rejects(see(), ends(exits.fork));
});

test('an older head from a cache is no rollback while the log goes on', async () => {
  const older = server.signed(server.text);
  server.add('d');
  await see();
  server.note = older;
  assert.equal(await see(), null);
});

test('a head that was signed long ago is stale, and so is one from the future', async () => {
  await see();
  server.pass(301);
  await assert.rejects(see(), ends(exits.stale));
  server.pass(-700);
  await assert.rejects(see(), ends(exits.stale));
});

test('while people vote an old block is stale, otherwise it is not', async () => {
  server.pass(400).signedAt = server.now;
  await assert.rejects(see(), ends(exits.stale));
  server.state = 'idle';
  await see();
});

test('a head of another key, or under another name, is refused', async () => {
  const other = new FakeServer().add('a', 'b', 'c');
  await assert.rejects(see({ key: readKey(other.key) }), ends(exits.badSignature));
  server.note = server.signed(server.text, 'vote.city.example/other');
  await assert.rejects(see(), ends(exits.badSignature));
});

test('a new origin is taken only by the explicit command', async () => {
  await see();
  const first = server.origin;
  server.origin = `${first}/2`;
  server.leaves = [Buffer.from('new')];
  await assert.rejects(see(), failure => failure.code === exits.newOrigin && failure.message.includes(`${first}/2`));
  assert.equal(readHeads(settings.heads).length, 1);
  await see({ origin: `${first}/2` });
  server.add('next');
  await see();
  assert.deepEqual(readHeads(settings.heads).map(head => [head.origin, head.size]), [[first, 3], [`${first}/2`, 1], [`${first}/2`, 2]]);
});

test('a server that does not answer is forgiven for the age of a head', async () => {
  server.isDown = true;
  let waits = 0;
  const wait = async seconds => { waits++; server.pass(seconds); };
  await assert.rejects(follow({ ...settings, once: false }, { ...doors(), wait }), ends(exits.noAnswer));
  assert.equal(waits, 11);
});

test('following goes on over good heads and ends at the first finding', async () => {
  const said = [];
  const wait = async () => {
    server.pass(30).add(`block ${server.leaves.length}`);
    if (server.leaves.length === 7) server.leaves[1] = Buffer.from('forged');
  };
  await assert.rejects(follow({ ...settings, once: false }, { ...doors(), wait, say: line => said.push(line) }), ends(exits.fork));
  assert.equal(said.length, 4);
});
