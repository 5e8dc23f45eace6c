// Files of a form, sent to the evidence of its unit with the session and the token of the form.
import { fill } from "../browser/template.js";

/** Files the file with these fields. The item, or null after a refusal, which `state` says. */
export async function upload(form, state, fields, file, name) {
  const body = new FormData();
  for (const [field, value] of Object.entries({ ...fields, date: new Date().toLocaleDateString("sv-SE") })) body.set(field, value);
  body.set("file", file, name);
  state.textContent = fill(state.dataset.uploading, name);
  const answer = await fetch(form.dataset.evidence, { method: "POST", headers: { "form-token": form.elements["form-token"].value }, body }).catch(() => null);
  if (answer?.status === 201) return answer.json();
  const why = await answer?.json().catch(() => null);
  state.textContent = fill(state.dataset.refused, name, why?.detail ?? "");
  return null;
}

/** Shows the button, which needs this module, and attaches the files that are chosen with it, one after another. */
export function offerFiles(button, attach) {
  const picker = button.querySelector("input");
  button.hidden = false;
  // The chosen file is no input of the form.
  picker.addEventListener("input", event => event.stopPropagation());
  picker.addEventListener("change", async () => {
    for (const file of [...picker.files]) await attach(file);
    picker.value = "";
  });
}

export const withoutEnding = name => name.replace(/\.[^.]*$/, "") || name;
