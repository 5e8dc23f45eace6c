// A credential in damaged links and in typed text.
import assert from "node:assert/strict";
import { test } from "node:test";
import { belongTogether, isWhole, readCode, readSecond, visible } from "../../gateway/Assets/js/credentials/credential-text.js";

const code = "0123456789abcdefghjkmnpqrs";
const [first, second] = [code.slice(0, 13), code.slice(13)];
const link = `https://vote.example/vote/2020-social#${code}`;

/** Fragments as browsers report them, that is, without the first #. */
const fragments = {
  "as printed": code,
  "with a full stop": `${code}.`,
  "with a Chinese full stop": `${code}。`,
  "with an encoded Chinese full stop": `${code}%E3%80%82`,
  "with a Chinese comma": `${code}，`,
  "with a closing bracket": `${code})`,
  "with a Chinese closing bracket": `${code}）`,
  "with an angle bracket": `${code}%3E`,
  "with a zero-width space": `${code}%E2%80%8B`,
  "with a zero-width character inside": `${first}\u200d${second}`,
  "with a byte order mark before it": `%EF%BB%BF${code}`,
  "with a soft hyphen inside": `${first}\u00ad${second}`,
  "broken over two lines": `${first}%0D%0A${second}`,
  "broken by quoted-printable mail": `${first}=%0D%0A${second}`,
  "broken by quoted-printable mail and not decoded": `${first}=0D=0A${second}`,
  "broken in a quoted mail": `${first}\n> ${second}`,
  "with a parameter of WeChat": `${code}&from=singlemessage`,
  "with two parameters": `${code}&from=timeline&isappinstalled=0`,
  "with a second fragment": `${code}#wechat_redirect`,
  "with an encoded second fragment": `${code}%23wechat_redirect`,
  "encoded twice": `${code}%25E2%2580%258B`,
  "with a cut off encoding": `${code}%E2%80`,
  "with a cut off percent sign": `${code}%E`,
  "with text after it": `${code}%20请勿转发`,
  "with English text after it": `${code} please do not forward`,
  "in capitals": code.toUpperCase(),
  "in full-width characters": [...code].map(letter => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)).join(""),
};

for (const [how, fragment] of Object.entries(fragments))
  test(`A credential ${how} is found`, () => assert.equal(readCode(fragment).credential, code));

const typed = {
  "a whole link": link,
  "a link in a sentence": `请打开 ${link}。谢谢`,
  "a link in angle brackets": `<${link}>`,
  "a link whose round has as many letters as a code": `https://vote.example/vote/abcdefghjkmnpqrstvwxyz0123#${code}`,
  "a link after a hashtag": `#2020评议# ${link}`,
  "a link with an encoded #": `https://vote.example/vote/2020-social%23${code}`,
  "a link with a full-width #": `https://vote.example/vote/2020-social＃${code}`,
  "a link broken before the #": `https://vote.example/vote/2020-so\ncial#${code}`,
  "groups with dashes": code.replace(/(.{5})/g, "$1-"),
  "groups with full-width spaces": code.replace(/(.{5})/g, "$1\u3000"),
  "groups with long dashes": code.replace(/(.{5})/g, "$1—"),
  "a label": `评议码：${code}`,
  "o for 0, and i and l for 1": code.replace("0", "O").replace("1", "l"),
};

for (const [what, text] of Object.entries(typed))
  test(`A credential is found in typed text: ${what}`, () => assert.equal(readCode(text).credential, code));

test("A whole link names its round", () => {
  assert.equal(readCode(link).round, "2020-social");
  assert.equal(readCode(code).round, null);
  assert.equal(readCode(typed["a link broken before the #"]).round, null);
});

for (const [text, count] of [["", 0], ["您好", 0], ["abc", 3], [code.slice(0, 20), 20], [`${code.slice(0, 20)}&from=singlemessage`, 20], [`${link.slice(0, -6)}`, 20],
  ["https://vote.example/vote/2020-social", 0], [code + "7", 27], [code.replace("s", "u"), 26], [`${code}${code}`, 52]])
  test(`No credential is found in "${text}", but ${count} characters`, () => {
    assert.equal(readCode(text).credential, null);
    assert.equal(readCode(text).count, count);
  });

test("A damaged text is shown without encoding and invisible characters", () => assert.equal(visible("%E2%80%8Babc%20def%0A"), "abc def"));

test("a second part is read as people type it", () => {
  for (const typed of ["1w8124gkan", "1W81 24GK AN", "1w8l-24gk-an", "Iw8i24gkan", " １ｗ８１２４ｇｋａｎ\u200b", "1w8124gkan。"])
    assert.deepEqual(readSecond(typed), { part: "1w8124gkan", count: 10 }, typed);
});

test("a text that is no second part says how long it is", () => {
  assert.deepEqual(readSecond(""), { part: null, count: 0 });
  assert.deepEqual(readSecond("1w81 24gk"), { part: null, count: 8 });
  assert.deepEqual(readSecond("1u8124gkan"), { part: null, count: 10 });
  assert.equal(readSecond(code).part, null);
});

test("parts belong together when they end alike, and only both are whole", () => {
  assert.ok(belongTogether("000g40r40m30e209185gr38ean", "1w8124gkan"));
  assert.ok(!belongTogether("000g40r40m30e209185gr38ean", "1w8124gkam"));
  assert.ok(!belongTogether("000g40r40m30e209185gr38ean", "1w8124gkbn"));
  assert.ok(isWhole(code, false) && isWhole(`${code}1w8124gkan`, true));
  assert.ok(!isWhole(code, true));
});
