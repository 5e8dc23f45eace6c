import assert from "node:assert/strict";
import { test } from "node:test";
import { countOf, criteriaOf, limitsOf } from "../../gateway/Assets/js/voter/limits.js";

const paper = {
  criteria: [{ code: "duty" }, { code: "service" }],
  classes: [{ code: "a", criteria: [{ code: "service" }] }, { code: "b", criteria: [{ code: "duty" }, { code: "service" }] }],
  options: [{ code: "A" }, { code: "B" }, { code: "C" }],
  ballot: {
    limits: [
      { class: "a", criterion: "service", options: ["A"], max: 2, min: 1 },
      { class: "b", criterion: "service", options: ["A", "B"], maxShare: 0.3 },
    ],
  },
};
const units = ["a1", "a2", "a3"].map(code => ({ code, class: "a" })).concat(["b1", "b2", "b3", "b4", "b5", "b6", "b7", "b8", "b9", "b10"].map(code => ({ code, class: "b" })));

test("A unit has the criteria of its class, or those of the paper", () => {
  assert.deepEqual(criteriaOf(paper, units[0]).map(criterion => criterion.code), ["service"]);
  assert.deepEqual(criteriaOf({ ...paper, classes: [{ code: "a" }] }, units[0]).map(criterion => criterion.code), ["duty", "service"]);
});

test("A limit counts the units of its class that have one of its options for its criterion", () => {
  const [first, second] = limitsOf(paper, units);
  const marks = { a1: [0], a2: [1], a3: [0], b1: [1, 0], b2: [0, 2], b3: [0, 1] };
  assert.equal(countOf(first, unit => marks[unit] ?? []), 2);
  assert.equal(countOf(second, unit => marks[unit] ?? []), 2);
});

test("A share is of the units that the voter may rate, rounded down", () => {
  assert.equal(limitsOf(paper, units)[1].max, 3);
  assert.equal(limitsOf(paper, units.slice(0, 6))[1].max, 0);
});

test("A voter who may rate fewer units than the minimum need not mark more than there are", () => {
  assert.equal(limitsOf({ ...paper, ballot: { limits: [{ class: "a", criterion: "service", options: ["A"], min: 3 }] } }, units.slice(1, 3))[0].min, 2);
});

test("A paper without limits has none", () => assert.deepEqual(limitsOf({ ...paper, ballot: undefined }, units), []));
