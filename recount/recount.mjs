// Recounts the published result of a round from its published tallies. One file without dependencies: for Node, and for recount/index.html.
//
//   node recount/recount.mjs http://host/api/rounds/2020-social
//   node recount/recount.mjs folder-with-saved-files
//
// It shares no code with the server. The formulas F1 to F32 are those of the published rules. All arithmetic is in exact fractions. Where
// the public data have a rounded number only, the computation goes on with both ends of the interval that it stands for, and a published
// figure must lie between the two results. The exit code is 0 only if no figure differs.
//
// The file is a script and not a module, because browsers load no modules from a folder.
"use strict";
(() => {
  // ---- exact fractions and intervals ----

  const abs = (n) => (n < 0n ? -n : n);
  const gcd = (a, b) => {
    while (b) [a, b] = [b, a % b];
    return a;
  };

  /** An exact fraction in lowest terms. */
  class Q {
    constructor(n, d = 1n) {
      if (d === 0n) throw new RangeError("division by zero");
      const g = gcd(abs(n), abs(d)) || 1n;
      this.n = (d < 0n ? -n : n) / g;
      this.d = abs(d) / g;
    }

    /** From a whole number, a decimal number of JSON, a text of one, or "a/b". */
    static of(value) {
      if (value instanceof Q) return value;
      if (typeof value === "bigint") return new Q(value);
      const parts = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([-+]?\d+))?$/.exec(String(value).trim());
      if (!parts) {
        const [n, d, more] = String(value).split("/");
        if (d === undefined || more !== undefined) throw new RangeError(`not a number: ${value}`);
        return Q.of(n).div(Q.of(d));
      }
      const [, sign, whole, decimals = "", exponent = "0"] = parts;
      const shift = Number(exponent) - decimals.length;
      const digits = BigInt(sign + whole + decimals);
      return shift >= 0 ? new Q(digits * 10n ** BigInt(shift)) : new Q(digits, 10n ** BigInt(-shift));
    }

    add(other) { return new Q(this.n * other.d + other.n * this.d, this.d * other.d); }
    sub(other) { return new Q(this.n * other.d - other.n * this.d, this.d * other.d); }
    mul(other) { return new Q(this.n * other.n, this.d * other.d); }
    div(other) { return new Q(this.n * other.d, this.d * other.n); }
    cmp(other) { const left = this.n * other.d, right = other.n * this.d; return left < right ? -1 : left > right ? 1 : 0; }
    floor() { return this.n >= 0n ? this.n / this.d : -((-this.n + this.d - 1n) / this.d); }

    /** Rounded once, half away from zero. */
    round(decimals) {
      const scale = 10n ** BigInt(decimals);
      const twice = 2n * abs(this.n) * scale + this.d;
      const rounded = twice / (2n * this.d);
      return new Q(this.n < 0n ? -rounded : rounded, scale);
    }

    toFixed(decimals) {
      const scale = 10n ** BigInt(decimals);
      const units = this.round(decimals).mul(new Q(scale)).n;
      const text = abs(units).toString().padStart(decimals + 1, "0");
      return (units < 0n ? "-" : "") + text.slice(0, text.length - decimals) + (decimals ? "." + text.slice(-decimals) : "");
    }
  }
  const ZERO = new Q(0n), ONE = new Q(1n), HUNDRED = new Q(100n), Z = new Q(49n, 25n);
  const least = (a, b) => (a.cmp(b) <= 0 ? a : b), most = (a, b) => (a.cmp(b) >= 0 ? a : b);

  /** The whole part of the square root of a whole number. */
  function isqrt(n) {
    if (n < 2n) return n;
    let x = 1n << BigInt((n.toString(2).length + 1) >> 1);
    for (;;) {
      const y = (x + n / x) >> 1n;
      if (y >= x) return x;
      x = y;
    }
  }

  const DIGITS = 10n ** 40n;
  /** The square root, exact where it is a fraction, otherwise between two fractions that differ by 10^-40. */
  function sqrt(q) {
    if (q.cmp(ZERO) < 0) throw new RangeError("root of a negative number");
    const n = isqrt(q.n), d = isqrt(q.d);
    if (n * n === q.n && d * d === q.d) return new R(new Q(n, d));
    const low = isqrt((q.n * DIGITS * DIGITS) / q.d);
    return new R(new Q(low, DIGITS), new Q(low + 1n, DIGITS));
  }

  /** A closed interval of fractions. Both ends are equal where a number is known exactly. */
  class R {
    constructor(lo, hi = lo) { this.lo = lo; this.hi = hi; }
    static of(value) { return value instanceof R ? value : new R(Q.of(value)); }
    /** What a number that was rounded to these decimals stands for. */
    static rounded(value, decimals) {
      const half = new Q(1n, 2n * 10n ** BigInt(decimals));
      return new R(Q.of(value).sub(half), Q.of(value).add(half));
    }
    get isExact() { return this.lo.cmp(this.hi) === 0; }
    add(o) { return new R(this.lo.add(o.lo), this.hi.add(o.hi)); }
    sub(o) { return new R(this.lo.sub(o.hi), this.hi.sub(o.lo)); }
    /** Times a fraction that is not negative. */
    times(q) { return new R(this.lo.mul(q), this.hi.mul(q)); }
    over(q) { return new R(this.lo.div(q), this.hi.div(q)); }
    square() {
      const [a, b] = [this.lo.mul(this.lo), this.hi.mul(this.hi)];
      return new R(this.lo.cmp(ZERO) <= 0 && this.hi.cmp(ZERO) >= 0 ? ZERO : least(a, b), most(a, b));
    }
    min(q) { return new R(least(this.lo, q), least(this.hi, q)); }
    max(q) { return new R(most(this.lo, q), most(this.hi, q)); }
    /** -1, 0 or 1, or null where the intervals do not decide. */
    cmp(o) {
      if (this.hi.cmp(o.lo) < 0) return -1;
      if (this.lo.cmp(o.hi) > 0) return 1;
      return this.isExact && o.isExact ? 0 : null;
    }
  }
  const NONE = new R(ZERO);
  const sum = (ranges) => ranges.reduce((all, one) => all.add(one), NONE);
  const add = (fractions) => fractions.reduce((all, one) => all.add(one), ZERO);
  const rootOf = (range) => new R(sqrt(range.lo).lo, sqrt(range.hi).hi);

  /** Σ w·x ÷ Σ w over the entries whose x is known; null where there is none. */
  function mean(entries) {
    const known = entries.filter(([weight, x]) => x !== null && weight.cmp(ZERO) > 0);
    if (known.length === 0) return null;
    return sum(known.map(([weight, x]) => x.times(weight))).over(add(known.map(([weight]) => weight)));
  }

  // ---- SHA-256 (FIPS 180-4), because browsers offer theirs only to pages over HTTPS ----

  function primes(count) {
    const found = [];
    for (let n = 2; found.length < count; n++) if (found.every((prime) => n % prime)) found.push(n);
    return found;
  }
  function cubeRootOf(n) {
    let low = 0n, high = n;
    while (low < high) {
      const middle = (low + high + 1n) / 2n;
      if (middle ** 3n <= n) low = middle; else high = middle - 1n;
    }
    return low;
  }
  const WORD = 0xffffffffn;
  const K = primes(64).map((prime) => Number(cubeRootOf(BigInt(prime) << 96n) & WORD));
  const START = primes(8).map((prime) => Number(isqrt(BigInt(prime) << 64n) & WORD));

  /** The hash of bytes as lower-case hexadecimal text. */
  function sha256(bytes) {
    const padded = new Uint8Array((((bytes.length + 8) >> 6) + 1) << 6);
    padded.set(bytes);
    padded[bytes.length] = 0x80;
    const view = new DataView(padded.buffer);
    view.setUint32(padded.length - 8, Math.floor(bytes.length / 0x20000000));
    view.setUint32(padded.length - 4, (bytes.length * 8) >>> 0);
    const rotate = (x, n) => (x >>> n) | (x << (32 - n));
    const hash = [...START], w = new Int32Array(64);
    for (let at = 0; at < padded.length; at += 64) {
      for (let i = 0; i < 16; i++) w[i] = view.getInt32(at + 4 * i);
      for (let i = 16; i < 64; i++) {
        const s0 = rotate(w[i - 15], 7) ^ rotate(w[i - 15], 18) ^ (w[i - 15] >>> 3);
        const s1 = rotate(w[i - 2], 17) ^ rotate(w[i - 2], 19) ^ (w[i - 2] >>> 10);
        w[i] = w[i - 16] + s0 + w[i - 7] + s1;
      }
      let [a, b, c, d, e, f, g, h] = hash;
      for (let i = 0; i < 64; i++) {
        const t1 = (h + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) + ((e & f) ^ (~e & g)) + K[i] + w[i]) | 0;
        const t2 = ((rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
        [a, b, c, d, e, f, g, h] = [(t1 + t2) | 0, a, b, c, (d + t1) | 0, e, f, g];
      }
      [a, b, c, d, e, f, g, h].forEach((x, i) => { hash[i] = (hash[i] + x) | 0; });
    }
    return hash.map((x) => (x >>> 0).toString(16).padStart(8, "0")).join("");
  }

  // ---- the rules as they apply to a class ----

  const FORMAT = "evaluation-recount-1";
  const EVERY = 4; // decimals of shares and errors
  const KNOWN_POLICIES = new Set([
    "dontKnow", "awarenessMin", "groupMin", "commentMin", "missingGroup", "decimals", "objectionDays", "liveEvery", "publicRecount", "destroyKeyAt",
  ]);
  const KNOWN_RULES = new Set([
    "id", "title", "basis", "period", "timeZone", "visibility", "ballotBoxes", "allowRevote", "options", "criteria", "groups", "classes", "units",
    "policies", "components", "panel", "grades", "vetoes", "internal", "bulletins", "optionMax", "assessors", "entries", "tail", "ties", "ballot",
    "combine", "organiser", "credentials",
  ]);
  const KNOWN_CLASS = new Set(["code", "label", "weights", "components", "points", "ranked", "parts", "note"]);
  const USUAL_TIES = ["vote", "topShare", "negativeShare", "inspection"];

  /** F28: criteria, points and shares of a class. */
  function classRules(rules, unitClass) {
    const criteria = (rules.criteria ?? [])
      .map((criterion) => ({ ...criterion, points: Q.of(unitClass.points?.[criterion.code] ?? criterion.points) }))
      .filter((criterion) => criterion.points.cmp(ZERO) > 0);
    return {
      code: unitClass.code,
      isRanked: unitClass.ranked ?? true,
      isPooled: unitClass.weights === "pooled",
      weights: unitClass.weights === "pooled" ? {} : unitClass.weights,
      parts: unitClass.parts ?? null,
      shares: unitClass.components ?? rules.components ?? { vote: 100 },
      criteria,
      vote: criteria.filter((criterion) => criterion.source === "vote"),
      assessed: criteria.filter((criterion) => criterion.source === "assessed"),
    };
  }

  /** F20 and F3: the value of every option, null where a mark of it is not valid. */
  function valuesOf(rules) {
    const scale = (value) => (rules.optionMax ? HUNDRED.mul(Q.of(value)).div(Q.of(rules.optionMax)) : Q.of(value));
    const unknown = rules.policies?.dontKnow ?? "exclude";
    return (rules.options ?? []).map((option) => {
      if (option.value !== null && option.value !== undefined) return scale(option.value);
      if (unknown === "exclude") return null;
      return unknown === "zero" ? ZERO : scale(unknown.value);
    });
  }

  // ---- the vote ----

  /** F1: the score of a cell from its counts; null without a valid mark. */
  function cellScore(values, counts) {
    const valid = counts.map((count, option) => [Q.of(count), values[option]]).filter(([, value]) => value !== null);
    const marks = add(valid.map(([count]) => count));
    return marks.cmp(ZERO) === 0 ? null : new R(add(valid.map(([count, value]) => count.mul(value))).div(marks));
  }

  /** The counts by criterion and option of slips that are published by pattern. */
  function countPatterns(patterns, criteria, options) {
    const counts = Array.from({ length: criteria }, () => Array(options).fill(0));
    for (const { marks, slips } of patterns) marks.forEach((option, criterion) => { counts[criterion][option] += slips; });
    return counts;
  }

  /** F12: the sample variance of the slips' scores, from published patterns. */
  function varianceOfPatterns(patterns, own, values) {
    const scores = patterns.map(({ marks, slips }) => [Q.of(slips), mean(marks.map((option, at) => [own.vote[at].points, values[option] === null ? null : new R(values[option])]))])
      .filter(([, score]) => score !== null).map(([slips, score]) => [slips, score.lo]);
    const m = add(scores.map(([slips]) => slips));
    if (m.cmp(ONE) <= 0) return NONE;
    const x = add(scores.map(([slips, score]) => slips.mul(score))), xx = add(scores.map(([slips, score]) => slips.mul(score).mul(score)));
    return new R(xx.sub(x.mul(x).div(m)).div(m.sub(ONE)));
  }

  /** What is public about a group's slips for a unit: counts where they are, scores otherwise. */
  function readGroup(line, own, values) {
    const counts = line.patterns ? countPatterns(line.patterns, own.vote.length, values.length) : line.counts ?? null;
    const scores = counts ? counts.map((cell) => cellScore(values, cell)) : (line.scores ?? []).map((score) => (score === null ? null : R.rounded(score, 6)));
    const variance = line.patterns ? varianceOfPatterns(line.patterns, own, values)
      : line.variance === undefined || line.variance === null ? null : R.rounded(line.variance, EVERY).max(ZERO);
    return { code: line.group, slips: Q.of(line.slips), counts, scores, variance, score: mean(own.vote.map((criterion, at) => [criterion.points, scores[at] ?? null])) };
  }

  /** F3: the share of marks that are not "don't know". */
  function awarenessOf(group, options) {
    const all = add(group.counts.flat().map(Q.of));
    const unknown = add(group.counts.flatMap((cell) => cell.filter((_, option) => options[option].value === null || options[option].value === undefined).map(Q.of)));
    return all.cmp(ZERO) === 0 ? null : new R(ONE.sub(unknown.div(all)));
  }

  /** F5 and F31: the groups that enter, each with its part of 1. */
  function weigh(own, entering, groups) {
    if (!own.parts) {
      const all = add(entering.map((code) => Q.of(own.weights[code])));
      return new Map(entering.map((code) => [code, Q.of(own.weights[code]).div(all)]));
    }
    const partOf = new Map(groups.map((group) => [group.code, group.part]));
    const parts = Object.keys(own.parts).filter((part) => Q.of(own.parts[part]).cmp(ZERO) > 0 && entering.some((code) => partOf.get(code) === part));
    const all = add(parts.map((part) => Q.of(own.parts[part])));
    const within = (part) => add(entering.filter((code) => partOf.get(code) === part).map((code) => Q.of(own.weights[code])));
    return new Map(entering.filter((code) => parts.includes(partOf.get(code)))
      .map((code) => [code, Q.of(own.parts[partOf.get(code)]).div(all).mul(Q.of(own.weights[code])).div(within(partOf.get(code)))]));
  }

  /** Σ W·S over the groups that have a score. */
  function weighted(own, scores, groups) {
    const entering = [...scores.keys()].filter((code) => scores.get(code) !== null && Q.of(own.weights[code] ?? 0).cmp(ZERO) > 0);
    const weights = entering.length === 0 ? new Map() : weigh(own, entering, groups);
    return weights.size === 0 ? { score: null, weights } : { score: sum([...weights].map(([code, weight]) => scores.get(code).times(weight))), weights };
  }

  /** F2 and F11: a share with its interval by Wilson; n marks of which k count, and slips or marks on which the interval rests. */
  function shareOf(k, n, m) {
    if (n.cmp(ZERO) === 0 || m.cmp(ZERO) === 0) return null;
    const p = k.div(n), zz = Z.mul(Z), two = new Q(2n), four = new Q(4n);
    const root = sqrt(p.mul(ONE.sub(p)).div(m).add(zz.div(four.mul(m).mul(m))));
    const centre = p.add(zz.div(two.mul(m))), under = ONE.add(zz.div(m));
    return { share: new R(p), low: new R(centre).sub(root.times(Z)).over(under), high: new R(centre).add(root.times(Z)).over(under) };
  }

  // ---- the recount of one result ----

  class Recount {
    /** @param result the answer of …/results, parsed; tallies the answer of …/results/tallies, parsed. */
    constructor(result, tallies) {
      this.result = result;
      this.tallies = tallies;
      this.rules = tallies.rules;
      this.policies = this.rules.policies ?? {};
      this.decimals = this.policies.decimals ?? 2;
      this.values = valuesOf(this.rules);
      this.differences = [];
      this.open = new Map(); // reason → figures
      this.exact = 0;
      this.near = 0;
    }

    run() {
      this.checkForms();
      const units = new Map(this.tallies.units.map((unit) => [unit.unit, unit]));
      this.ruleUnits = new Map((this.rules.units ?? []).map((unit) => [unit.code, unit]));
      this.checkTurnout();
      for (const unitClass of this.rules.classes ?? []) {
        const published = this.result.classes.find((known) => known.class === unitClass.code);
        const expected = (this.rules.units ?? []).filter((unit) => unit.class === unitClass.code).map((unit) => unit.code);
        if (!published) {
          if (expected.length > 0) this.differ(`/${unitClass.code}`, "is not in the published table");
          continue;
        }
        const shown = published.units.map((unit) => unit.unit);
        for (const code of expected.filter((code) => !shown.includes(code))) this.differ(`${code}`, "is not in the published table");
        for (const code of shown.filter((code) => !expected.includes(code))) this.differ(`${code}`, "is not a unit of this class by the rules");
        this.scoreClass(classRules(this.rules, unitClass), published.units, units);
      }
      return this;
    }

    differ(figure, message, counted, published) { this.differences.push({ figure, message, counted, published }); }

    leave(reason, figure) {
      if (!this.open.has(reason)) this.open.set(reason, []);
      this.open.get(reason).push(figure);
    }

    /** Compares a published number with what was counted. */
    check(figure, counted, decimals, published) {
      if (counted === undefined) return;
      if (counted === null || published === null || published === undefined) {
        if ((counted === null) !== (published === null || published === undefined))
          this.differ(figure, "differs", counted === null ? "none" : this.say(counted, decimals), published ?? "none");
        else this.exact++;
        return;
      }
      const [low, high, shown] = [counted.lo.round(decimals), counted.hi.round(decimals), Q.of(published)];
      if (shown.cmp(low) < 0 || shown.cmp(high) > 0 || shown.round(decimals).cmp(shown) !== 0) this.differ(figure, "differs", this.say(counted, decimals), published);
      else if (low.cmp(high) === 0) this.exact++;
      else this.near++;
    }

    checkWord(figure, counted, published) {
      if (counted === undefined) return;
      if ((counted ?? null) === (published ?? null)) this.exact++;
      else this.differ(figure, "differs", counted ?? "none", published ?? "none");
    }

    say(range, decimals) {
      const [low, high] = [range.lo.toFixed(decimals), range.hi.toFixed(decimals)];
      return low === high ? low : `${low} to ${high}`;
    }

    /** Names forms of rules that this program does not know. */
    checkForms() {
      const strange = (what, object, known) => {
        for (const [key, value] of Object.entries(object ?? {}))
          if (!known.has(key) && value !== null && value !== false) this.leave(`the rules have a form that this program does not know: ${what}${key}`, "every figure that follows from it");
      };
      strange("/", this.rules, KNOWN_RULES);
      strange("/policies/", this.policies, KNOWN_POLICIES);
      for (const unitClass of this.rules.classes ?? []) strange(`/classes/${unitClass.code}/`, unitClass, KNOWN_CLASS);
      if (this.rules.ballot) this.leave("limits of ballots (F25) decide which ballots are accepted and change no figure of these tallies", "the ballots that were refused or left out");
      for (const entry of this.rules.entries ?? []) if (entry.criterion) this.leave("points that the catalogue takes from a criterion (F26) are taken as published", `/criteria ${entry.criterion}`);
      for (const criterion of (this.rules.criteria ?? []).filter((criterion) => criterion.score)) this.leave("points that follow from figures (F23) are taken as published", `/criteria ${criterion.code}`);
    }

    /** F29: whether groups are valid. */
    checkTurnout() {
      this.isInvalid = new Map();
      const turnout = this.result.turnout ?? [];
      for (const group of this.rules.groups ?? []) {
        const line = turnout.find((known) => known.group === group.code);
        if (!line) continue;
        const figure = `turnout ${group.code}`;
        if (line.roll !== group.roll) this.differ(`${figure} /roll`, "differs from the rules", group.roll, line.roll);
        if (line.voted !== null && line.voted !== undefined && line.issued !== undefined && line.voted > line.issued) this.differ(`${figure} /voted`, "is above the issued credentials", `at most ${line.issued}`, line.voted);
        if (line.issued > line.roll) this.differ(`${figure} /issued`, "is above the roll", `at most ${line.roll}`, line.issued);
        const hasTurnoutMin = group.turnoutMin !== null && group.turnoutMin !== undefined, hasSlipsMin = group.slipsMin !== null && group.slipsMin !== undefined;
        const validity = line.validity ?? null;
        if (!hasTurnoutMin && !hasSlipsMin) continue;
        if (!validity) {
          if (!this.rules.combine) this.differ(`${figure} /validity`, "is missing");
          continue;
        }
        const slips = this.tallies.units.reduce((all, unit) => all + (unit.groups.find((known) => known.group === group.code)?.slips ?? 0), 0);
        let why = null;
        if (hasTurnoutMin) {
          const isHidden = line.voted === null || line.voted === undefined;
          if (!isHidden && validity.voters !== line.voted) this.differ(`${figure} /validity/voters`, "differs", line.voted, validity.voters);
          if (isHidden) this.leave("the number of voters of the group is hidden; the fewest that the shown slips prove is taken as published", `${figure} /validity/voters`);
          if (new Q(BigInt(validity.voters), BigInt(group.roll)).cmp(Q.of(group.turnoutMin)) < 0) why = isHidden ? "hidden-turnout" : "low-turnout";
        }
        if (hasSlipsMin) {
          if (validity.slips !== slips) this.differ(`${figure} /validity/slips`, "differs", slips, validity.slips);
          if (why === null && slips < group.slipsMin) why = "few-slips";
        }
        this.checkWord(`${figure} /validity/why`, why, validity.why);
        this.checkWord(`${figure} /validity/valid`, why === null, validity.valid);
        if (why !== null) this.isInvalid.set(group.code, why);
      }
    }

    scoreClass(own, published, tallies) {
      const scored = published.map((line) => this.scoreGroups(own, line, tallies.get(line.unit)));
      if (!this.rules.combine) for (const unit of scored) this.scoreVote(own, unit, this.classMeans(own, scored));
      for (const unit of scored) this.scoreTotal(own, unit);
      this.checkRanks(own, scored);
      this.checkBands(own, scored);
      this.checkGrades(own, scored);
      this.checkTails(own, scored);
    }

    /** F22, F3, F4: what each group says of a unit. */
    scoreGroups(own, line, tally) {
      const unit = { code: line.unit, line, groups: new Map(), tally };
      if (this.rules.combine || own.vote.length === 0) return unit;
      const groupMin = this.policies.groupMin ?? 5;
      for (const shown of line.groups ?? []) {
        const figure = `${line.unit} /groups/${shown.group}`;
        const read = tally?.groups.find((known) => known.group === shown.group);
        if (!read) {
          // A group below the minimum is in no public file.
          this.checkWord(`${figure}/why`, "below-minimum", shown.why);
          for (const member of ["slips", "awareness", "score"]) this.checkWord(`${figure}/${member}`, null, shown[member]);
          this.checkWord(`${figure}/reported`, false, shown.reported);
          continue;
        }
        const group = readGroup(read, own, this.values);
        unit.groups.set(group.code, group);
        if (read.slips < groupMin) this.differ(`${figure}/slips`, "is below the minimum and should not be shown", `at least ${groupMin}`, read.slips);
        if (group.counts?.some((cell) => add(cell.map(Q.of)).cmp(group.slips) !== 0)) this.differ(`${figure}/slips`, "the counts of a criterion do not add up to the slips", read.slips);
        this.check(`${figure}/slips`, new R(group.slips), 0, shown.slips);
        if (group.counts) this.check(`${figure}/awareness`, awarenessOf(group, this.rules.options), EVERY, shown.awareness);
        else this.leave("awareness needs counts that are left to auditors; it is taken as published", `${figure}/awareness`);
        const awareness = group.counts ? awarenessOf(group, this.rules.options) : shown.awareness === null ? null : R.rounded(shown.awareness, EVERY);
        const isLow = this.policies.awarenessMin ? awareness?.cmp(new R(Q.of(this.policies.awarenessMin))) : 1;
        const isUndecided = isLow === null && awareness !== null;
        // Without counts, the scores of a group that does not report are not published either.
        if (!group.counts && !shown.reported && !this.isInvalid.has(group.code) && isLow !== -1) {
          this.leave("scores of a group that does not report are left to auditors; the reason is taken as published", `${figure}/why`);
          this.check(`${figure}/score`, null, this.decimals, shown.score);
          [group.reports, group.why] = [false, shown.why];
          continue;
        }
        const why = this.isInvalid.get(group.code) ?? (isUndecided ? (shown.why === "low-awareness" ? "low-awareness" : null) : isLow === -1 ? "low-awareness" : null) ?? (group.score === null ? "no-score" : null);
        if (isUndecided) this.leave("the published awareness is rounded and equals the minimum; the decision is taken as published", `${figure}/why`);
        else this.checkWord(`${figure}/why`, why, shown.why);
        group.reports = why === null;
        group.why = why;
        this.check(`${figure}/score`, group.reports ? group.score : null, this.decimals, shown.score);
        this.checkWord(`${figure}/reported`, group.reports, shown.reported);
      }
      const listed = new Set((line.groups ?? []).map((shown) => shown.group));
      for (const read of tally?.groups ?? []) if (!listed.has(read.group)) this.differ(`${line.unit} /groups/${read.group}`, "is in the tallies and not in the published table");
      return unit;
    }

    /** F5: the scores that stand in for groups that do not report, by group. Scores by criterion are of reporting groups only. */
    classMeans(own, scored) {
      const means = new Map();
      if ((this.policies.missingGroup ?? "renormalise") !== "classMean") return means;
      for (const group of this.rules.groups) {
        if (this.isInvalid.has(group.code)) continue;
        const reporting = scored.map((unit) => unit.groups.get(group.code)).filter((known) => known?.reports);
        if (reporting.length === 0) continue;
        means.set(group.code, mean(reporting.map((known) => [ONE, known.score])));
      }
      return means;
    }

    /** F2, F5, F11, F12, F31 and F32. */
    scoreVote(own, unit, means) {
      const { line } = unit;
      if (own.vote.length === 0) return;
      const reporting = [...unit.groups.values()].filter((group) => group.reports);
      unit.criteria = own.vote.map(() => null);
      unit.vote = null;
      unit.voteVariance = null;
      this.checkRates(own, unit);
      if (own.isPooled) this.pool(own, unit, reporting);
      else if (reporting.some((group) => Q.of(own.weights[group.code] ?? 0).cmp(ZERO) > 0)) {
        const standIn = (code) => (unit.groups.get(code)?.reports ? null : means.get(code));
        const codes = Object.keys(own.weights);
        const scores = new Map(codes.map((code) => [code, unit.groups.get(code)?.reports ? unit.groups.get(code).score : standIn(code) ?? null]));
        const { score, weights } = weighted(own, scores, this.rules.groups);
        unit.vote = score;
        unit.criteria = own.vote.map((_, at) =>
          weighted(own, new Map(reporting.map((group) => [group.code, group.scores[at] ?? null])), this.rules.groups).score);
        const variances = [...weights].filter(([code]) => unit.groups.get(code)?.reports).map(([code, weight]) => [weight, unit.groups.get(code)]);
        unit.voteVariance = variances.every(([, group]) => group.variance !== null)
          ? sum(variances.map(([weight, group]) => group.variance.times(weight.mul(weight)).over(group.slips))) : undefined;
      }
      for (const [at, criterion] of own.vote.entries()) {
        const shown = line.criteria.find((known) => known.criterion === criterion.code);
        if (!shown) this.differ(`${line.unit} /criteria/${criterion.code}`, "is not in the published table");
        else if (unit.criteria[at] === undefined) this.leave("the marks of all groups together are left to auditors; the score is taken as published", `${line.unit} /criteria/${criterion.code}/score`);
        else this.check(`${line.unit} /criteria/${criterion.code}/score`, unit.criteria[at], this.decimals, shown.score);
        if (unit.criteria[at] === undefined) unit.criteria[at] = shown?.score === null || shown === undefined ? null : R.rounded(shown.score, this.decimals);
      }
      if (unit.vote === undefined) {
        this.leave("the marks of all groups together are left to auditors; the score is taken as published", `${line.unit} /vote`);
        unit.vote = line.vote === null ? null : R.rounded(line.vote, this.decimals);
      } else this.check(`${line.unit} /vote`, unit.vote, this.decimals, line.vote);
      this.checkNotRated(own, unit, reporting);
      this.checkHeadings(own, unit);
    }

    /** F32: all marks of the reporting groups count alike. */
    pool(own, unit, reporting) {
      if (reporting.length === 0) return;
      const isAll = reporting.length === unit.groups.size;
      const counts = own.vote.map((criterion, at) => {
        if (reporting.every((group) => group.counts)) return reporting[0].counts[at].map((_, option) => reporting.reduce((all, group) => all + group.counts[at][option], 0));
        return isAll ? unit.tally.answers?.find((known) => known.criterion === criterion.code)?.counts ?? null : null;
      });
      unit.criteria = counts.map((cell, at) => {
        if (cell) return cellScore(this.values, cell);
        // Equal scores of all groups are the score of all together.
        const scores = reporting.map((group) => group.scores[at] ?? null);
        return scores.every((score) => score === null) ? null : scores.length === 1 ? scores[0] : undefined;
      });
      unit.vote = unit.criteria.some((score) => score === undefined) ? undefined : mean(own.vote.map((criterion, at) => [criterion.points, unit.criteria[at]]));
      const slips = add(reporting.map((group) => group.slips));
      const patterns = reporting.every((group) => unit.tally.groups.find((known) => known.group === group.code).patterns);
      const variance = patterns ? varianceOfPatterns(reporting.flatMap((group) => unit.tally.groups.find((known) => known.group === group.code).patterns), own, this.values)
        : unit.tally.variance === undefined || unit.tally.variance === null ? null : R.rounded(unit.tally.variance, EVERY).max(ZERO);
      unit.voteVariance = variance === null ? undefined : variance.over(slips);
    }

    /** F2 and F11 of all shown groups together. */
    checkRates(own, unit) {
      const { line } = unit;
      const groups = [...unit.groups.values()];
      const slips = add(groups.map((group) => group.slips));
      this.check(`${line.unit} /slips`, new R(slips), 0, line.slips);
      const counts = own.vote.map((criterion, at) => {
        const together = unit.tally?.answers?.find((known) => known.criterion === criterion.code)?.counts ?? null;
        if (!groups.every((group) => group.counts)) return groups.length === 0 ? null : together;
        const added = this.rules.options.map((_, option) => groups.reduce((all, group) => all + group.counts[at][option], 0));
        if (together && together.some((count, option) => count !== added[option]))
          this.differ(`${line.unit} /criteria/${criterion.code}`, "the counts of the groups do not add up to those of the unit", added.join(" "), together.join(" "));
        return added;
      });
      const inBox = (cell, boxes) => add(cell.filter((_, option) => boxes.includes(this.rules.options[option].box)).map(Q.of));
      const valid = (cell) => add(cell.filter((_, option) => this.values[option] !== null).map(Q.of));
      const compare = (figure, share, shown) => {
        this.checkWord(figure, share === null, shown === null || shown === undefined);
        if (share && shown) for (const member of ["share", "low", "high"]) this.check(`${figure}/${member}`, share[member], EVERY, shown[member]);
      };
      const closed = "the marks of all groups together are left to auditors";
      for (const [at, criterion] of own.vote.entries()) {
        const shown = line.criteria.find((known) => known.criterion === criterion.code);
        for (const [name, boxes] of [["positive", ["top", "positive"]], ["top", ["top"]]]) {
          const figure = `${line.unit} /criteria/${criterion.code}/${name}`;
          if (groups.length === 0) compare(figure, null, shown?.[name]);
          else if (counts[at]) compare(figure, shareOf(inBox(counts[at], boxes), valid(counts[at]), valid(counts[at])), shown?.[name]);
          else this.leave(closed, figure);
        }
      }
      const all = counts.every((cell) => cell) ? counts : null;
      for (const [name, boxes] of [["positive", ["top", "positive"]], ["top", ["top"]]]) {
        if (groups.length === 0) compare(`${line.unit} /${name}`, null, line[name]);
        else if (all) compare(`${line.unit} /${name}`, shareOf(add(all.map((cell) => inBox(cell, boxes))), add(all.map(valid)), slips), line[name]);
        else this.leave(closed, `${line.unit} /${name}`);
      }
      const marks = all ? add(all.map(valid)) : ZERO;
      unit.topShare = marks.cmp(ZERO) > 0 ? new R(add(all.map((cell) => inBox(cell, ["top"]))).div(marks)) : line.top ? R.rounded(line.top.share, EVERY) : null;
      unit.negativeShare = marks.cmp(ZERO) > 0 ? new R(add(all.map((cell) => inBox(cell, ["negative"]))).div(marks)) : groups.length === 0 || (all && marks.cmp(ZERO) === 0) ? null : new R(ZERO, ONE);
    }

    checkNotRated(own, unit, reporting) {
      if (unit.vote !== null) this.checkWord(`${unit.code} /notRated`, null, unit.line.notRated);
      else if (!unit.line.notRated) this.differ(`${unit.code} /notRated`, "no reason is given for the missing vote score", "a reason", "none");
      else if (unit.line.notRated === "not-valid" && ![...unit.groups.values()].some((group) => this.isInvalid.has(group.code))) this.differ(`${unit.code} /notRated`, "differs", "another reason", "not-valid");
      else this.leave("why a unit has no vote score also depends on groups below the minimum, which are not shown", `${unit.code} /notRated`);
    }

    /** F27: the means of the vote below each heading, and the sums of assessed points. */
    checkHeadings(own, unit) {
      for (const heading of unit.line.headings ?? []) {
        const name = heading.path.map((text) => text.zh ?? text.en).join(" > "), figure = `${unit.code} /headings/${name}`;
        const isBelow = (criterion) => (criterion.path ?? []).length >= heading.path.length && heading.path.every((text, at) => (text.zh ?? text.en) === (criterion.path[at].zh ?? criterion.path[at].en));
        this.check(`${figure}/vote`, mean(own.vote.map((criterion, at) => [criterion.points, isBelow(criterion) ? unit.criteria[at] : null])), this.decimals, heading.vote);
        for (const member of ["claimed", "accepted", "inspected"]) {
          if (heading[member] === undefined || heading[member] === null) continue;
          const below = own.assessed.filter(isBelow).map((criterion) => (unit.line.assessed ?? []).find((known) => known.criterion === criterion.code)?.[member] ?? null).filter((points) => points !== null);
          this.check(`${figure}/${member}`, sum(below.map((points) => R.rounded(points, this.decimals))), this.decimals, heading[member]);
        }
        const points = own.assessed.filter(isBelow).map((criterion) => criterion.points);
        if (points.length > 0) this.check(`${figure}/points`, new R(add(points)), 6, heading.points);
      }
    }

    // ---- the total ----

    scoreTotal(own, unit) {
      const { line } = unit;
      if (this.rules.combine) return this.combine(unit);
      const shares = { vote: Q.of(own.shares.vote ?? 0), inspection: Q.of(own.shares.inspection ?? 0), self: Q.of(own.shares.self ?? 0), daily: Q.of(own.shares.daily ?? 0) };
      const components = { vote: own.vote.length > 0 ? unit.vote : null };
      for (const name of ["inspection", "self", "daily"]) {
        components[name] = line[name] === null || line[name] === undefined ? null : R.rounded(line[name], this.decimals);
        if (components[name] !== null) this.checkAssessed(own, unit, name, components);
      }
      const lacking = Object.keys(shares).filter((name) => shares[name].cmp(ZERO) > 0 && components[name] === null);
      this.checkWord(`${line.unit} /incomplete`, lacking.join(" "), [...(line.incomplete ?? [])].sort((a, b) => Object.keys(shares).indexOf(a) - Object.keys(shares).indexOf(b)).join(" "));
      const bonus = R.rounded(line.bonus ?? 0, this.decimals).max(ZERO).min(Q.of(own.shares.bonusCap ?? 0)), deductions = R.rounded(line.deductions ?? 0, this.decimals).max(ZERO);
      const zero = (range, shown) => (Q.of(shown ?? 0).cmp(ZERO) === 0 && !this.hasAdjustments(unit) ? NONE : range);
      if (Q.of(line.bonus ?? 0).cmp(Q.of(own.shares.bonusCap ?? 0)) > 0) this.differ(`${line.unit} /bonus`, "is above the cap", own.shares.bonusCap ?? 0, line.bonus);
      if (own.shares.deductionCap !== null && own.shares.deductionCap !== undefined && Q.of(line.deductions).cmp(Q.of(own.shares.deductionCap)) > 0) this.differ(`${line.unit} /deductions`, "is above the cap", own.shares.deductionCap, line.deductions);
      unit.inspection = components.inspection;
      unit.total = lacking.length > 0 ? null
        : sum(Object.keys(shares).filter((name) => shares[name].cmp(ZERO) > 0).map((name) => components[name].times(shares[name]))).over(HUNDRED).add(zero(this.adjusted(unit, "bonus") ?? bonus, line.bonus)).sub(zero(this.adjusted(unit, "deductions") ?? deductions, line.deductions));
      this.check(`${line.unit} /total`, unit.total, this.decimals, line.total);
      const share = shares.vote.div(HUNDRED);
      this.checkError(unit, unit.vote === null || own.vote.length === 0 ? null : unit.voteVariance === undefined ? undefined : unit.voteVariance.times(share.mul(share)));
    }

    /** The variance of the total, and the published standard error. */
    checkError(unit, variance) {
      const shown = unit.line.standardError ?? null;
      if (variance === undefined || (variance !== null && !variance.isExact && shown === null)) {
        this.leave("the variance of a group is left to auditors; the standard error is taken as published", `${unit.code} /standardError`);
        unit.variance = shown === null ? null : R.rounded(shown, EVERY).max(ZERO).square();
        return;
      }
      if (shown !== null || (variance !== null && unit.total !== null)) this.check(`${unit.code} /standardError`, variance === null ? null : rootOf(variance), EVERY, shown);
      unit.variance = variance;
    }

    hasAdjustments(unit) { return (unit.tally?.adjustments ?? []).length > 0; }

    /** F6, F19 and F26: the sum of the published adjustments; null where it is not public. */
    adjusted(unit, name) {
      const adjustments = unit.tally?.adjustments;
      if (!adjustments) return null;
      const own = classRules(this.rules, this.rules.classes.find((known) => known.code === this.ruleUnits.get(unit.code).class));
      const kind = name === "bonus" ? "bonus" : "deduction";
      const catalogue = new Map((this.rules.entries ?? []).map((entry) => [entry.code, entry]));
      const byEntry = new Map();
      for (const line of adjustments.filter((line) => line.kind === kind && !catalogue.get(line.entry)?.criterion)) {
        const key = line.entry ?? "";
        byEntry.set(key, [...(byEntry.get(key) ?? []), Q.of(line.points)]);
      }
      let all = ZERO;
      for (const [code, points] of byEntry) {
        const entry = catalogue.get(code);
        const counted = entry?.same === "highest" ? points.reduce(most) : add(points);
        all = all.add(entry?.cap === null || entry?.cap === undefined ? counted : least(counted, Q.of(entry.cap)));
      }
      const cap = name === "bonus" ? own.shares.bonusCap ?? 0 : own.shares.deductionCap ?? null;
      const range = new R(cap === null ? all : least(all, Q.of(cap)));
      this.check(`${unit.code} /${name}`, range, this.decimals, unit.line[name]);
      return range;
    }

    /** F7 and F6: components from the published points of the criteria. */
    checkAssessed(own, unit, name, components) {
      const figure = `${unit.code} /${name}`;
      if (name === "daily") {
        const adjustments = unit.tally?.adjustments;
        if (!adjustments) return this.leave("points of daily supervision are not public; the component is taken as published", figure);
        const daily = new R(HUNDRED.sub(add(adjustments.filter((line) => line.kind === "daily").map((line) => Q.of(line.points))))).max(ZERO);
        this.check(figure, daily, this.decimals, unit.line.daily);
        components.daily = daily;
        return undefined;
      }
      const assessed = unit.line.assessed ?? [];
      const isOwnSum = name === "self" || ((this.rules.panel?.trim ?? "item") !== "total" && !this.rules.panel?.normalise && !(this.rules.assessors ?? []).some((body) => body.trim === "total"));
      if (!isOwnSum) return this.leave("totals of inspectors are trimmed or made comparable (F8, F9); the component is taken as published", figure);
      const member = name === "self" ? "accepted" : "inspected";
      const applied = own.assessed.map((criterion) => [criterion, assessed.find((known) => known.criterion === criterion.code)]).filter(([, line]) => line && line[member] !== null && line[member] !== undefined);
      if (applied.some(([, line]) => line.periods) || applied.length === 0) return this.leave("points are means over periods or sheets; the component is taken as published", figure);
      const counted = sum(applied.map(([, line]) => R.rounded(line[member], this.decimals))).times(HUNDRED).over(add(applied.map(([criterion]) => criterion.points))).min(HUNDRED);
      this.check(figure, counted, this.decimals, unit.line[name]);
      return this.leave("points of sheets and claims are taken as published, and the component is recounted from them", figure);
    }

    /** Results of results: the totals of other rounds by their shares. */
    combine(unit) {
      const { line } = unit;
      const pinned = this.tallies.combined ?? [];
      let isComplete = true;
      const totals = [], variances = [];
      for (const part of this.rules.combine) {
        const there = pinned.find((known) => known.round === part.round)?.units.find((known) => known.unit === unit.code);
        const shown = (line.parts ?? []).find((known) => known.round === part.round);
        const figure = `${unit.code} /parts/${part.round}`;
        this.check(`${figure}/share`, new R(Q.of(part.share)), 6, shown?.share);
        const total = there?.total === undefined || there.total === null ? null : R.rounded(there.total, 6);
        this.check(`${figure}/total`, total, this.decimals, shown?.total);
        if (total === null) {
          isComplete = false;
          continue;
        }
        const share = Q.of(part.share).div(HUNDRED);
        totals.push(total.times(share));
        variances.push(there.variance === null || there.variance === undefined ? null : R.rounded(there.variance, 6).max(ZERO).times(share.mul(share)));
      }
      unit.total = isComplete ? sum(totals) : null;
      unit.vote = null;
      unit.topShare = unit.negativeShare = unit.inspection = null;
      this.check(`${unit.code} /total`, unit.total, this.decimals, line.total);
      if (isComplete) this.checkError(unit, variances.some((variance) => variance === null) ? undefined : sum(variances));
      else unit.variance = null;
    }

    // ---- places ----

    effects(unit) {
      const effects = (unit.line.vetoes ?? []).map((veto) => veto.effect);
      return { isLast: effects.includes("last"), isIneligible: effects.includes("ineligible"), caps: effects.map((effect) => effect?.cap).filter((cap) => cap !== undefined) };
    }

    /** F17: -1 where the first unit is ahead, 1 where it is behind, 0 for a tie, null where public data do not decide. */
    compare(a, b) {
      const last = Number(this.effects(a).isLast) - Number(this.effects(b).isLast);
      if (last !== 0) return last;
      const total = a.total.cmp(b.total);
      if (total !== 0) return total === null ? null : -total;
      for (const tie of this.rules.ties ?? USUAL_TIES) {
        let order;
        if (tie === "precedence") {
          const [x, y] = [a, b].map((unit) => this.ruleUnits.get(unit.code)?.precedence ?? null);
          order = x === null || y === null ? 0 : Math.sign(x - y);
        } else {
          const [x, y] = [a[tie] ?? null, b[tie] ?? null];
          if (x === null || y === null) order = x === y ? 0 : x === null ? 1 : -1;
          else {
            order = x.cmp(y);
            if (order !== null && tie !== "negativeShare") order = -order;
          }
        }
        if (order !== 0) return order;
      }
      return 0;
    }

    checkRanks(own, scored) {
      const ranked = own.isRanked ? scored.filter((unit) => unit.total !== null) : [];
      for (const unit of scored) {
        const figure = `${unit.code} /rank`;
        if (!ranked.includes(unit)) {
          this.checkWord(figure, null, unit.line.rank);
          continue;
        }
        const orders = ranked.filter((other) => other !== unit).map((other) => this.compare(other, unit));
        const sure = orders.filter((order) => order === -1).length, open = orders.filter((order) => order === null).length;
        const rank = unit.line.rank;
        if (rank === null || rank === undefined || rank < sure + 1 || rank > sure + open + 1) this.differ(figure, "differs", open ? `${sure + 1} to ${sure + open + 1}` : sure + 1, rank ?? "none");
        else if (open === 0) this.exact++;
        else this.leave("totals that are as near as the rounding of public numbers do not decide a rank", figure);
        const isEligible = !this.effects(unit).isIneligible;
        if (!isEligible) this.checkWord(`${unit.code} /eligible`, false, unit.line.eligible);
        else if ((unit.line.vetoes ?? []).length === 0) this.checkWord(`${unit.code} /eligible`, true, unit.line.eligible);
      }
      if (scored.some((unit) => (unit.line.vetoes ?? []).length > 0)) this.leave("the facts behind vetoes (F18) are not public; their effects are recounted", `/classes ${own.code}`);
    }

    /** F12: going down the ranking, a unit opens a new band when it differs from the band's first unit. */
    checkBands(own, scored) {
      const ranked = scored.filter((unit) => own.isRanked && unit.line.rank !== null && unit.line.rank !== undefined && unit.total !== null).sort((a, b) => a.line.rank - b.line.rank);
      let first = null, band = 0;
      for (const unit of scored.filter((unit) => !ranked.includes(unit))) this.checkWord(`${unit.code} /band`, null, unit.line.band);
      for (const unit of ranked) {
        const figure = `${unit.code} /band`, shown = unit.line.band ?? null;
        if (unit.line.noBand) {
          this.checkWord(figure, null, shown);
          continue;
        }
        if (first === null) {
          [first, band] = [unit, 1];
          this.checkWord(figure, 1, shown);
          continue;
        }
        // A total without a vote has no error.
        const bound = (first.variance ?? NONE).add(unit.variance ?? NONE).times(Z.mul(Z));
        const order = first.total.sub(unit.total).square().cmp(bound);
        const opens = order === null ? null : order === 1;
        if (opens === null) {
          if (shown !== band && shown !== band + 1) this.differ(figure, "differs", `${band} or ${band + 1}`, shown ?? "none");
          else this.leave("a difference that is as near to the bound as the rounding of public numbers does not decide a band", figure);
          if (shown === band + 1) [first, band] = [unit, shown];
          continue;
        }
        if (opens) [first, band] = [unit, band + 1];
        this.checkWord(figure, band, shown);
      }
    }

    /** F16, F18 and F24: grades by the published total, with their places. */
    checkGrades(own, scored) {
      const grades = [...(this.rules.grades ?? [])];
      if (grades.length === 0) return;
      const capsOf = (unit) => this.effects(unit).caps.map((cap) => grades.findIndex((grade) => grade.code === cap)).map((at) => (at < 0 ? 1 : at));
      const graded = new Map();
      const units = scored.filter((unit) => unit.line.total !== null && unit.line.total !== undefined);
      for (const [at, grade] of grades.entries()) {
        const may = units.filter((unit) => !graded.has(unit.code) && Q.of(unit.line.total).cmp(Q.of(grade.min)) >= 0
          && !(at === 0 && this.effects(unit).isIneligible) && capsOf(unit).every((cap) => at >= cap));
        let places = null;
        if (own.isRanked && grade.places?.[own.code] !== undefined) places = BigInt(grade.places[own.code]);
        else if (own.isRanked && grade.quota !== null && grade.quota !== undefined) {
          const exact = Q.of(grade.quota).mul(new Q(BigInt(scored.length)));
          places = grade.rounding === "up" ? -exact.mul(new Q(-1n)).floor() : grade.rounding === "halfUp" ? exact.add(new Q(1n, 2n)).floor() : exact.floor();
        }
        if (places === null) {
          may.forEach((unit) => graded.set(unit.code, grade.code));
          continue;
        }
        const waiting = [...may].sort((a, b) => a.line.rank - b.line.rank);
        while (waiting.length > 0) {
          const tied = waiting.filter((unit) => unit.line.rank === waiting[0].line.rank);
          if (BigInt(tied.length) > places) break;
          places -= BigInt(tied.length);
          tied.forEach((unit) => graded.set(unit.code, grade.code));
          waiting.splice(0, tied.length);
        }
      }
      for (const unit of scored) this.checkWord(`${unit.code} /grade`, graded.get(unit.code) ?? null, unit.line.grade);
    }

    /** F24: lists at the bottom of a class, filled from the last rank up. */
    checkTails(own, scored) {
      const lists = own.isRanked ? this.rules.tail ?? [] : [];
      const listed = new Map();
      const ranked = scored.filter((unit) => unit.line.rank !== null && unit.line.rank !== undefined);
      for (const list of lists) {
        let places = list.places ?? Infinity;
        const isBelow = (unit) => list.below === null || list.below === undefined || Q.of(unit.line.total).cmp(Q.of(list.below)) < 0;
        const below = ranked.filter((unit) => !listed.has(unit.code) && isBelow(unit));
        const ranks = [...new Set(below.map((unit) => unit.line.rank))].sort((a, b) => b - a);
        for (const rank of ranks) {
          const tied = below.filter((unit) => unit.line.rank === rank);
          if (places <= 0) break;
          if (tied.length > places) {
            if ((list.ties ?? "out") === "in") tied.forEach((unit) => listed.set(unit.code, list.code));
            break;
          }
          tied.forEach((unit) => listed.set(unit.code, list.code));
          places -= tied.length;
        }
      }
      for (const unit of scored) this.checkWord(`${unit.code} /tail`, listed.get(unit.code) ?? null, unit.line.tail);
    }
  }

  // ---- files, report ----

  const parse = (bytes) => JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes));

  /**
   * Recounts every result among the files that has its tallies there.
   * @param files [{ name, bytes }] in any order
   * @returns reports [{ round, version, hash, recorded, recount }] and messages of files that cannot be used
   */
  function recountFiles(files) {
    const results = [], tallies = [], messages = [];
    for (const { name, bytes } of files) {
      let content;
      try {
        content = parse(bytes);
      } catch {
        messages.push(`${name} is not JSON`);
        continue;
      }
      if (content?.format === FORMAT) tallies.push({ name, bytes, content });
      else if (typeof content?.format === "string" && content.format.startsWith("evaluation-recount-")) messages.push(`${name} has the format ${content.format}; this program knows ${FORMAT}`);
      else if (Array.isArray(content?.classes) && content.version !== undefined && content.round !== undefined) results.push({ name, content });
      else messages.push(`${name} is neither a result nor tallies`);
    }
    const reports = tallies.flatMap((tally) => {
      const result = results.find((known) => known.content.round === tally.content.round && known.content.version === tally.content.version);
      if (!result) {
        messages.push(`${tally.name} has no result of version ${tally.content.version} beside it`);
        return [];
      }
      const recount = new Recount(result.content, tally.content).run();
      const hash = sha256(tally.bytes), recorded = result.content.recount?.sha256 ?? null;
      if (recorded === null) recount.differ("tallies /sha256", "the published result names no hash", hash, "none");
      else if (recorded !== hash) recount.differ("tallies /sha256", "the hash of the tallies is not the one that the published result names", hash, recorded);
      else recount.exact++;
      return [{ round: tally.content.round, version: tally.content.version, hash, recorded, publishes: tally.content.publishes, instead: tally.content.instead ?? null, recount }];
    });
    for (const result of results) if (!tallies.some((tally) => tally.content.round === result.content.round && tally.content.version === result.content.version)) messages.push(`${result.name} has no tallies beside it`);
    return { reports, messages };
  }

  /** What the report says, in Chinese. A text that is not here is a value or a name. */
  const CHINESE = new Map(Object.entries({
    "differs": "不一致",
    "is missing": "缺少",
    "differs from the rules": "与规则不一致",
    "is not in the published table": "不在公布的结果表中",
    "is not a unit of this class by the rules": "按规则不是本类的单位",
    "is above the issued credentials": "多于已发放的评议码",
    "is above the roll": "多于应评人数",
    "is below the minimum and should not be shown": "低于最少人数，不应公布",
    "is above the cap": "超过上限",
    "is in the tallies and not in the published table": "计票数据中有，公布的结果表中没有",
    "the counts of a criterion do not add up to the slips": "一项指标各选项的票数之和与评议票数不一致",
    "the counts of the groups do not add up to those of the unit": "各评价主体的票数之和与单位的票数不一致",
    "no reason is given for the missing vote score": "没有评议得分，也没有写明原因",
    "the published result names no hash": "公布的结果没有写明计票数据的哈希",
    "the hash of the tallies is not the one that the published result names": "计票数据的哈希与公布的结果中写明的不一致",
    "limits of ballots (F25) decide which ballots are accepted and change no figure of these tallies": "名额限制（F25）只决定接受哪些评议票，不改变计票数据",
    "points that the catalogue takes from a criterion (F26) are taken as published": "加减分目录从指标中扣减的分（F26）按公布的数计算",
    "points that follow from figures (F23) are taken as published": "按数据计分的得分（F23）按公布的数计算",
    "the number of voters of the group is hidden; the fewest that the shown slips prove is taken as published": "该评价主体的参评人数不公布，按所公布评议票能证明的最少人数计算",
    "awareness needs counts that are left to auditors; it is taken as published": "知晓率所需的票数只供审计员查看，按公布的数计算",
    "scores of a group that does not report are left to auditors; the reason is taken as published": "不单独公布的评价主体的得分只供审计员查看，原因按公布的计算",
    "the published awareness is rounded and equals the minimum; the decision is taken as published": "公布的知晓率经四舍五入后等于最低值，是否计入按公布的计算",
    "the marks of all groups together are left to auditors; the score is taken as published": "各评价主体合计的票数只供审计员查看，得分按公布的数计算",
    "the marks of all groups together are left to auditors": "各评价主体合计的票数只供审计员查看",
    "why a unit has no vote score also depends on groups below the minimum, which are not shown": "没有评议得分的原因还取决于人数过少、不予公布的评价主体",
    "the variance of a group is left to auditors; the standard error is taken as published": "评价主体的方差只供审计员查看，标准误按公布的数计算",
    "points of daily supervision are not public; the component is taken as published": "日常监督的得分不公开，该部分按公布的数计算",
    "totals of inspectors are trimmed or made comparable (F8, F9); the component is taken as published": "考评员的总分经去极值或可比处理（F8、F9），该部分按公布的数计算",
    "points are means over periods or sheets; the component is taken as published": "得分是各考评期或各评分表的平均数，该部分按公布的数计算",
    "points of sheets and claims are taken as published, and the component is recounted from them": "评分表和自评的得分按公布的数计算，并由此重新计算该部分",
    "totals that are as near as the rounding of public numbers do not decide a rank": "总分之差在公布数的舍入范围之内，不能据以判定名次",
    "the facts behind vetoes (F18) are not public; their effects are recounted": "一票否决的事实（F18）不公开，其结果已重新计算",
    "a difference that is as near to the bound as the rounding of public numbers does not decide a band": "与界限之差在公布数的舍入范围之内，不能据以判定档次",
    "every figure that follows from it": "由此得出的各个数",
    "the ballots that were refused or left out": "未被接受或者未计入的评议票",
    "tallies": "计票数据",
    "slips": "评议票",
    "none": "无",
    "a reason": "写明原因",
    "another reason": "其他原因",
  }));

  const CHINESE_FORMS = [
    [/^the rules have a form that this program does not know: (.*)$/, "规则中有本程序不能识别的内容：$1"],
    [/^a group has fewer than (\d+) slips for a unit$/, "有评价主体对一个单位的评议票不足 $1 份"],
    [/^a pattern of marks occurs fewer than (\d+) times in a group of a unit$/, "有选项组合在一个单位的一个评价主体中不足 $1 次"],
    [/^at most (.*)$/, "至多 $1"], [/^at least (.*)$/, "至少 $1"], [/^(\S+) to (\S+)$/, "$1 至 $2"], [/^(\S+) or (\S+)$/, "$1 或 $2"],
    [/^tallies (.*)$/, "计票数据 $1"],
    [/^(.*) is not JSON$/, "$1 不是 JSON 文件"], [/^(.*) is neither a result nor tallies$/, "$1 既不是评价结果，也不是计票数据"],
    [/^(.*) has the format (.*); this program knows (.*)$/, "$1 的格式是 $2，本程序只能识别 $3"],
    [/^(.*) has no result of version (\d+) beside it$/, "缺少与 $1 对应的第 $2 版评价结果"], [/^(.*) has no tallies beside it$/, "缺少与 $1 对应的计票数据"],
    [/^(.*) answers (\d+): ([^]*)$/, "$1 返回 $2：$3"], [/^(.*) is no address of a round$/, "$1 不是轮次的地址"],
  ];

  /** A text of the report in Chinese; the text itself if it is a value or a name. */
  function inChinese(text) {
    const whole = String(text), known = CHINESE.get(whole);
    if (known !== undefined) return known;
    const form = CHINESE_FORMS.find(([pattern]) => pattern.test(whole));
    return form ? whole.replace(form[0], form[1]) : whole;
  }

  const SENTENCES = {
    en: {
      publishes: (round, version, what) => `${round}, version ${version}: ${what} are published`,
      instead: (asked, reasons) => `instead of ${asked}: ${reasons.join("; ")}`,
      hash: (hash) => `SHA-256 of the published tallies ${hash}`,
      recorded: (hash) => (hash === null ? "the published result names no hash" : `SHA-256 named by the published result ${hash}`),
      counts: (exact, near, differ) => `${exact} figures equal, ${near} within the rounding of public numbers, ${differ} differ`,
      differs: (figure, message, counted, published) => `DIFFERS ${figure} ${message}${counted === undefined ? "" : `: counted ${counted}`}${published === undefined ? "" : `, published ${published}`}`,
      open: (count, reason) => `not recounted publicly (${count}): ${reason}`,
    },
    zh: {
      publishes: (round, version, what) => `${round}，第 ${version} 版：公布了${what}`,
      instead: (asked, reasons) => `未公布${asked}，原因：${reasons.join("；")}`,
      hash: (hash) => `所公布计票数据的 SHA-256：${hash}`,
      recorded: (hash) => (hash === null ? "公布的结果没有写明计票数据的哈希" : `公布的结果中写明的 SHA-256：${hash}`),
      counts: (exact, near, differ) => `一致 ${exact} 个，在公布数的舍入范围之内 ${near} 个，不一致 ${differ} 个`,
      differs: (figure, message, counted, published) => `不一致：${figure} ${message}${counted === undefined ? "" : `：复核为 ${counted}`}${published === undefined ? "" : `，公布为 ${published}`}`,
      open: (count, reason) => `不能公开复核（${count} 个）：${reason}`,
    },
  };

  /** The parts of a report in words: what was compared, the counts, the differences, and what is open with its figures. */
  function wordsOf({ round, version, hash, recorded, publishes, instead, recount }, language) {
    const say = SENTENCES[language], word = language === "zh" ? inChinese : String, some = (value) => (value === undefined ? undefined : word(value));
    return {
      title: say.publishes(round, version, word(publishes)),
      facts: [...(instead ? [say.instead(word(instead.asked), instead.reasons.map(word))] : []), say.hash(hash), say.recorded(recorded)],
      counts: say.counts(recount.exact, recount.near, recount.differences.length),
      differences: recount.differences.map(({ figure, message, counted, published }) => say.differs(word(figure), word(message), some(counted), some(published))),
      open: [...recount.open].map(([reason, figures]) => ({ reason: say.open(figures.length, word(reason)), figures: figures.map(word) })),
    };
  }

  /** The report as lines of text. */
  function describe(report, language = "en") {
    const { title, facts, counts, differences, open } = wordsOf(report, language);
    return [title, ...[...facts, counts, ...differences, ...open.flatMap(({ reason, figures }) => [reason, ...figures.map((figure) => `  ${figure}`)])].map((line) => `  ${line}`)];
  }

  globalThis.evaluationRecount = { Q, R, Recount, sha256, sqrt, shareOf, cellScore, recountFiles, describe, inChinese, FORMAT };

  // ---- Node ----

  const isNode = typeof process === "object" && process.versions?.node !== undefined;

  /** The result of a round and its tallies, from the site that published them. */
  async function readAddress(address) {
    const parts = /^(https?:\/\/[^?#]*?)\/(?:api\/)?rounds\/([^/?#]+)[^?#]*(?:\?(?:.*&)?version=(\d+))?/.exec(address);
    if (!parts) throw new Error(`${address} is no address of a round`);
    const [, site, round, version] = parts;
    const base = `${site}/api/rounds/${round}/results`;
    const load = async (url) => {
      const response = await fetch(url, { headers: { accept: "application/json" } });
      const bytes = new Uint8Array(await response.arrayBuffer());
      if (!response.ok) throw new Error(`${url} answers ${response.status}: ${new TextDecoder().decode(bytes).slice(0, 500)}`);
      return { name: url, bytes };
    };
    const result = await load(version ? `${base}?version=${version}` : base);
    return [result, await load(`${base}/tallies?version=${parse(result.bytes).version}`)];
  }

  async function readFolder(path) {
    const fs = await import("node:fs/promises"), { join } = await import("node:path");
    const names = (await fs.stat(path)).isDirectory() ? (await fs.readdir(path)).filter((name) => name.endsWith(".json")).sort().map((name) => join(path, name)) : [path];
    return Promise.all(names.map(async (name) => ({ name, bytes: new Uint8Array(await fs.readFile(name)) })));
  }

  /** @returns the exit code: 0 nothing differs, 1 something differs, 2 something cannot be read. */
  async function main(args) {
    if (args.length === 0) {
      console.error("usage: node recount.mjs <address of a round, or folder with saved results and tallies> …");
      return 2;
    }
    try {
      const files = (await Promise.all(args.map((arg) => (/^https?:/.test(arg) ? readAddress(arg) : readFolder(arg))))).flat();
      const { reports, messages } = recountFiles(files);
      for (const report of reports) console.log(describe(report).join("\n"));
      for (const message of messages) console.error(message);
      if (reports.some((report) => report.recount.differences.length > 0)) return 1;
      return reports.length === 0 || messages.length > 0 ? 2 : 0;
    } catch (error) {
      console.error(error.message);
      return 2;
    }
  }

  // ---- the page recount/index.html ----

  const OUTCOMES = {
    none: { zh: "尚未复核", en: "Nothing was recounted yet" },
    same: { zh: "没有不一致的数", en: "No figure differs" },
    differs: { zh: "有不一致的数", en: "Figures differ" },
    unread: { zh: "有文件不能复核", en: "Some files cannot be recounted" },
  };

  /** What the page shows, so that it can show the same in the other language. */
  const shown = { language: "zh", outcome: "none", reports: [], messages: [] };

  function element(name, text, ...children) {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    made.append(...children);
    return made;
  }

  const list = (lines) => element("ul", "", ...lines.map((line) => element("li", line)));

  function reportOf({ title, facts, counts, differences, open }) {
    const section = element("section", "", element("h3", title), element("p", counts));
    if (differences.length > 0) section.append(Object.assign(list(differences), { className: "differences" }));
    section.append(list(facts));
    for (const { reason, figures } of open) section.append(element("details", "", element("summary", reason), list(figures)));
    return section;
  }

  function draw() {
    const { language, outcome, reports, messages } = shown;
    document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
    for (const text of document.querySelectorAll("body [lang]")) text.hidden = text.lang !== document.documentElement.lang;
    document.getElementById("outcome").textContent = OUTCOMES[outcome][language];
    document.getElementById("outcome").dataset.outcome = outcome;
    document.getElementById("report").replaceChildren(...reports.map((report) => reportOf(wordsOf(report, language))), ...messages.map((message) => element("p", language === "zh" ? inChinese(message) : message)));
  }

  function show(files) {
    const { reports, messages } = recountFiles(files);
    const outcome = reports.some((report) => report.recount.differences.length > 0) ? "differs" : reports.length === 0 || messages.length > 0 ? "unread" : "same";
    Object.assign(shown, { outcome, reports, messages });
    draw();
  }

  function fail(error) {
    Object.assign(shown, { outcome: "unread", reports: [], messages: [error.message] });
    draw();
  }

  function openPage() {
    shown.language = /^zh/i.test(navigator.language) ? "zh" : "en";
    draw();
    document.getElementById("language").hidden = false;
    document.getElementById("language").addEventListener("click", () => {
      shown.language = shown.language === "zh" ? "en" : "zh";
      draw();
    });
    document.getElementById("files").addEventListener("change", async (event) => {
      try {
        show(await Promise.all([...event.target.files].map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }))));
      } catch (error) {
        fail(error);
      }
    });
    if (!location.protocol.startsWith("http")) return;
    const form = document.getElementById("address-form"), asked = new URLSearchParams(location.search);
    const recountRound = (round, version) =>
      readAddress(`${location.origin}/rounds/${encodeURIComponent(round)}${version ? `?version=${encodeURIComponent(version)}` : ""}`).then(show).catch(fail);
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      recountRound(form.elements.round.value);
    });
    if (asked.get("round")) {
      form.elements.round.value = asked.get("round");
      recountRound(asked.get("round"), asked.get("version"));
    }
  }

  if (typeof document === "object" && document.getElementById("files")) openPage();

  globalThis.evaluationRecount.main = main;
  if (isNode && process.argv[1] && /recount\.mjs$/.test(process.argv[1])) main(process.argv.slice(2)).then((code) => { process.exitCode = code; });
})();
