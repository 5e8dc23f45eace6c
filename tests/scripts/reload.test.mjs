// A reload does not abort a navigation that the user has begun.
import assert from "node:assert/strict";
import { mock, test } from "node:test";

mock.timers.enable({ apis: ["setTimeout"] });
const leave = [];
let now = 0;
let reloads = 0;
globalThis.addEventListener = (type, listener) => { if (type === "beforeunload") leave.push(listener); };
globalThis.location = { reload: () => reloads++ };
Object.defineProperty(globalThis, "performance", { value: { now: () => now } });
const { reload } = await import("../../gateway/Assets/js/browser/reload.js");

const pass = milliseconds => { now += milliseconds; mock.timers.tick(milliseconds); };

test("A page that nobody leaves reloads at once", () => {
  reloads = 0;
  reload();
  assert.equal(reloads, 1);
});

test("A reload waits for a navigation that has begun, and follows when the page stays", () => {
  reloads = 0;
  leave.forEach(listener => listener());
  reload();
  pass(9_000);
  assert.equal(reloads, 0);
  pass(2_000);
  assert.equal(reloads, 1);
});
