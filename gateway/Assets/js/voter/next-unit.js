// Chooses the unit that a voter should rate next.

/**
 * The unit that is still to rate: the current one while it is half-marked, otherwise the next one in the order, and after the last one the
 * first one; null when all are rated. `status` returns open, started, ready or sent.
 */
export function nextUnit(order, status, current = null) {
  if (current !== null && status(current) === "started") return current;
  const from = current === null ? 0 : order.indexOf(current) + 1;
  return [...order.slice(from), ...order.slice(0, from)].find(unit => ["open", "started"].includes(status(unit))) ?? null;
}
