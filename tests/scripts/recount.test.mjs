// The recount of published figures, against numbers that were computed by hand.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import "../../recount/recount.mjs";

const { Q, R, cellScore, describe, inChinese, main, recountFiles, sha256, shareOf, sqrt } = globalThis.evaluationRecount;
const bytes = (content) => new TextEncoder().encode(JSON.stringify(content));
const hashOf = (content) => createHash("sha256").update(bytes(content)).digest("hex");
const clone = (content) => JSON.parse(JSON.stringify(content));

/** The report of a result and its tallies, whose hash the result names unless it names another one. */
function recount(result, tallies) {
  const named = { recount: { sha256: hashOf(tallies) }, ...result };
  const { reports, messages } = recountFiles([{ name: "tallies", bytes: bytes(tallies) }, { name: "result", bytes: bytes(named) }]);
  assert.deepEqual(messages, []);
  assert.equal(reports.length, 1);
  return reports[0];
}

const differences = (result, tallies) => recount(result, tallies).recount.differences.map(({ figure }) => figure);

test("Fractions are exact, and rounded once, half away from zero", () => {
  assert.equal(Q.of("0.1").add(Q.of("0.2")).cmp(Q.of("3/10")), 0);
  assert.deepEqual(["2.5", "-2.5", "0.125", "1/3", "2e-3"].map((text) => Q.of(text).toFixed(2)), ["2.50", "-2.50", "0.13", "0.33", "0.00"]);
  assert.deepEqual([Q.of("0.5"), Q.of("-0.5"), Q.of("1.5")].map((q) => q.toFixed(0)), ["1", "-1", "2"]);
  assert.throws(() => Q.of("1,5"), RangeError);
  assert.equal(sqrt(Q.of("9/16")).isExact, true);
  assert.equal(sqrt(Q.of("2")).lo.toFixed(10), "1.4142135624");
});

test("What cannot be decided from rounded numbers is not decided", () => {
  assert.equal(R.rounded("81.43", 2).cmp(R.rounded("81.44", 2)), null);
  assert.equal(R.rounded("81.43", 2).cmp(R.rounded("81.45", 2)), -1);
  assert.equal(R.of("81.43").cmp(R.of("81.430")), 0);
});

test("Hashes are those of SHA-256", () => {
  for (const text of ["", "abc", "票".repeat(40), "a".repeat(55), "a".repeat(56), "a".repeat(64), "a".repeat(1000)])
    assert.equal(sha256(new TextEncoder().encode(text)), createHash("sha256").update(text).digest("hex"));
});

test("Intervals are those of Wilson: 19 of 20, 285 of 300, 5 of 5", () => {
  const ends = (k, n) => [shareOf(Q.of(k), Q.of(n), Q.of(n))].map((share) => `${share.low.lo.toFixed(3)} ${share.high.hi.toFixed(3)}`)[0];
  assert.deepEqual([ends(19, 20), ends(285, 300), ends(5, 5)], ["0.764 0.991", "0.919 0.969", "0.566 1.000"]);
  assert.equal(shareOf(Q.of(0), Q.of(0), Q.of(0)), null);
});

test("A cell without a valid mark has no score", () => {
  const values = ["100", "70", "30"].map(Q.of);
  assert.equal(cellScore([...values, null], [4, 2, 1, 1]).lo.toFixed(6), "81.428571");
  assert.equal(cellScore([...values, null], [0, 0, 0, 9]), null);
});

