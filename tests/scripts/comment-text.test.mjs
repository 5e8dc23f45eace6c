// Comments as they are pasted from other programs.
import assert from "node:assert/strict";
import { test } from "node:test";
import { lengthOf } from "../../gateway/Assets/js/browser/characters.js";
import { cleanComment, cutComment } from "../../gateway/Assets/js/voter/comment-text.js";

for (const [pasted, clean] of [
  ["第一点\v第二点", "第一点\n第二点"], ["一页\f二页", "一页\n二页"], ["a\r\nb\rc\nd", "a\nb\nc\nd"], ["a\u2028b\u2029c\x85d", "a\nb\nc\nd"],
  ["a\u0000b\u0007c\u001bd\u007fe\u0090f", "abcdef"], ["a\tb", "a\tb"], ["半\ud83d字\udc00", "半字"], ["倒\u202e写\u2066过\u2069来\u202c", "倒写过来"], ["完整 😀 表情", "完整 😀 表情"],
]) test(`${JSON.stringify(pasted)} becomes ${JSON.stringify(clean)}`, () => assert.equal(cleanComment(pasted), clean));

test("Every character that the system refuses in a comment is replaced or removed", () => {
  for (let code = 0; code < 0x110000; code++) {
    const character = String.fromCodePoint(code);
    const isRefused = (/\p{Cc}/u.test(character) && !"\n\r\t".includes(character)) || (code >= 0xd800 && code <= 0xdfff) || (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
    if (isRefused) assert.match(cleanComment(character), /^\n?$/, code.toString(16));
    else if (character !== "\r" && code !== 0x2028 && code !== 0x2029) assert.equal(cleanComment(character), character, code.toString(16));
  }
});

test("A comment is cut between characters", () => {
  const long = "𠮷".repeat(501);
  assert.equal(lengthOf(cutComment(long)), 500);
  assert.equal(cutComment(long), "𠮷".repeat(500));
  assert.equal(cutComment("短"), "短");
});
