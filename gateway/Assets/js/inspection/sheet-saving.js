// Keeps the sheet on the device with every input, sends it after a pause, and shows the state of both.
import { say } from "../text.js";
import { change, entriesOf, listen, newId } from "../browser/entries.js";
import { adopted, writtenSheet } from "./sheet-entry.js";
import { account, clock, forget, here, isKept, send, sendSoon, showProblem } from "./unsent-band.js";
import { addFiled, addUnknown, addWaiting } from "./photographs.js";

const pause = 1500;
const own = new Set(["form-token", "basedOn", "act", "sure"]);

/** Where the sheet of the form stands, whatever the address of the page says of its period. */
const addressOf = form => new URL(form.action).pathname + new URL(form.action).search;

/**
 * `lines` says the sheet in words; `open` names what is missing before it can be filed, or returns null. A sheet with a field that cannot
 * be read stays on the device until it is corrected; `unreadable` names the field and what it can be, or returns null.
 */
export function keepSheet(form, { unit, state, show, lines, open, unreadable }) {
  const sheet = addressOf(form);
  const memory = { id: null, rev: 0, basedOn: form.elements.basedOn.value };
  let isFiling = false;
  let isDirty = false;
  let writing = null;
  let isReady = false;
  let isTouched = false;
  let restored = null;
  const whenRestored = new Promise(done => (restored = done));

  const fields = () => [...new FormData(form)].filter(([name, value]) => !own.has(name) && typeof value === "string");
  const known = () => [...form.querySelectorAll("[name=evidence]")].map(box => box.value);

  async function writeOnce() {
    const written = { account, address: sheet, sheet, page: sheet, unit, fields: fields(), known: known(), said: lines(), at: Date.now(), isFiling, isUnreadable: unreadable() !== null, wrong: unreadable() };
    const entry = await change(async entries => {
      const next = writtenSheet(memory.id && await entries.get(memory.id), memory, written, newId());
      await entries.put(next);
      return next;
    });
    [memory.id, memory.rev] = [entry.id, entry.rev];
    state.textContent = entry.isUnreadable ? say("kept-unreadable", clock(entry.at), entry.wrong) : say("kept-at", clock(entry.at));
    form.dispatchEvent(new Event("draft-saved", { bubbles: true }));
    showProblem(null);
  }

  /** Keeps the newest state of the form. Returns whether it is kept. */
  function write() {
    isDirty = true;
    writing ??= (async () => {
      try {
        await whenRestored;
        while (isDirty) {
          isDirty = false;
          await writeOnce();
        }
        return true;
      } catch {
        // Storage that is full or gone: what was typed stays on the page only.
        showProblem("full");
        state.textContent = say("not-kept");
        return false;
      } finally {
        writing = null;
      }
    })();
    return writing;
  }

  form.addEventListener("input", async () => {
    isTouched = true;
    isFiling = false;
    show();
    if (!await isKept) return;
    write();
    sendSoon(pause);
  });

  // With a network the button sends the form as without this module, so that faults are shown at their fields.
  form.addEventListener("submit", async event => {
    if (isReady) return;
    event.preventDefault();
    const { submitter } = event;
    const wantsFiling = submitter?.value === "file";
    const isWritten = await isKept && await write();
    const outcome = await isKept ? await send() : "sent";
    if (outcome === "sent") {
      isReady = true;
      form.elements.basedOn.value = memory.basedOn;
      form.requestSubmit(submitter);
      return;
    }
    const missing = wantsFiling ? open() : null;
    if (missing) state.textContent = missing;
    else if (wantsFiling && isWritten) {
      isFiling = true;
      if (await write()) state.textContent = say("files-later");
    } else if (isWritten) state.textContent = say("sends-later");
  });
  addEventListener("pageshow", () => (isReady = false));

  listen(message => {
    if (message.saved && message.saved === memory.id) {
      memory.basedOn = form.elements.basedOn.value = message.basedOn;
      form.dispatchEvent(new Event("draft-saved", { bubbles: true }));
      if (message.isWaiting) return;
      if (message.isReplaced || message.isFiled) location.assign(here);
      else if (message.notice) state.textContent = say(`notice-${message.notice}`);
      else state.textContent = say("saved-at", clock(Date.now()));
    } else if (message.refused && message.refused === memory.id) state.textContent = say("see-band");
    else if (message.photograph) {
      const row = form.querySelector(`[data-waits="${message.photograph}"]`)?.closest(".score");
      if (row) addFiled(row, form.dataset.evidence, message.item, message.photograph);
    }
  });

  /** Shows what the device has and this page has not. */
  async function restore() {
    const entries = (await entriesOf(account)).filter(entry => entry.sheet === sheet);
    const sheets = entries.filter(entry => entry.kind === "sheet");
    const entry = adopted(sheets, memory.basedOn);
    const old = sheets.filter(other => other !== entry && !other.isWaiting && other.notice !== "not-filed");
    if (old.length > 0) await forget(old.map(other => other.id));
    // What is typed already stays beside the entry: both are sent.
    if (entry && !isTouched) {
      [memory.id, memory.rev, memory.basedOn] = [entry.id, entry.rev, entry.basedOn];
      form.elements.basedOn.value = entry.basedOn;
      isFiling = entry.isFiling;
      fillIn(form, entry.fields);
      state.textContent = !entry.isWaiting ? "" : entry.isUnreadable ? say("kept-unreadable", clock(entry.at), unreadable()) : say(isFiling ? "files-later" : "kept-at", clock(entry.at));
    }
    for (const photograph of entries.filter(other => other.kind === "photo")) showWaiting(photograph);
    show();
    restored();
  }

  function showWaiting(photograph) {
    const row = form.querySelector(`.score[data-criterion="${CSS.escape(photograph.criterion)}"]`);
    if (row) addWaiting(row, photograph, async () => {
      await forget([photograph.id]);
      form.querySelector(`[data-waits="${photograph.id}"]`)?.remove();
    });
  }

  /** Keeps a photograph of a criterion beside the sheet. Returns whether it is kept. */
  async function keepPhotograph(row, { jpeg, preview }, name) {
    if (!await isKept || !await write()) return false;
    const title = `${row.querySelector("h2").textContent} ${new Date().toLocaleTimeString("sv-SE")}`;
    const date = new Date().toLocaleDateString("sv-SE");
    const { criterion } = row.dataset;
    const photograph = {
      id: newId(), kind: "photo", account, address: form.dataset.evidence, sheet, page: sheet, of: memory.id, unit, criterion, title, preview, bytes: jpeg.size,
      fields: [["title", title], ["kind", "picture"], ["criterion", criterion], ["date", date]], file: `${name}.jpg`, picture: await jpeg.arrayBuffer(), said: [title], at: Date.now(), isWaiting: true, refused: null,
    };
    try {
      await change(entries => entries.put(photograph));
    } catch {
      showProblem("full");
      return false;
    }
    showWaiting(photograph);
    sendSoon(0);
    return true;
  }

  return { restore, keepPhotograph };
}

/** Sets the fields of a form to what was kept. */
function fillIn(form, fields) {
  for (const id of fields.filter(([name]) => name === "evidence").map(([, value]) => value))
    if (!form.querySelector(`[name=evidence][value="${CSS.escape(id)}"]`)) addUnknown(form, id);
  for (const field of form.elements) {
    if (!field.name || own.has(field.name)) continue;
    if (field.type === "checkbox" || field.type === "radio") field.checked = fields.some(([name, value]) => name === field.name && value === field.value);
    else if (field.type !== "file" && field.type !== "submit") field.value = fields.find(([name]) => name === field.name)?.[1] ?? "";
  }
}
