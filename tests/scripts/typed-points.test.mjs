import assert from "node:assert/strict";
import { test } from "node:test";
import { faultOf, firstFault } from "../../gateway/Assets/js/inspection/typed-points.js";

test("points that are no number, too many or too exact have a fault", () => {
  assert.deepEqual(["abc", "99", "12.5", "11.234", "１３", "-1", "－1"].map(text => faultOf(text, 12)), ["number", "most", "most", "decimals", "most", "number", "number"]);
});

test("points up to the most, with two decimals or in full-width digits, have none", () => {
  assert.deepEqual(["", " ", "0", "12", "11.25", "9 分", "１２"].map(text => faultOf(text, 12)), [null, null, null, null, null, null, null]);
});

test("a figure has any sign, any size and any decimals", () => {
  assert.deepEqual(["0.87456", "12345", "-3", "－3", "abc"].map(text => faultOf(text, null)), [null, null, null, null, "number"]);
});

test("the first field with a fault is found with its row", () => {
  const rows = [{ fields: [{ value: "3" }] }, { fields: [{ value: "99" }, { value: "abc" }] }];
  const fieldsOf = row => row.fields.map(field => [field, 12]);
  const found = firstFault(rows, fieldsOf, ["number"]);
  assert.deepEqual([found.row, found.field.value, found.fault], [rows[1], "abc", "number"]);
  assert.equal(firstFault(rows, fieldsOf, ["number", "most"]).field.value, "99");
  assert.equal(firstFault(rows, fieldsOf, ["decimals"]), null);
});
