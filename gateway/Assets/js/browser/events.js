// Server-sent events, which some browsers lack.

/** The stream of events at the address; null where the browser has no such streams. */
export const openEvents = address => typeof window.EventSource === "function" ? new EventSource(address) : null;
