// Sends the unsent entries of the device: photographs first, then the sheets that name them, then spot checks and findings. Every request
// may be sent again: photographs and entries by their key, sheets by their content and the versions that they are based on.
import { announce, change, changeOne, entriesOf } from "../browser/entries.js";
import { exclusively } from "../browser/network.js";
import { bodyOf, savedSheet, withPhotograph } from "./sheet-entry.js";

const patience = 60000;
// The server knows a key for 48 hours.
const keyAge = 47 * 3600 * 1000;
const order = ["photo", "sheet", "check", "finding"];
const senders = { photo: sendPhotograph, sheet: sendSheet, check: sendForm, finding: sendForm };
let running = Promise.resolve();

/** The token of the session that was read last. */
export const latest = { token: null };

const isDue = entry => entry.isWaiting && !entry.refused && !entry.isUnreadable;

/**
 * Sends the entries of the account that is signed in, one sender at a time in the whole browser. Returns `sent`, `offline`, `busy` (the
 * server asks to come back later), `ended` (nobody is signed in), or `other` when that account is not the expected one.
 */
export function sendAll(account = null) {
  const send = () => exclusively("inspection-sending", () => sendOnce(account));
  running = running.then(send, send);
  return running;
}

async function sendOnce(account) {
  const session = await readSession();
  if (session.state) return session.state;
  if (account !== null && session.account !== account) return "other";
  latest.token = session.token;
  const due = (await entriesOf(session.account)).filter(isDue).sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  let outcome = "sent";
  for (const [place, entry] of due.entries()) {
    announce({ sending: place + 1, of: due.length });
    const state = await senders[entry.kind](entry, session.token);
    if (state === "busy") outcome = state; // One that the server cannot take now does not hold up the others.
    else if (state) return state;
  }
  return outcome;
}

async function readSession() {
  try {
    const answer = await fetch("/inspection/session", { headers: { Accept: "application/json" }, cache: "no-store", redirect: "manual" });
    // A redirect leads to the page for a new password; no other answer than JSON comes from the program.
    if (answer.type === "opaqueredirect" || answer.status === 401) return { state: "ended" };
    if (!answer.headers.get("content-type")?.includes("json")) return { state: answer.ok ? "offline" : "busy" };
    return answer.ok ? await answer.json() : { state: answer.status === 403 ? "other" : "busy" };
  } catch {
    return { state: "offline" };
  }
}

/** Posts a form. Has `ok` with the answer, `refused` with a code, or a `state` after which sending stops. */
async function post(address, token, body, headers = {}) {
  try {
    const answer = await fetch(address, {
      method: "POST", body, redirect: "manual", headers: { Accept: "application/json", "form-token": token, ...headers }, signal: AbortSignal.timeout?.(patience),
    });
    const reply = answer.headers.get("content-type")?.includes("json") ? await answer.json() : null;
    if (answer.ok && reply) return { ok: reply };
    if (answer.type === "opaqueredirect" || answer.status === 401) return { state: "ended" };
    if (answer.status >= 500 || answer.status === 429 || !reply?.code || reply.code === "form-expired") return { state: "busy" };
    return { refused: reply.code };
  } catch {
    return { state: "offline" };
  }
}

async function refuse(id, refused) {
  await changeOne(id, found => ({ ...found, refused }));
  announce({ refused: id });
}

async function sendPhotograph(entry, token) {
  const body = new FormData();
  for (const [name, value] of entry.fields) body.set(name, value);
  body.set("file", new Blob([entry.picture], { type: "image/jpeg" }), entry.file);
  const answer = await post(entry.address, token, body, { "Idempotency-Key": entry.id });
  if (answer.state) return answer.state;
  if (answer.refused) return void await refuse(entry.id, answer.refused);
  const { id, title, size } = answer.ok;
  await change(async entries => {
    const sheets = (await entries.all()).filter(other => other.kind === "sheet" && other.account === entry.account && other.sheet === entry.sheet);
    const sheet = sheets.find(other => other.id === entry.of) ?? sheets[sheets.length - 1];
    if (sheet) await entries.put(withPhotograph(sheet, id));
    await entries.remove(entry.id);
  });
  announce({ photograph: entry.id, item: { id, title, size } });
  return null;
}

async function sendSheet({ id }, token) {
  for (;;) {
    // What was tried before and not answered goes first: only its answer says on which version the rest is based.
    const entry = await changeOne(id, found => isDue(found) ? { ...found, tried: found.tried ?? bodyOf(found) } : undefined);
    if (!entry || !isDue(entry)) return null;
    const answer = await post(entry.address, token, new URLSearchParams(entry.tried));
    if (answer.state) return answer.state;
    const isNewest = found => JSON.stringify(bodyOf(found)) === JSON.stringify(entry.tried);
    const next = await changeOne(id, found => answer.refused
      ? { ...found, tried: null, refused: isNewest(found) ? answer.refused : null }
      : savedSheet(found, entry.tried, answer.ok));
    if (next?.refused) return void announce({ refused: id });
    if (!answer.refused && next) announce({ saved: id, basedOn: next.basedOn, isWaiting: next.isWaiting, isReplaced: answer.ok.conflicting || !answer.ok.own, notice: next.notice, isFiled: answer.ok.filed });
  }
}

async function sendForm(entry, token) {
  if (entry.triedAt && Date.now() - entry.triedAt > keyAge) return void await refuse(entry.id, "doubtful");
  await changeOne(entry.id, found => ({ ...found, triedAt: found.triedAt ?? Date.now() }));
  const answer = await post(entry.address, token, new URLSearchParams([...entry.fields, ["key", entry.key]]));
  if (answer.state) return answer.state;
  if (answer.refused) return void await refuse(entry.id, answer.refused);
  await changeOne(entry.id, () => null);
  announce({ entered: entry.id, address: answer.ok.address });
  return null;
}
