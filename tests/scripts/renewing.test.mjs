import assert from "node:assert/strict";
import { test } from "node:test";

const listeners = { document: {}, window: {} };
globalThis.document = { hidden: false, addEventListener: (name, act) => (listeners.document[name] = act) };
globalThis.addEventListener = (name, act) => (listeners.window[name] = act);
const { renewWhenShown } = await import("../../gateway/Assets/js/voter/renewing.js");

const paper = units => {
  const draft = Object.assign(new EventTarget(), { units });
  const calls = { refresh: 0, renew: 0 };
  renewWhenShown(draft, () => calls.refresh++, () => calls.renew++);
  return { draft, calls, elsewhere: now => { draft.units = now; draft.dispatchEvent(new Event("elsewhere")); } };
};

test("marks of another tab are shown without a request, slips that it sent ask for the state", () => {
  const { calls, elsewhere } = paper(["u1"]);
  elsewhere(["u1", "u2"]);
  assert.deepEqual(calls, { refresh: 1, renew: 0 });
  elsewhere(["u2"]);
  assert.deepEqual(calls, { refresh: 2, renew: 1 });
});

test("a hidden tab asks when it is shown again", () => {
  const { calls, elsewhere } = paper(["u1"]);
  document.hidden = true;
  elsewhere([]);
  assert.equal(calls.renew, 0);
  document.hidden = false;
  listeners.document.visibilitychange();
  assert.equal(calls.renew, 1);
  listeners.document.visibilitychange();
  assert.equal(calls.renew, 1);
});

test("a page from the history of the browser asks", () => {
  const { calls } = paper([]);
  listeners.window.pageshow({ persisted: false });
  listeners.window.pageshow({ persisted: true });
  assert.equal(calls.renew, 1);
});