// Two groups of ten for one unit. Deputies: duty 8 A and 2 B, 94; openness 5 A and 5 B, 85; together (60·94 + 40·85) ÷ 100 = 90.4. Users:
// duty 6 A, 2 B and 2 C, 74; openness 6 A and 3 B of 9 valid, 90; together 80.4. The vote is (30·90.4 + 70·80.4) ÷ 100 = 83.4.
const round = {
  format: "evaluation-recount-1", round: "small", version: 1, publishes: "tallies",
  rules: {
    id: "small",
    options: [{ code: "A", value: 100, box: "top" }, { code: "B", value: 70, box: "positive" }, { code: "C", value: 0, box: "negative" }, { code: "D" }],
    criteria: [{ code: "duty", source: "vote", points: 60 }, { code: "openness", source: "vote", points: 40 }],
    groups: [{ code: "npc", roll: 20 }, { code: "users", roll: 20 }], classes: [{ code: "town", weights: { npc: 30, users: 70 } }], units: [{ code: "u1", class: "town" }],
    policies: { dontKnow: "exclude", awarenessMin: 0.5, groupMin: 5, missingGroup: "renormalise", decimals: 2 }, components: { vote: 100, bonusCap: 3 },
    grades: [{ code: "good", min: 80 }, { code: "fail", min: 0 }],
  },
  units: [{
    unit: "u1", adjustments: [],
    answers: [{ criterion: "duty", counts: [14, 4, 2, 0] }, { criterion: "openness", counts: [11, 8, 0, 1] }],
    groups: [
      { group: "npc", slips: 10, counts: [[8, 2, 0, 0], [5, 5, 0, 0]], variance: "10.0000" },
      { group: "users", slips: 10, counts: [[6, 2, 2, 0], [6, 3, 0, 1]], variance: "20.0000" },
    ],
  }],
};
const table = {
  round: "small", version: 1, turnout: [{ group: "npc", roll: 20, issued: 12, voted: 10 }, { group: "users", roll: 20, issued: 20, voted: 10 }],
  classes: [{
    class: "town", units: [{
      unit: "u1", rank: 1, band: 1, total: 83.4, vote: 83.4, inspection: null, self: null, daily: null, bonus: 0, deductions: 0,
      // SE² = 0.3²·10 ÷ 10 + 0.7²·20 ÷ 10 = 1.07
      standardError: 1.0344, grade: "good", eligible: true, incomplete: [], vetoes: [], slips: 20,
      positive: { share: 0.9487, low: 0.7621, high: 0.9907 }, top: { share: 0.641, low: 0.4244, high: 0.8122 },
      groups: [
        { group: "npc", slips: 10, awareness: 1, score: 90.4, reported: true, why: null },
        { group: "users", slips: 10, awareness: 0.95, score: 80.4, reported: true, why: null },
      ],
      criteria: [
        { criterion: "duty", score: 80, positive: { share: 0.9, low: 0.699, high: 0.9721 }, top: { share: 0.7, low: 0.481, high: 0.8545 } },
        { criterion: "openness", score: 88.5, positive: { share: 1, low: 0.8318, high: 1 }, top: { share: 0.5789, low: 0.3628, high: 0.7686 } },
      ],
    }],
  }],
};

test("Every figure of a small round is that of the recount", () => {
  const { recount: counted } = recount(table, round);
  assert.deepEqual(counted.differences, []);
  assert.equal(counted.near, 0);
  assert.equal(counted.open.size, 0);
  assert.ok(counted.exact > 30);
});

test("A changed figure is named with the right one", () => {
  const changed = clone(table);
  changed.classes[0].units[0].criteria[1].score = 88.6;
  const report = recount(changed, round);
  assert.ok(describe(report).includes("  DIFFERS u1 /criteria/openness/score differs: counted 88.50, published 88.6"));
  for (const [change, figure] of [
    [(unit) => { unit.total = 83.41; }, "u1 /total"], [(unit) => { unit.rank = 2; }, "u1 /rank"], [(unit) => { unit.grade = "fail"; }, "u1 /grade"], [(unit) => { unit.slips = 21; }, "u1 /slips"],
    [(unit) => { unit.top.high = 0.8123; }, "u1 /top/high"], [(unit) => { unit.groups[1].awareness = 0.94; }, "u1 /groups/users/awareness"], [(unit) => { unit.standardError = 1.0345; }, "u1 /standardError"],
    [(unit) => { unit.groups[0].why = "low-awareness"; }, "u1 /groups/npc/why"], [(unit) => { unit.incomplete = ["vote"]; }, "u1 /incomplete"], [(unit) => { unit.band = null; }, "u1 /band"],
  ]) {
    const other = clone(table);
    change(other.classes[0].units[0]);
    assert.deepEqual(differences(other, round), [figure]);
  }
});

test("A changed tally is named by its hash and by what follows from it", () => {
  const changed = clone(round);
  changed.units[0].groups[0].counts[0] = [9, 1, 0, 0];
  const found = differences({ ...table, recount: { sha256: hashOf(round) } }, changed);
  assert.ok(found.includes("tallies /sha256"));
  assert.ok(found.includes("u1 /groups/npc/score"));
});

