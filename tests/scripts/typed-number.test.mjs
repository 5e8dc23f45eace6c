import assert from "node:assert/strict";
import { test } from "node:test";
import { numberOf, plain, readPoints } from "../../gateway/Assets/js/forms/typed-number.js";

test("a number is read as people type it", () => {
  assert.deepEqual(["15", " 9 分", "１６", "13。5", "0.5", ".5", "12.", "", "many", "3-4"].map(numberOf), [15, 9, 16, 13.5, 0.5, 0.5, 12, null, null, 3]);
});

test("a number is read with its sign", () => {
  assert.deepEqual(["-4", "－4", "−4", "–4.5", "＋4", "- 4", "-"].map(numberOf), [-4, -4, -4, -4.5, 4, null, null]);
});

test("points are not negative", () => {
  assert.deepEqual(["4", "0", "-4", "－0.5", "many"].map(readPoints), [4, 0, null, null, null]);
});

test("a sum of decimals is written without the error of binary fractions", () => {
  assert.equal(plain(0.1 + 0.2), "0.3");
  assert.equal(plain(15), "15");
});
