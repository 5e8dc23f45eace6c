// Placeholders of texts.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fill } from "../../gateway/Assets/js/browser/template.js";

test("The singular stands beside one, the plural beside any other number", () => {
  const text = "{0} of {1} {1:item is|items are} scored";
  assert.equal(fill(text, 0, 1), "0 of 1 item is scored");
  assert.equal(fill(text, 1, "2"), "1 of 2 items are scored");
});

test("A value that looks like a pattern of a replacement is inserted as it is", () => assert.equal(fill("{0}: {0}", "$&"), "$&: $&"));
