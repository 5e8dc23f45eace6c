// Spot checks and findings that are entered without a network: kept on the device and sent with the rest.
import { say } from "../text.js";
import { firstTooLong } from "../forms/text-limit.js";
import { change, changeOne, entriesOf, newId } from "../browser/entries.js";
import { account, here, send, showMessage, showProblem } from "./unsent-band.js";

/** `kind` is `check` or `finding`; `lines` says the form in words. */
export async function keepSpotForm(form, kind, unit, lines) {
  // A page that was kept for days has a key that may be used up.
  form.elements.key.value = newId();
  const { on } = form.elements;
  const today = new Date().toLocaleDateString("sv-SE");
  if (on && on.value < today) on.value = today;
  // Nobody has typed these values.
  form.dispatchEvent(new Event("draft-saved", { bubbles: true }));
  const address = form.getAttribute("action");
  let refused = (await entriesOf(account)).find(entry => entry.kind === kind && entry.address === address && entry.refused);
  let isReady = false;
  if (refused) {
    for (const [name, value] of refused.fields) {
      const field = form.elements[name];
      if (field?.type === "checkbox") field.checked = true;
      else if (field) field.value = value;
    }
    form.closest("details").open = true;
  }

  async function keep() {
    const key = form.elements.key.value;
    const fields = [...new FormData(form)].filter(([name]) => name !== "form-token" && name !== "key");
    await change(entries => entries.put({
      id: refused?.id ?? newId(), kind, account, address, page: here, unit, key, fields, said: lines(form), at: Date.now(), isWaiting: true, refused: null, triedAt: null,
    }));
    refused = null;
    form.reset();
    if (on) on.value = today;
    form.elements.key.value = newId();
    form.dispatchEvent(new Event("draft-saved", { bubbles: true }));
  }

  form.addEventListener("submit", async event => {
    if (isReady) return;
    event.preventDefault();
    const outcome = await send();
    if (outcome === "sent") {
      // The form shows its own faults. An entry that was refused before is replaced by it.
      if (refused) await changeOne(refused.id, () => null);
      isReady = true;
      form.requestSubmit(event.submitter);
      return;
    }
    // The counter of a text that is too long says so. It would be refused when this page is closed.
    const long = firstTooLong([...form.querySelectorAll("[data-characters]")]);
    if (long) {
      long.focus();
      return;
    }
    try {
      await keep();
      await send();
      showMessage(say(`kept-${kind}`));
    } catch {
      showProblem("full");
    }
  });
  addEventListener("pageshow", () => (isReady = false));
}
