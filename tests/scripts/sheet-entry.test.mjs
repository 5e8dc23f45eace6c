// The entry of an inspection sheet on the device.
import assert from "node:assert/strict";
import { test } from "node:test";
import { adopted, bodyOf, savedSheet, withPhotograph, writtenSheet } from "../../gateway/Assets/js/inspection/sheet-entry.js";

const written = (fields, known = []) => ({ fields, known, isFiling: false });
const start = writtenSheet(null, { id: null, rev: 0, basedOn: "3" }, written([["points.0", "8"]]), "one");
const saved = { own: 4, conflicting: false, filed: false };

test("The first input makes an entry that is based on what the page has shown", () => {
  assert.deepEqual([start.id, start.rev, start.basedOn, start.isWaiting], ["one", 1, "3", true]);
});

test("A page goes on with its own entry, and the entry knows the version it is based on", () => {
  const sent = savedSheet(start, bodyOf(start), saved);
  const next = writtenSheet(sent, { id: "one", rev: 1, basedOn: "3" }, written([["points.0", "7"]]), "two");
  assert.deepEqual([next.id, next.rev, next.basedOn, next.isWaiting], ["one", 2, "4", true]);
});

test("What two tabs have written stays side by side", () => {
  const other = writtenSheet(start, { id: "one", rev: 1, basedOn: "3" }, written([["points.0", "6"]]), "two");
  const next = writtenSheet(other, { id: "one", rev: 1, basedOn: "3" }, written([["points.0", "5"]]), "three");
  assert.deepEqual([other.id, next.id, next.basedOn], ["one", "three", "3"]);
});

test("What was written while a save ran is still to be sent, based on the version of the save", () => {
  const tried = bodyOf(start);
  const next = writtenSheet({ ...start, tried }, { id: "one", rev: 1, basedOn: "3" }, written([["points.0", "7"]]), "two");
  const after = savedSheet(next, tried, saved);
  assert.deepEqual([after.isWaiting, after.basedOn, after.tried], [true, "4", null]);
  assert.equal(savedSheet(after, bodyOf(after), { ...saved, own: 5 }).isWaiting, false);
});

test("A version that another device has replaced is not the base of what is sent next", () => {
  const after = savedSheet(start, bodyOf(start), { own: null, conflicting: false, filed: false });
  assert.equal(after.basedOn, "3");
});

test("A photograph stays attached although the page does not know it yet, and goes when the page has taken it off", () => {
  const shot = withPhotograph({ ...start, isWaiting: false }, "iev-1");
  assert.equal(shot.isWaiting, true);
  const memory = { id: "one", rev: 1, basedOn: "3" };
  assert.deepEqual(writtenSheet(shot, memory, written([["points.0", "8"]]), "two").fields, [["points.0", "8"], ["evidence", "iev-1"]]);
  assert.deepEqual(writtenSheet(shot, memory, written([["points.0", "8"]], ["iev-1"]), "two").fields, [["points.0", "8"]]);
});

test("A filing that the server did not take says so, and is not asked for again by itself", () => {
  const filing = { ...start, isFiling: true };
  assert.deepEqual(bodyOf(filing).at(-1), ["act", "file"]);
  const after = savedSheet(filing, bodyOf(filing), saved);
  assert.deepEqual([after.isFiling, after.isWaiting, after.notice], [false, false, "not-filed"]);
  assert.equal(savedSheet(filing, bodyOf(filing), { ...saved, filed: true }).notice, null);
  assert.equal(savedSheet(start, bodyOf(start), { ...saved, conflicting: true }).notice, "conflict");
});

test("A page continues what waits, else what is newer than itself", () => {
  const sent = { ...start, isWaiting: false, basedOn: "4" };
  assert.equal(adopted([sent], "3"), sent);
  assert.equal(adopted([sent], "4"), null);
  assert.equal(adopted([sent], "3,5"), null);
  assert.equal(adopted([start, sent], "9"), start);
  assert.equal(adopted([], ""), null);
});
