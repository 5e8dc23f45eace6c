import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";

const element = () => ({
  attributes: {}, hidden: true, value: "", textContent: "",
  append(text) { this.textContent += text; },
  setAttribute(name, value) { this.attributes[name] = value; },
  removeAttribute(name) { delete this.attributes[name]; },
  focus() {},
});
const texts = { pause: "in {0} {0:second|seconds}", pauseOver: "now", badSecond: "{0} of {1}", mixedParts: "{0} and {1}" };
const elements = {
  "second-part": element(), "second-fault": element(), credential: element(),
  "page-texts": { textContent: JSON.stringify({ texts, language: "en", timeZone: "UTC" }) },
};
globalThis.document = { getElementById: id => elements[id] ?? null };
const second = await import("../../gateway/Assets/js/credentials/second-part.js");

const [field, fault, first] = [elements["second-part"], elements["second-fault"], elements.credential];
const credential = `${"0".repeat(24)}ab${"1".repeat(8)}ab`;

beforeEach(() => mock.timers.enable({ apis: ["setInterval", "Date"] }));
afterEach(() => mock.timers.reset());

test("in a pause both parts stay in their fields, and the seconds are counted until they can be sent", () => {
  second.showPause(credential, 3);
  assert.deepEqual([first.value, field.value], [credential.slice(0, 26), credential.slice(26)]);
  assert.deepEqual([fault.hidden, fault.textContent], [false, "in 3 seconds"]);
  mock.timers.tick(2000);
  assert.deepEqual([fault.textContent, fault.attributes["aria-live"]], ["in 1 second", "off"]);
  mock.timers.tick(1000);
  assert.deepEqual([fault.textContent, fault.attributes["aria-live"]], ["now", undefined]);
});

test("a part that is corrected in a pause is joined, and nothing is counted any more", () => {
  second.showPause(credential, 20);
  field.value = "22222222ab";
  assert.equal(second.join(credential.slice(0, 26)), `${credential.slice(0, 26)}22222222ab`);
  second.accept();
  mock.timers.tick(30_000);
  assert.equal(fault.hidden, true);
  assert.equal(fault.textContent, "in 20 seconds");
});

test("what is wrong with a part takes the place of the seconds", () => {
  second.showPause(credential, 20);
  field.value = "22222222cd";
  assert.equal(second.join(credential.slice(0, 26)), null);
  mock.timers.tick(30_000);
  assert.equal(fault.textContent, "ab and cd");
});
