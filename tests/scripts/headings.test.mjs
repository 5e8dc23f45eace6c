// The headings above the criteria of a paper.
import assert from "node:assert/strict";
import { test } from "node:test";
import { outline } from "../../gateway/Assets/js/voter/headings.js";

const paper = (...paths) => paths.map((path, index) => ({ code: `c${index}`, ...(path ? { path: path.map(zh => ({ zh })) } : {}) }));

/** The tree as text: headings with what is below them in brackets. */
const shown = items => items.map(item => item.heading ? `${item.level}${item.heading.zh}(${shown(item.items)})` : `${item.criterion.code}@${item.index}`).join(" ");

for (const [title, criteria, tree] of [
  ["a paper without headings is the list of its criteria", paper(null, null), "c0@0 c1@1"],
  ["neighbours share their headings", paper(["甲"], ["甲"], ["乙"]), "1甲(c0@0 c1@1) 1乙(c2@2)"],
  ["headings stand below headings", paper(["甲"], ["甲", "一"], ["甲", "二", "子"], ["甲", "二", "丑"]), "1甲(c0@0 2一(c1@1) 2二(3子(c2@2) 3丑(c3@3)))"],
  ["the same text below another heading is another one", paper(["甲", "一"], ["乙", "一"]), "1甲(2一(c0@0)) 1乙(2一(c1@1))"],
  ["criteria without a heading stand outside", paper(null, ["甲"], null), "c0@0 1甲(c1@1) c2@2"],
]) test(title, () => assert.equal(shown(outline(criteria)), tree));

test("every heading has an id of its own", () => {
  const [first, second] = outline(paper(["甲", "一"], ["乙", "一"]));
  assert.equal(new Set([first.id, first.items[0].id, second.id, second.items[0].id]).size, 4);
});
