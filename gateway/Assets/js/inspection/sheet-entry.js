// The entry of a sheet on the device, as pure functions.

/**
 * The entry after the page has written: the one that it wrote before, or a new one beside it when another tab has written meanwhile, so
 * that the server keeps both.
 *
 * While an entry exists, its `basedOn` counts, not that of the page. Evidence that was filed after the page was loaded stays attached
 * unless the page knows it and has it no longer.
 */
export function writtenSheet(found, memory, written, newId) {
  const { known, ...rest } = written;
  const isOwn = found && found.rev === memory.rev;
  const attached = isOwn ? found.attached.filter(id => !known.includes(id)) : [];
  const fields = [...rest.fields, ...attached.map(id => ["evidence", id])];
  return isOwn
    ? { ...found, ...rest, fields, attached, rev: found.rev + 1, isWaiting: true, refused: null, notice: null }
    : { kind: "sheet", ...rest, fields, attached, id: newId, rev: 1, basedOn: memory.basedOn, isWaiting: true, tried: null, refused: null, notice: null };
}

/** The fields of the form that is sent for an entry. */
export const bodyOf = entry => [...entry.fields, ["basedOn", entry.basedOn], ["act", entry.isFiling ? "file" : "save"]];

/**
 * The entry after the server has saved what was tried. What was written meanwhile is still to be sent, based on the own version; the own
 * version is unknown when another device has replaced it, and both are then shown side by side.
 */
export function savedSheet(found, tried, saved) {
  const isNewest = JSON.stringify(bodyOf(found)) === JSON.stringify(tried);
  const wasFiling = isNewest && found.isFiling;
  return {
    ...found,
    tried: null,
    basedOn: saved.own ? String(saved.own) : found.basedOn,
    isWaiting: !isNewest,
    isFiling: found.isFiling && !isNewest,
    notice: saved.conflicting ? "conflict" : wasFiling && !saved.filed ? "not-filed" : null,
  };
}

/** The entry with a photograph that was filed. */
export const withPhotograph = (found, id) => ({ ...found, attached: [...found.attached, id], fields: [...found.fields, ["evidence", id]], isWaiting: true });

const last = entries => entries.length > 0 ? entries[entries.length - 1] : null;

const newest = versions => Math.max(0, ...versions.split(",").map(Number));

/**
 * The entry that a page continues: the last unsent one, else one that is newer than the page, which then comes from the device. Null for
 * the page as it is.
 */
export const adopted = (entries, basedOn) =>
  last(entries.filter(entry => entry.isWaiting)) ?? last(entries.filter(entry => newest(entry.basedOn) > newest(basedOn)));
