// What an option is called on the paper.

/** The label of an option for a criterion: the criterion's own, or the usual one. */
export function optionLabel(criterion, option) {
  return criterion.optionLabels?.[option.code] ?? option.label;
}
