// The browser's print dialog, which the browsers of some messengers lack.

/** Makes the button open the print dialog, or hides it where there is none. */
export function offerPrint(button) {
  button.hidden = typeof window.print !== "function";
  button.addEventListener("click", () => window.print());
}
