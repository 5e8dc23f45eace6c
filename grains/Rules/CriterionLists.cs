namespace Evaluation.Rules;

/// <summary>
/// The criteria of a round by where their points come from: sheets, figures (F23), or entries of the catalogue (F26), which have no place
/// on a sheet and in a self-assessment.
/// </summary>
public static class CriterionLists
{
    extension(RoundRules rules)
    {
        /// <summary>The criteria that a sheet has a place for: all but those that the catalogue or the vote gives.</summary>
        public IReadOnlyList<Criterion> SheetCriteria => [.. rules.FiledCriteria.Where(criterion => !criterion.IsOfVote)];

        /// <summary>The criteria whose points follow from a figure, in the order of the definition.</summary>
        public IReadOnlyList<Criterion> ScoredCriteria => [.. rules.AssessedCriteria.Where(criterion => criterion.Score is not null)];

        /// <summary>The entries that take points of a criterion, in the order of the catalogue; none for a criterion of sheets.</summary>
        public IReadOnlyList<CatalogueEntry> EntriesOf(Criterion criterion) =>
            criterion.Source == CriterionSource.Assessed ? [.. (rules.Entries ?? []).Where(entry => entry.Criterion == criterion.Code)] : [];

        /// <summary>Whether entries of the catalogue give the points of a criterion.</summary>
        public bool IsByEntries(Criterion criterion) => rules.Entries is not null && rules.EntriesOf(criterion).Count > 0;

        /// <summary>The criteria that a self-assessment has a place for: all assessed ones but those that the catalogue gives.</summary>
        public IReadOnlyList<Criterion> FiledCriteria => rules.Entries is null
            ? rules.AssessedCriteria
            : [.. rules.AssessedCriteria.Where(criterion => !rules.IsByEntries(criterion))];

        /// <summary>The entries that count for the total, of one kind.</summary>
        public IReadOnlyList<CatalogueEntry> EntriesOfTotal(EntryKind kind) =>
            [.. (rules.Entries ?? []).Where(entry => entry.Kind == kind && entry.Criterion is null)];
    }
}
