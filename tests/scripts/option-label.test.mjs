import assert from "node:assert/strict";
import { test } from "node:test";
import { optionLabel, sameLabels } from "../../gateway/Assets/js/voter/option-label.js";

const option = { code: "A", label: { zh: "满意" } };

test("an option has the label of the criterion", () =>
  assert.deepEqual(optionLabel({ optionLabels: { A: { zh: "优秀" } } }, option), { zh: "优秀" }));

test("an option without a label of the criterion has its usual label", () => {
  assert.deepEqual(optionLabel({ optionLabels: { B: { zh: "良好" } } }, option), { zh: "满意" });
  assert.deepEqual(optionLabel({}, option), { zh: "满意" });
});

test("an option for all criteria has every name that a criterion gives it, once", () => {
  const names = criteria => sameLabels(criteria, option, text => text.zh);
  assert.deepEqual(names([{}, {}]), ["满意"]);
  assert.deepEqual(names([{ optionLabels: { A: { zh: "优秀" } } }, { optionLabels: { A: { zh: "优秀" } } }]), ["优秀"]);
  assert.deepEqual(names([{}, { optionLabels: { A: { zh: "优秀" } } }]), ["满意", "优秀"]);
});
