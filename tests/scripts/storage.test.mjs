// Storage that is denied, absent or full.
import assert from "node:assert/strict";
import { test } from "node:test";

const broken = {
  denied: { get: () => { throw new Error("denied"); } },
  absent: { get: () => null },
  full: { get: () => ({ getItem: () => null, setItem: () => { throw new Error("full"); }, removeItem: () => {} }) },
  "ignoring writes": { get: () => ({ getItem: () => null, setItem: () => {}, removeItem: () => {} }) },
};

globalThis.window = {};
const { device, session } = await import("../../gateway/Assets/js/browser/storage.js");

for (const [how, property] of Object.entries(broken))
  test(`Storage that is ${how} finds nothing, says that nothing is stored, and throws nothing`, () => {
    for (const [store, name] of [[device, "localStorage"], [session, "sessionStorage"]]) {
      Object.defineProperty(window, name, { ...property, configurable: true });
      assert.equal(store.get("a"), null);
      assert.equal(store.set("a", "b"), false);
      store.remove("a");
      store.removeOlder("a", 1);
    }
  });

test("Old and unreadable entries are deleted, others stay", () => {
  const content = { "ballot:old": '{"at":1}', "ballot:broken": "{", "ballot:new": JSON.stringify({ at: Date.now() }), other: "x" };
  const area = Object.defineProperties({ ...content }, Object.fromEntries(Object.entries({
    getItem: key => area[key] ?? null, removeItem: key => delete area[key], setItem: (key, value) => { area[key] = value; },
  }).map(([name, value]) => [name, { value }])));
  Object.defineProperty(window, "localStorage", { value: area, configurable: true });
  device.removeOlder("ballot:", 1000);
  assert.deepEqual(Object.keys(area), ["ballot:new", "other"]);
  assert.equal(device.set("more", "y"), true);
});
