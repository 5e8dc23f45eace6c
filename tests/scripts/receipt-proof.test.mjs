// A proof for a receipt is accepted only as it is: built here by other code, then changed place by place.
import assert from "node:assert/strict";
import { createHash, createSign, generateKeyPairSync } from "node:crypto";
import { test } from "node:test";
import { readReceipt, rootFrom, verify } from "../../gateway/Assets/js/receipts/receipt-proof.js";

const sha = (...parts) => createHash("sha256").update(Buffer.concat(parts.map(part => Buffer.from(part)))).digest();
const leaf = bytes => sha([0], bytes);
const node = (left, right) => sha([1], left, right);
const base32 = bytes => [...bytes].map(byte => byte.toString(2).padStart(8, "0")).join("").match(/.{1,5}/g)
  .map(bits => "0123456789abcdefghjkmnpqrstvwxyz"[parseInt(bits.padEnd(5, "0"), 2)]).join("");

function chain(previous, stream, first, count, inner, root) {
  const numbers = Buffer.alloc(20);
  numbers.writeBigUInt64BE(BigInt(first));
  numbers.writeUInt32BE(count, 8);
  numbers.writeUInt32BE(3, 12);
  numbers.writeUInt32BE(inner, 16);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(stream.length);
  return sha(previous, length, Buffer.from(stream), numbers, root);
}

/** A box with two entries, the ballot is the second event of the first; two blocks, the second states the box. */
function make() {
  const stream = "box-r-1";
  const leaves = ["a", "ballot", "c"].map(text => leaf(Buffer.from(text)));
  const root = node(node(leaves[0], leaves[1]), leaves[2]);
  const previous = sha(Buffer.from(stream));
  const second = leaf(Buffer.from("later"));
  const end = chain(chain(previous, stream, 4, 3, 2, root), stream, 7, 1, 2, second);
  const block = Buffer.from(JSON.stringify({ at: "2026-11-30T00:00:00Z", heads: [{ stream, version: 8, chain: end.toString("base64") }] }));
  const first = leaf(Buffer.from("first block"));
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const spki = publicKey.export({ type: "spki", format: "der" });
  const id = sha(spki).subarray(0, 4);
  const text = `city/log\n2\n${node(first, leaf(block)).toString("base64")}\nvoting\n`;
  const signature = createSign("SHA256").update(text).sign(privateKey);
  return {
    receipt: `1-5-${base32(leaves[1].subarray(0, 16))}`,
    proof: {
      event: { stream, firstVersion: 4, eventCount: 3, innerFormat: 2, previous: previous.toString("base64"), index: 1, leaf: leaves[1].toString("base64"), path: [leaves[0], leaves[2]].map(hash => hash.toString("base64")) },
      following: [{ eventCount: 1, innerFormat: 2, root: second.toString("base64") }],
      block: { number: 1, bytes: block.toString("base64"), path: [first.toString("base64")], checkpoint: `${text}\n— city/log ${Buffer.concat([id, signature]).toString("base64")}\n`, key: `city/log+${id.toString("hex")}+${Buffer.concat([[2], spki].map(part => Buffer.from(part))).toString("base64")}` },
    },
  };
}

test("A proof of a ballot in a signed block is accepted, and its steps are counted", async () => {
  for (let round = 0; round < 20; round++) {
    const { receipt, proof } = make();
    const verified = await verify(receipt.toUpperCase().replace(/0/g, "O"), "r", proof);
    assert.deepEqual([verified.block, verified.origin, verified.steps], [1, "city/log", 6]);
  }
});

test("A ballot that no signed head covers yet is not called verified", async () => {
  const { receipt, proof } = make();
  assert.equal(await verify(receipt, "r", { event: proof.event }), null);
});

const changed = base64 => base64.replace(/[A-Za-z0-9]/, letter => letter === "A" ? "B" : "A");
for (const [what, change] of Object.entries({
  "another receipt": made => { made.receipt = made.receipt.replace(/.$/, last => last === "0" ? "g" : "0").replace(/-(.)(.*)$/, (_, one, rest) => `-${one}${rest}`); made.receipt = made.receipt.slice(0, 4) + (made.receipt[4] === "z" ? "y" : "z") + made.receipt.slice(5); },
  "another box": made => { made.receipt = made.receipt.replace(/^1/, "2"); },
  "a changed leaf": made => { made.proof.event.leaf = changed(made.proof.event.leaf); },
  "a changed neighbour": made => { made.proof.event.path[0] = changed(made.proof.event.path[0]); },
  "another place": made => { made.proof.event.index = 0; },
  "another version": made => { made.proof.event.firstVersion = 5; },
  "a changed chain": made => { made.proof.event.previous = changed(made.proof.event.previous); },
  "a missing entry": made => { made.proof.following = []; },
  "a changed block": made => { made.proof.block.bytes = Buffer.from(Buffer.from(made.proof.block.bytes, "base64").toString().replace("2026", "2027")).toString("base64"); },
  "another block": made => { made.proof.block.number = 0; },
  "a changed root": made => { made.proof.block.checkpoint = made.proof.block.checkpoint.replace(/\n2\n(.)/, (_, letter) => `\n2\n${letter === "A" ? "B" : "A"}`); },
  "another key": made => { made.proof.block.key = make().proof.block.key; },
  "another key id": made => { made.proof.block.key = made.proof.block.key.replace(/\+(.)/, (_, digit) => `+${digit === "0" ? "1" : "0"}`); },
}))
  test(`A proof with ${what} is refused`, async () => {
    const made = make();
    change(made);
    await assert.rejects(verify(made.receipt, "r", made.proof));
  });

test("A receipt that is not whole is no receipt", () => {
  for (const text of ["", "1-2", "1-2-abc", "x-2-00000000000000000000000000", "1-2-0000000000000000000000000u"])
    assert.throws(() => readReceipt(text), /receipt/);
});

test("Roots follow from paths of every place and size", async () => {
  const rootOf = leaves => leaves.length === 1 ? leaves[0] : node(rootOf(leaves.slice(0, half(leaves.length))), rootOf(leaves.slice(half(leaves.length))));
  const half = size => 2 ** Math.ceil(Math.log2(size) - 1);
  const pathOf = (leaves, at) => leaves.length === 1 ? [] : at < half(leaves.length)
    ? [...pathOf(leaves.slice(0, half(leaves.length)), at), rootOf(leaves.slice(half(leaves.length)))]
    : [...pathOf(leaves.slice(half(leaves.length)), at - half(leaves.length)), rootOf(leaves.slice(0, half(leaves.length)))];
  for (let size = 1; size <= 20; size++) {
    const leaves = Array.from({ length: size }, (_, at) => leaf([at]));
    for (let at = 0; at < size; at++) {
      const path = pathOf(leaves, at).map(hash => new Uint8Array(hash));
      assert.deepEqual(Buffer.from(await rootFrom(at, size, new Uint8Array(leaves[at]), path)), rootOf(leaves));
      assert.equal(await rootFrom(at, size, new Uint8Array(leaves[at]), [...path, path[0] ?? new Uint8Array(32)]), null);
    }
  }
});
