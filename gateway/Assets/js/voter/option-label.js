// What an option is called on the paper.

/** The label of an option for a criterion: the criterion's own, or the usual one. */
export function optionLabel(criterion, option) {
  return criterion.optionLabels?.[option.code] ?? option.label;
}

/** The names of an option for all criteria of a paper, each once; `nameOf` gives the text of a label. */
export const sameLabels = (criteria, option, nameOf) => [...new Set(criteria.map(criterion => nameOf(optionLabel(criterion, option))))];
