import assert from "node:assert/strict";
import { test } from "node:test";
import { numberOf, plain } from "../../gateway/Assets/js/forms/typed-number.js";

test("a number is read as people type it", () => {
  assert.deepEqual(["15", " 9 分", "１６", "13。5", "0.5", "12.", "", "many", "-4"].map(numberOf), [15, 9, 16, 13.5, 0.5, 12, null, null, null]);
});

test("a sum of decimals is written without the error of binary fractions", () => {
  assert.equal(plain(0.1 + 0.2), "0.3");
  assert.equal(plain(15), "15");
});