test("Without counts the computation goes on with the published scores, and says what it takes as published", () => {
  const withheld = clone(round);
  withheld.units[0].groups = [
    { group: "npc", slips: 10, why: "unanimous", scores: ["94.000000", "85.000000"] }, { group: "users", slips: 10, why: "unanimous", scores: ["74.000000", "90.000000"] },
  ];
  const { recount: counted } = recount(table, withheld);
  assert.deepEqual(counted.differences, []);
  assert.ok([...counted.open.keys()].some((reason) => reason.startsWith("awareness needs counts")));
  assert.ok([...counted.open.keys()].some((reason) => reason.startsWith("the variance of a group")));
  const other = clone(table);
  other.classes[0].units[0].vote = 83.39;
  assert.deepEqual(differences(other, withheld), ["u1 /vote"]);
});

test("Values on the scale of ten count as 100, 80 and 50", () => {
  const scaled = clone(round), shown = clone(table);
  scaled.rules.optionMax = 10;
  scaled.rules.options = [{ code: "A", value: 10, box: "top" }, { code: "B", value: 8, box: "positive" }, { code: "C", value: 5, box: "negative" }, { code: "D" }];
  // Deputies 96 and 90: 93.6. Users 86 and (600 + 240) ÷ 9 = 93⅓: 88.93… The vote is 90.33…
  Object.assign(shown.classes[0].units[0], { vote: 90.33, total: 90.33 });
  Object.assign(shown.classes[0].units[0].groups[0], { score: 93.6 });
  Object.assign(shown.classes[0].units[0].groups[1], { score: 88.93 });
  Object.assign(shown.classes[0].units[0].criteria[0], { score: 89 });
  Object.assign(shown.classes[0].units[0].criteria[1], { score: 92.33 });
  assert.deepEqual(differences(shown, scaled), []);
});

test("Parts of the vote have their weights, whatever the weights of their groups", () => {
  const parts = clone(round), shown = clone(table);
  parts.rules.groups = [{ code: "npc", roll: 20, part: "societal" }, { code: "users", roll: 20, part: "third-party" }];
  parts.rules.classes[0].parts = { societal: 50, "third-party": 30 };
  // (50·90.4 + 30·80.4) ÷ 80 = 86.65; duty (50·94 + 30·74) ÷ 80 = 86.5; openness (50·85 + 30·90) ÷ 80 = 86.875; SE² = 0.625²·1 + 0.375²·2
  Object.assign(shown.classes[0].units[0], { vote: 86.65, total: 86.65, standardError: 0.8197 });
  shown.classes[0].units[0].criteria[0].score = 86.5;
  shown.classes[0].units[0].criteria[1].score = 86.88;
  assert.deepEqual(differences(shown, parts), []);
});

/** A round that combines one other, so that its units have any totals. */
function ranked(totals, rules, places) {
  const units = totals.map((_, at) => `u${at + 1}`);
  const published = totals.map((total, at) => ({
    unit: units[at], rank: places[at][0], band: places[at][1], total, vote: null, inspection: null, self: null, daily: null, bonus: 0, deductions: 0, standardError: 1,
    grade: places[at][2] ?? null, eligible: true, incomplete: [], vetoes: [], slips: 0, positive: null, top: null, groups: [], criteria: [],
    ...(places[at][3] ? { tail: places[at][3] } : {}), parts: [{ round: "part", version: 1, unit: units[at], share: 100, total }],
  }));
  return [
    { round: "year", version: 1, turnout: [], classes: [{ class: "town", units: published }] },
    {
      format: "evaluation-recount-1", round: "year", version: 1, publishes: "tallies",
      rules: { id: "year", combine: [{ round: "part", share: 100 }], classes: [{ code: "town" }], units: units.map((code) => ({ code, class: "town" })), policies: { decimals: 2 }, ...rules },
      units: units.map((unit) => ({ unit, answers: [], groups: [], adjustments: [] })),
      combined: [{ round: "part", version: 1, units: units.map((unit, at) => ({ unit, total: totals[at].toFixed(6), variance: "1.000000" })) }],
    },
  ];
}

