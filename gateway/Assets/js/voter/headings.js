// The headings above the criteria of a paper.

/**
 * The criteria as a tree. An item is `{ criterion, index }` with the criterion's place among the marks, or a heading with the items below:
 * `{ heading, level, id, items }`. Without headings it is the plain list.
 */
export function outline(criteria) {
  const root = { items: [] };
  const open = [root];
  let headings = 0;
  for (const [index, criterion] of criteria.entries()) {
    const path = criterion.path ?? [];
    const shared = path.findIndex((heading, level) => !isSame(open[level + 1]?.heading, heading));
    open.length = 1 + (shared === -1 ? path.length : shared);
    for (const heading of path.slice(open.length - 1)) {
      const item = { heading, level: open.length, id: `heading-${++headings}`, items: [] };
      open[open.length - 1].items.push(item);
      open.push(item);
    }
    open[open.length - 1].items.push({ criterion, index });
  }
  return root.items;
}

const isSame = (one, other) => one?.zh === other.zh && one?.en === other.en;
