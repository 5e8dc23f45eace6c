import assert from "node:assert/strict";
import { test } from "node:test";
import { charactersLeft, firstTooLong, isNear } from "../../gateway/Assets/js/forms/text-limit.js";

test("characters are counted as Unicode scalar values", () => {
  assert.deepEqual(["", "理由", "𠮷野家", "😀", "e\u0301", "一\n二"].map(text => charactersLeft(text, 10)), [10, 8, 7, 9, 8, 7]);
});

test("blanks around the text do not count", () => {
  assert.deepEqual(["  理由 ", "\n理由\n\n", "\u3000理由", "理 由"].map(text => charactersLeft(text, 10)), [8, 8, 8, 7]);
});

test("the number is negative for a text that is too long", () => {
  assert.equal(charactersLeft("长".repeat(2000), 2000), 0);
  assert.equal(charactersLeft("长".repeat(2012), 2000), -12);
});

test("the end is near at a tenth, and at 20 characters", () => {
  assert.deepEqual([201, 200, 0, -1].map(left => isNear(left, 2000)), [false, true, true, true]);
  assert.deepEqual([21, 20].map(left => isNear(left, 100)), [false, true]);
});

test("the first field with too long a text is found", () => {
  const field = (value, most) => ({ value, dataset: { characters: most } });
  const [fits, long, longer] = [field("一二三", "3"), field("一二三四", "3"), field("一二三四五", "3")];
  assert.equal(firstTooLong([fits, long, longer]), long);
  assert.equal(firstTooLong([fits]), null);
});
