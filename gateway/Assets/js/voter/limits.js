// The limits of a ballot: how many units of a class may or must be marked with some options of a criterion. They are counted over the marks
// on this page; the system also counts marks that were sent before, which no device shows.

/** The criteria of a unit in the order of its marks: those of its class, or of the whole paper. */
export const criteriaOf = (paper, unit) => paper.classes.find(candidate => candidate.code === unit.class)?.criteria ?? paper.criteria;

/**
 * The limits of a paper for the units that the voter may rate: each with its class, the place of its criterion among the class's criteria,
 * the places of its options, the smallest and the largest number of units (null for none).
 */
export function limitsOf(paper, units) {
  return (paper.ballot?.limits ?? []).map(limit => {
    const members = units.filter(unit => unit.class === limit.class);
    const max = limit.max ?? (limit.maxShare === undefined || limit.maxShare === null ? null : shareOf(limit.maxShare, members.length));
    return {
      ...limit,
      members: members.map(unit => unit.code),
      place: members.length === 0 ? -1 : criteriaOf(paper, members[0]).findIndex(criterion => criterion.code === limit.criterion),
      values: paper.options.flatMap((option, value) => limit.options.includes(option.code) ? [value] : []),
      min: Math.min(limit.min ?? 0, max ?? members.length, members.length),
      max,
    };
  });
}

/** The number of units that are marked so. `marksOf(unit)` returns the marks of a unit. */
export const countOf = (limit, marksOf) => limit.members.filter(unit => limit.values.includes(marksOf(unit)[limit.place])).length;

/** A share of some units, rounded down. A share has few decimals, so that a small tolerance removes the error of binary fractions. */
const shareOf = (share, units) => Math.floor(share * units + 1e-9);
