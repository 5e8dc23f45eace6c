// The form that issues credentials. A double click sends it once. A downloaded file leaves the page open, so the next batch gets an id of
// its own, and the numbers and batches of the page are read again once the batch stands in the list.
import { readPage } from "./browser/page-document.js";

const pause = 3000;
const idBytes = 16;
const askEvery = 1000;
const asksMost = 30;
const form = document.querySelector("[data-issue]");
let isSending = false;

/** Reads the page until it lists the batch as issued or void. */
async function refresh(batch) {
  for (let asked = 0; asked < asksMost; asked++) {
    await new Promise(done => setTimeout(done, askEvery));
    const { page } = await readPage(location.pathname);
    const state = page?.querySelector(`[data-batch="${CSS.escape(batch)}"]`)?.dataset.state;
    if (!state || state === "unsettled") continue;
    for (const part of document.querySelectorAll("[data-fresh]")) {
      const fresh = page.querySelector(`[data-fresh="${part.dataset.fresh}"]`);
      if (fresh) part.replaceWith(document.adoptNode(fresh));
    }
    return;
  }
}

form?.addEventListener("submit", event => {
  if (isSending) return event.preventDefault();
  isSending = true;
  const batch = form.elements.batch.value;
  // The browser reads the fields before the next task.
  setTimeout(() => {
    form.elements.batch.value = Array.from(crypto.getRandomValues(new Uint8Array(idBytes)), byte => byte.toString(16).padStart(2, "0")).join("");
  });
  setTimeout(() => { isSending = false; }, pause);
  if (form.elements.form.value === "csv") refresh(batch);
});
