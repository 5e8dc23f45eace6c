// The next unit to rate.
import assert from "node:assert/strict";
import { test } from "node:test";
import { nextUnit } from "../../gateway/Assets/js/voter/next-unit.js";

const order = ["u1", "u2", "u3", "u4"];
const next = (states, current) => nextUnit(order, unit => states[order.indexOf(unit)], current);

test("A half-marked unit is not passed over", () => assert.equal(next(["started", "open", "open", "open"], "u1"), "u1"));
test("After a complete unit comes the next one that is open", () => assert.equal(next(["ready", "sent", "open", "open"], "u1"), "u3"));
test("After the last unit comes the first one that is not complete", () => assert.equal(next(["ready", "started", "open", "ready"], "u4"), "u2"));
test("Without a current unit the first one that is not complete comes", () => assert.equal(next(["sent", "started", "open", "open"], null), "u2"));
test("When all units are rated there is none", () => assert.equal(next(["sent", "ready", "sent", "sent"], "u2"), null));