test("Ranks are shared, bands begin beyond 1.96·√2, and quotas are rounded as the rules say", () => {
  const grades = (rounding) => ({ grades: [{ code: "a", min: 90, quota: 0.3, rounding }, { code: "b", min: 0 }] });
  // 1.96·√2 is 2.7719: 92.2 is 2.8 below the first, 90 is 2.2 below the first of its band.
  const of = (second) => [[1, 1, "a"], [2, 1, second], [3, 2, "b"], [4, 2, "b"], [5, 2, "b"]];
  assert.deepEqual(differences(...ranked([95, 94, 92.2, 91, 90], grades(null), of("b"))), []);
  assert.deepEqual(differences(...ranked([95, 94, 92.2, 91, 90], grades("halfUp"), of("a"))), []);
  assert.deepEqual(differences(...ranked([95, 94, 92.2, 91, 90], grades("up"), of("a"))), []);
  assert.deepEqual(differences(...ranked([95, 94, 92.2, 91, 90], grades(null), of("a"))), ["u2 /grade"]);
});

test("Equal rounded totals do not decide a rank, and the report says so", () => {
  const { recount: counted } = recount(...ranked([95, 94, 94, 90], {}, [[1, 1], [2, 1], [3, 1], [4, 2]]));
  assert.deepEqual(counted.differences, []);
  assert.deepEqual([...counted.open].map(([, figures]) => figures), [["u2 /rank", "u3 /rank"]]);
});

test("The lists at the bottom are filled from the last rank up", () => {
  const tail = (ties) => ({ tail: [{ code: "warned", places: 2, below: 92, ties }] });
  assert.deepEqual(differences(...ranked([95, 91, 90, 80], tail("out"), [[1, 1], [2, 2], [3, 2, undefined, "warned"], [4, 3, undefined, "warned"]])), []);
  assert.deepEqual(differences(...ranked([95, 91, 90, 80], tail("out"), [[1, 1], [2, 2, undefined, "warned"], [3, 2], [4, 3, undefined, "warned"]])), ["u2 /tail", "u3 /tail"]);
});

test("A form of rules that the program does not know is named", () => {
  const later = clone(round);
  later.rules.policies.luck = 7;
  const { recount: counted } = recount(table, later);
  assert.deepEqual(counted.differences, []);
  assert.deepEqual([...counted.open.keys()], ["the rules have a form that this program does not know: /policies/luck"]);
});

test("The exit code is 0 where nothing differs, 1 where something does, 2 where something cannot be read", async (t) => {
  const folder = await mkdtemp(join(tmpdir(), "recount-"));
  t.mock.method(console, "log", () => {});
  t.mock.method(console, "error", () => {});
  try {
    await writeFile(join(folder, "tallies.json"), bytes(round));
    assert.equal(await main([folder]), 2);
    await writeFile(join(folder, "result.json"), bytes({ ...table, recount: { sha256: hashOf(round) } }));
    assert.equal(await main([folder]), 0);
    await writeFile(join(folder, "result.json"), bytes({ ...table, recount: { sha256: hashOf(table) } }));
    assert.equal(await main([folder]), 1);
    await writeFile(join(folder, "other.json"), "no JSON");
    assert.equal(await main([join(folder, "other.json")]), 2);
    assert.equal(await main([join(folder, "none")]), 2);
    assert.equal(await main([]), 2);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test("Everything that the report says is said in Chinese too", async () => {
  const source = await readFile(new URL("../../recount/recount.mjs", import.meta.url), "utf8");
  const calls = [...source.matchAll(/\.(?:differ|leave)\((.*)\)/g)].flatMap(([, call]) => [...call.matchAll(/"([a-z][^"]* [^"]*|differs)"/g)].map(([, text]) => text));
  const named = [...source.matchAll(/= "([a-z]+ [^"]* (?:auditors|published)[^"]*)"/g)].map(([, text]) => text);
  const said = [...new Set([...calls, ...named])];
  assert.ok(said.length > 30, said.join("\n"));
  assert.deepEqual(said.filter((text) => !/[\u4e00-\u9fff]/.test(inChinese(text))), []);
  assert.equal(inChinese("result.json has no tallies beside it"), "缺少与 result.json 对应的计票数据");
  assert.equal(inChinese("u1 /criteria/openness/score"), "u1 /criteria/openness/score");
});

test("The report in Chinese has the same figures", () => {
  const changed = clone(table);
  changed.classes[0].units[0].criteria[1].score = 88.6;
  assert.ok(describe(recount(changed, round), "zh").includes("  不一致：u1 /criteria/openness/score 不一致：复核为 88.50，公布为 88.6"));
});
