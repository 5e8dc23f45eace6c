// Subtotals of the headings of a form. A row names the headings above it in data-path, a heading itself in data-heading.

/** Writes the sum of the rows below each heading; `sumOf` adds up rows. */
export function showSubtotals(form, rows, sumOf) {
  for (const heading of form.querySelectorAll("[data-heading]")) {
    const path = heading.dataset.heading;
    const below = rows.filter(row => row.dataset.path === path || row.dataset.path?.startsWith(`${path} > `));
    heading.querySelector("[data-subtotal]").textContent = sumOf(below);
  }
}
