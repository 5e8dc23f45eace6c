import assert from "node:assert/strict";
import { test } from "node:test";
import { faultOf } from "../../gateway/Assets/js/inspection/typed-points.js";

test("points that are no number, too many or too exact have a fault", () => {
  assert.deepEqual(["abc", "99", "12.5", "11.234", "１３", "-1"].map(text => faultOf(text, 12)), ["number", "most", "most", "decimals", "most", "number"]);
});

test("points up to the most, with two decimals or in full-width digits, have none", () => {
  assert.deepEqual(["", " ", "0", "12", "11.25", "9 分", "１２"].map(text => faultOf(text, 12)), [null, null, null, null, null, null, null]);
});

test("a figure has no most and any decimals", () => {
  assert.deepEqual(["0.87456", "12345", "abc"].map(text => faultOf(text, null)), [null, null, "number"]);
});
