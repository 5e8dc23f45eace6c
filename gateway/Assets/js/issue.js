// The form that issues credentials. A double click sends it once. A downloaded file leaves the page open, so the next batch gets an id of
// its own.
const pause = 3000;
const idBytes = 16;
const form = document.querySelector("[data-issue]");
let isSending = false;

form?.addEventListener("submit", event => {
  if (isSending) return event.preventDefault();
  isSending = true;
  // The browser reads the fields before the next task.
  setTimeout(() => {
    form.elements.batch.value = Array.from(crypto.getRandomValues(new Uint8Array(idBytes)), byte => byte.toString(16).padStart(2, "0")).join("");
  });
  setTimeout(() => { isSending = false; }, pause);
});
