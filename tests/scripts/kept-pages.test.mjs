// Which parts of a page are kept on the device.
import assert from "node:assert/strict";
import { test } from "node:test";
import { isKeepable, isPart, partsOf } from "../../gateway/Assets/js/browser/kept-pages.js";

const thumbnail = "/api/rounds/2020-social/units/u1/evidence/ev-1/thumbnail";

test("A page is kept with its styles, modules and small pictures, each once, and without files", () => {
  const page = `<link href="/assets/inspection.0011223344556677.css"><script src="/assets/inspection.0011.js"></script><a href="/api/rounds/2020-social/units/u1/evidence/ev-1/file">
    <img src="${thumbnail}"></a><img src="${thumbnail}"><a href="/inspection">`;
  assert.deepEqual(partsOf(page), ["/assets/inspection.0011223344556677.css", "/assets/inspection.0011.js", thumbnail]);
  assert.ok(partsOf(page).every(isPart));
  assert.ok(!isPart("/api/rounds/2020-social/units/u1/evidence/ev-1/file"));
  assert.ok(!isPart("/inspection/session"));
});

test("Only a page of the account that owns the device's pages is kept", () => {
  const answer = (status, account) => ({ status, redirected: false, headers: new Headers(account ? { "inspection-account": account } : {}) });
  assert.ok(isKeepable(answer(200, "wang"), "wang"));
  for (const [page, owner] of [[answer(200, "chen"), "wang"], [answer(200, null), "wang"], [answer(200, null), null], [answer(403, "wang"), "wang"], [answer(200, "wang"), null]])
    assert.ok(!isKeepable(page, owner));
  assert.ok(!isKeepable({ ...answer(200, "wang"), redirected: true }, "wang"));
});
