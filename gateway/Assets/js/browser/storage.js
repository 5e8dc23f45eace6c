// The browser's storage. A browser can deny it, lack it, or have no room left. No function here throws: reading then finds nothing, and
// writing returns false.

/** The storage of this tab, deleted when the tab is closed. */
export const session = store("sessionStorage");

/** The storage of this device, kept when the browser is closed. */
export const device = store("localStorage");

function store(name) {
  const attempt = (act, otherwise) => {
    try {
      return act(window[name]);
    } catch {
      return otherwise;
    }
  };
  return {
    get: key => attempt(area => area.getItem(key), null),

    /** Whether the value is stored. */
    set: (key, value) => attempt(area => {
      area.setItem(key, value);
      return area.getItem(key) === value;
    }, false),

    remove: key => attempt(area => area.removeItem(key)),

    /** Deletes the JSON entries with this prefix whose `at` is older than so many milliseconds, and entries that cannot be read. */
    removeOlder: (prefix, age) => {
      for (const key of attempt(area => Object.keys(area), []).filter(key => key.startsWith(prefix)))
        if (!attempt(area => JSON.parse(area.getItem(key)).at > Date.now() - age, false)) attempt(area => area.removeItem(key));
    },
  };
}
