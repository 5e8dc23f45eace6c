// Asks before a page is left on which a form was changed and not sent. Forms with data-unsent take part. With the value "yes" the form
// holds from the start what was typed before and not saved.
import { sendOnce } from "./forms/send-once.js";

const forms = [...document.querySelectorAll("form[data-unsent]")];
// Scripts change hidden fields, for example the token of a page that was kept on the device. People do not.
const isTyped = (form, name) => form.elements[name]?.type !== "hidden";
const typed = form => JSON.stringify([...new FormData(form)].filter(([name]) => isTyped(form, name)).map(([name, value]) => [name, typeof value === "string" ? value : value.name]));
const saved = new Map(forms.map(form => [form, form.dataset.unsent === "yes" ? null : typed(form)]));
let sending = null;

sendOnce();
for (const form of forms) form.addEventListener("input", () => (sending = null));
document.addEventListener("submit", event => (sending = event.target));
// A draft on the server holds everything that was typed.
document.addEventListener("draft-saved", event => saved.set(event.target, typed(event.target)));
addEventListener("pageshow", () => (sending = null));
addEventListener("beforeunload", event => {
  if (forms.some(form => form !== sending && typed(form) !== saved.get(form))) event.preventDefault();
});
