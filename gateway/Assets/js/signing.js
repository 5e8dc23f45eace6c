// Signing in and out on a device: pages that an inspector has kept there go. What was not sent stays for its account.
import { canKeep, change } from "./browser/entries.js";
import { clearKept, hasCaches, owner } from "./browser/kept-pages.js";
import { fill } from "./browser/template.js";

/** Removes pages, and sheets that were sent. */
async function tidy() {
  if (!hasCaches() || await owner() === null) return;
  await clearKept();
  if (await canKeep()) await change(async entries => {
    for (const entry of await entries.all()) if (!entry.isWaiting) await entries.remove(entry.id);
  });
}

async function waiting(account) {
  if (!hasCaches() || await owner() === null || !await canKeep()) return 0;
  return (await change(entries => entries.all())).filter(entry => entry.isWaiting && entry.account === account).length;
}

if (document.querySelector("form[action='/sign-in']")) tidy().catch(() => null);

for (const form of document.querySelectorAll("form[data-signs-out]")) {
  form.addEventListener("submit", async event => {
    event.preventDefault();
    const count = await waiting(form.dataset.signsOut).catch(() => 0);
    if (count > 0 && !confirm(fill(form.dataset.ask, count))) return;
    await tidy().catch(() => null);
    form.submit();
  });
}
