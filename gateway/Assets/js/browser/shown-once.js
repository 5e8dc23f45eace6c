// Warns before a page is left that cannot be shown again.

export function warnBeforeLeaving() {
  addEventListener("beforeunload", event => event.preventDefault());
}
