// Instants in browsers with and without Intl.
import assert from "node:assert/strict";
import { test } from "node:test";
import { count, instant } from "../../gateway/Assets/js/browser/formats.js";

const options = { timeZone: "Asia/Shanghai", dateStyle: "short", timeStyle: "short" };

test("Intl formats an instant in the time zone", () => assert.match(instant("2020-12-07T10:00:00Z", "sv-SE", options), /^2020-12-07 18:00$/));

test("An unknown time zone shows the instant as written", () =>
  assert.equal(instant("2020-12-07T18:00:00+08:00", "zh-CN", { timeZone: "Nowhere/Nothing" }), "2020-12-07 18:00 UTC+08:00"));

test("Without Intl an instant is shown as written, or in UTC", () => {
  const intl = globalThis.Intl;
  delete globalThis.Intl;
  try {
    assert.equal(instant("2020-12-07T18:00:00.123+08:00", "zh-CN", options), "2020-12-07 18:00 UTC+08:00");
    assert.equal(instant("2020-12-07T10:00:00Z", "zh-CN", options), "2020-12-07 10:00 UTC");
    assert.equal(instant("Mon, 07 Dec 2020 10:00:00 GMT", "zh-CN", options), "2020-12-07 10:00 UTC");
  } finally {
    globalThis.Intl = intl;
  }
});

test("Thousands are separated", () => assert.deepEqual([7, 1234, 1234567].map(count), ["7", "1,234", "1,234,567"]));
